import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Change, ChangeHandler, ChangeStore, Outcome, WaitingChange } from './types';

interface OutboxSchema extends DBSchema {
  changes: { key: number; value: WaitingChange; indexes: { ids: string } };
  outcomes: { key: number; value: Outcome };
}

/** Outcomes nobody asks for must not grow without end. */
const OUTCOMES_KEPT = 200;

export const outboxName = (user: string): string => `bookreader-outbox-${user}`;

export const changeOf = ({ user, kind, key, path, method, body }: Change): Change => ({
  user,
  kind,
  ...(key === undefined ? {} : { key }),
  path,
  method,
  body,
});

/** What a new change makes of the waiting ones: the record to write instead of the last of its key, or none. */
export function mergedInto(
  waiting: readonly WaitingChange[],
  id: string,
  change: Change,
  merge: ChangeHandler['merge'],
): WaitingChange | null {
  if (!merge || change.key === undefined) return null;
  const last = waiting.findLast(({ kind, key }) => kind === change.kind && key === change.key);
  if (!last || last.sending) return null;
  const merged = merge(changeOf(last), change);
  return merged && { ...last, ...changeOf(merged), ids: [...last.ids, id] };
}

/** A database of its own for each reader. */
export async function openStore(user: string): Promise<ChangeStore> {
  const database = await openDB<OutboxSchema>(outboxName(user), 1, {
    upgrade(fresh) {
      const changes = fresh.createObjectStore('changes', { keyPath: 'seq', autoIncrement: true });
      changes.createIndex('ids', 'ids', { unique: true, multiEntry: true });
      fresh.createObjectStore('outcomes', { autoIncrement: true });
    },
    // Signing out in another tab deletes the database, and must not wait for this one.
    blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
  });
  return new DatabaseStore(database);
}

class DatabaseStore implements ChangeStore {
  private readonly database: IDBPDatabase<OutboxSchema>;

  constructor(database: IDBPDatabase<OutboxSchema>) {
    this.database = database;
  }

  async add(id: string, change: Change, merge: ChangeHandler['merge']): Promise<void> {
    const work = this.database.transaction('changes', 'readwrite');
    if ((await work.store.index('ids').getKey(id)) === undefined) {
      const merged = merge ? mergedInto(await work.store.getAll(), id, change, merge) : null;
      if (merged) await work.store.put(merged);
      // The database gives the number.
      else
        await work.store.add({ ...change, ids: [id], sending: false, tries: 0 } as unknown as WaitingChange);
    }
    await work.done;
  }

  all(): Promise<WaitingChange[]> {
    return this.database.getAll('changes');
  }

  count(): Promise<number> {
    return this.database.count('changes');
  }

  async take(seq: number): Promise<WaitingChange | null> {
    const work = this.database.transaction('changes', 'readwrite');
    const found = await work.store.get(seq);
    const taken = found ? { ...found, sending: true } : null;
    if (taken) await work.store.put(taken);
    await work.done;
    return taken;
  }

  async giveBack(change: WaitingChange): Promise<void> {
    await this.database.put('changes', { ...change, sending: false, tries: change.tries + 1 });
  }

  async remove(seq: number): Promise<void> {
    await this.database.delete('changes', seq);
  }

  async keepOutcome(outcome: Outcome): Promise<void> {
    const work = this.database.transaction('outcomes', 'readwrite');
    await work.store.add(outcome);
    for (const key of (await work.store.getAllKeys()).slice(0, -OUTCOMES_KEPT)) await work.store.delete(key);
    await work.done;
  }

  async takeOutcomes(kind: string): Promise<Outcome[]> {
    const work = this.database.transaction('outcomes', 'readwrite');
    const found: Outcome[] = [];
    for (let cursor = await work.store.openCursor(); cursor; cursor = await cursor.continue()) {
      if (cursor.value.change.kind !== kind) continue;
      found.push(cursor.value);
      await cursor.delete();
    }
    await work.done;
    return found;
  }

  close(): void {
    this.database.close();
  }
}

/** Where the browser gives no database: changes wait in memory, and in the ledger across visits. */
export class MemoryStore implements ChangeStore {
  private changes: WaitingChange[] = [];
  private outcomes: Outcome[] = [];
  private seq = 0;

  async add(id: string, change: Change, merge: ChangeHandler['merge']): Promise<void> {
    if (this.changes.some(({ ids }) => ids.includes(id))) return;
    const merged = mergedInto(this.changes, id, change, merge);
    if (merged) this.replace(merged);
    else this.changes.push({ ...change, seq: ++this.seq, ids: [id], sending: false, tries: 0 });
  }

  private replace(change: WaitingChange): void {
    this.changes = this.changes.map((one) => (one.seq === change.seq ? change : one));
  }

  async all(): Promise<WaitingChange[]> {
    return [...this.changes];
  }

  async count(): Promise<number> {
    return this.changes.length;
  }

  async take(seq: number): Promise<WaitingChange | null> {
    const found = this.changes.find((change) => change.seq === seq);
    if (!found) return null;
    const taken = { ...found, sending: true };
    this.replace(taken);
    return taken;
  }

  async giveBack(change: WaitingChange): Promise<void> {
    this.replace({ ...change, sending: false, tries: change.tries + 1 });
  }

  async remove(seq: number): Promise<void> {
    this.changes = this.changes.filter((change) => change.seq !== seq);
  }

  async keepOutcome(outcome: Outcome): Promise<void> {
    this.outcomes = [...this.outcomes, outcome].slice(-OUTCOMES_KEPT);
  }

  async takeOutcomes(kind: string): Promise<Outcome[]> {
    const found = this.outcomes.filter(({ change }) => change.kind === kind);
    this.outcomes = this.outcomes.filter(({ change }) => change.kind !== kind);
    return found;
  }

  close(): void {
    this.changes = [];
  }
}

/** Forgets everything that waits in a reader's name. */
export async function deleteOutbox(user: string): Promise<void> {
  await deleteDB(outboxName(user));
}
