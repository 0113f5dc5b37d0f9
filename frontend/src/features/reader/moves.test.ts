import { describe, expect, it } from 'vitest';
import type { Change } from '@/lib/outbox';
import { mergeMoves, newMoveId } from './moves';

const change = (base: string | null, ids: string[], device = 'd'): Change => ({
  user: 'u',
  kind: 'moves',
  key: 'b',
  path: '/api/books/b/moves',
  method: 'POST',
  body: { device: { id: device, name: 'Телефон' }, base, moves: ids.map((id) => ({ id })) },
});
const idsOf = (merged: Change | null) =>
  (merged?.body as { moves: { id: string }[] } | undefined)?.moves.map(({ id }) => id);

describe('moves that wait for the network', () => {
  it('become one message in the order they were made, each of them once', () => {
    const merged = mergeMoves(change('h', ['1', '2']), change('h', ['2', '3']));
    expect(idsOf(merged)).toEqual(['1', '2', '3']);
    expect(merged).toMatchObject({ body: { base: 'h' }, path: '/api/books/b/moves' });
  });

  it('stay apart when the reader has learnt of another place between them', () => {
    expect(mergeMoves(change('h', ['1']), change('other', ['2']))).toBeNull();
    expect(mergeMoves(change('h', ['1']), change('h', ['2'], 'another'))).toBeNull();
  });

  it('stay apart when there are more than one message may hold', () => {
    const many = Array.from({ length: 499 }, (_, n) => `${n}`);
    expect(idsOf(mergeMoves(change(null, many), change(null, ['a'])))).toHaveLength(500);
    expect(mergeMoves(change(null, many), change(null, ['a', 'b']))).toBeNull();
  });

  it('have names that no two of them share and the server takes', () => {
    const ids = Array.from({ length: 50 }, newMoveId);
    expect(new Set(ids).size).toBe(50);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
