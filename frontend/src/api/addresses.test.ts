import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const schema = JSON.parse(readFileSync('src/api/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, unknown>>;
};

/** An address with every part that varies called the same. */
const shape = (address: string) => address.split('?')[0]?.replaceAll(/\$?\{[^}]*\}/g, '{}') ?? '';

const CALL =
  /api\s*\.(get|post|put|patch|delete)(?:<[^>(]*>)?\(\s*['"`]([^'"`]+)['"`]|fetchAuthorised\(\s*'(\w+)',\s*['"`]([^'"`]+)['"`]/g;

it('every address that is asked for is one the server has', () => {
  const known = new Set(
    Object.entries(schema.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${shape(path)}`),
    ),
  );
  const asked = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .flatMap((name) =>
      [...readFileSync(join('src', name), 'utf8').matchAll(CALL)].map(
        (match) => `${(match[1] ?? match[3] ?? '').toLowerCase()} ${shape(match[2] ?? match[4] ?? '')}`,
      ),
    );
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((call) => !known.has(call))).toEqual([]);
});
