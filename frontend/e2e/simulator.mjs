/** The tests' server that speaks the providers' wire formats, paints, charges and goes wrong to order. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPO } from './app.mjs';

/** Starts it on a free port; `plan` says what becomes of the next pictures, `stop` ends it. */
export async function startSimulator(...args) {
  const server = spawn(
    join(REPO, '.venv', 'bin', 'python'),
    ['-m', 'tests.simulator', '--port', '0', '--paint', 'pattern', ...args],
    { cwd: join(REPO, 'backend'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise((done, failed) => {
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /listens at (\S+)/.exec(said);
      if (found) done(found[1]);
    });
    server.on('exit', (code) => failed(new Error(`the simulator ended with ${code}: ${said}`)));
  });
  const order = async (what, body) => {
    const answer = await fetch(`${url}/__sim/${what}`, {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
  return {
    url,
    plan: (...steps) => order('plan', { steps }),
    options: (options) => order('options', options),
    log: () => order('log'),
    billed: () => order('billed'),
    async stop() {
      if (server.exitCode === null) {
        const ended = new Promise((done) => server.on('exit', done));
        server.kill('SIGTERM');
        await ended;
      }
    },
  };
}
