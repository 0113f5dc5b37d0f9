import type { ApiProblem } from '@/api/problem';

export type ChangeMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Something the reader did that the server has yet to hear of. */
export interface Change {
  /** Whose change it is; it is never sent in anybody else's name. */
  user: string;
  /** What it is about, for the handler that hears of its outcome. */
  kind: string;
  /** Changes of one kind and key go out in order, and may be merged while they wait. */
  key?: string;
  path: string;
  method: ChangeMethod;
  body?: unknown;
}

/** A change as it waits. */
export interface WaitingChange extends Change {
  /** Its place in the order; given by the store. */
  seq: number;
  /** Of the change and of all that were merged into it, so that none is taken in twice. */
  ids: string[];
  /** On its way, or was when the tab ended: it may have arrived and is merged with nothing. */
  sending: boolean;
  /** How often it was tried in vain. */
  tries: number;
}

/** What came of a change, kept until somebody hears it. */
export interface Outcome {
  change: Change;
  answer: unknown;
  refusal: { code: string; status: number; detail: string } | null;
}

export interface ChangeHandler<Answer = unknown> {
  /** One change instead of a waiting one and the next of the same key; null sends both. */
  merge?(waiting: Change, next: Change): Change | null;
  /** The server has taken it. */
  done?(answer: Answer, change: Change): void;
  /** The server will never take it. */
  refused?(problem: ApiProblem, change: Change): void;
}

/** Where one reader's changes wait. */
export interface ChangeStore {
  /** Takes a change in, once; it may become one with a waiting change of its key. */
  add(id: string, change: Change, merge: ChangeHandler['merge']): Promise<void>;
  all(): Promise<WaitingChange[]>;
  count(): Promise<number>;
  /** Marks a change as being on its way and gives it as it now is; null when it is gone. */
  take(seq: number): Promise<WaitingChange | null>;
  /** Puts a change that did not arrive back among those that wait. */
  giveBack(change: WaitingChange): Promise<void>;
  remove(seq: number): Promise<void>;
  keepOutcome(outcome: Outcome): Promise<void>;
  /** The outcomes of one kind that nobody has heard; they are given once. */
  takeOutcomes(kind: string): Promise<Outcome[]>;
  close(): void;
}
