import { fetchAuthorised } from '@/api/client';
import { ApiProblem, isPassing } from '@/api/problem';
import { serverIsReachable, subscribeReachability } from '@/api/reachability';
import { currentUser } from '@/api/session';
import { leftOver, newId, note, strike, strikeAll } from './ledger';
import { changeOf, deleteOutbox, MemoryStore, openStore, outboxName } from './store';
import type { Change, ChangeHandler, ChangeStore, Outcome, WaitingChange } from './types';

export interface OutboxState {
  /** How many changes wait for the network. */
  waiting: number;
  /** How many that had waited arrived the last time the network came back; 0 once that was told. */
  arrived: number;
}

const RETRY_MS = { first: 2_000, longest: 60_000 };
/** A browser lets 64 KB of requests outlive their page; a character may be three bytes. */
const KEEPALIVE_CHARS = 16_000;

let state: OutboxState = { waiting: 0, arrived: 0 };
let store: Promise<ChangeStore> | null = null;
let owner: string | null = null;
let draining: Promise<boolean> | null = null;
let again = false;
let inFlight = false;
let retry: ReturnType<typeof setTimeout> | undefined;
let wait = RETRY_MS.first;
let order = 0;
let stopListening = () => {};
let tabs: BroadcastChannel | null = null;
const handlers = new Map<string, ChangeHandler>();
const listeners = new Set<() => void>();
const followers = new Set<(change: Change, answer: unknown) => void>();

function setState(change: Partial<OutboxState>): void {
  const next = { ...state, ...change };
  if (next.waiting === state.waiting && next.arrived === state.arrived) return;
  state = next;
  for (const listener of listeners) listener();
}

export const outboxState = (): OutboxState => state;

export function subscribeOutbox(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The reader has been told what arrived. */
export const arrivalsTold = (): void => setState({ arrived: 0 });

async function recount(): Promise<void> {
  const user = owner;
  const waiting = (await (await store)?.count()) ?? 0;
  if (owner === user) setState({ waiting });
}

/** Opens the queue of the reader who is here, takes in what a killed tab left, and begins to send. */
export async function startOutbox(user: string): Promise<void> {
  if (owner === user) return;
  stopOutbox();
  owner = user;
  store = openStore(user).catch(() => new MemoryStore());
  const wake = () => {
    if (!serverIsReachable()) return;
    wait = RETRY_MS.first;
    void drain();
  };
  const online = () => void drain();
  const stopReachability = subscribeReachability(wake);
  addEventListener('online', online);
  if (typeof BroadcastChannel !== 'undefined') {
    tabs = new BroadcastChannel(outboxName(user));
    tabs.onmessage = ({ data }: MessageEvent<Outcome | null>) => {
      if (data) tell(data);
      void recount().catch(() => undefined);
    };
  }
  stopListening = () => {
    stopReachability();
    removeEventListener('online', online);
    tabs?.close();
    tabs = null;
  };
  const opened = await store;
  for (const { id, change } of leftOver(user)) {
    await take(opened, id, change);
  }
  if (owner !== user) return;
  await recount();
  for (const kind of handlers.keys()) await tellKept(kind);
  void drain();
}

/** Stops sending; what waits stays for its owner's next visit. */
export function stopOutbox(): void {
  clearTimeout(retry);
  stopListening();
  stopListening = () => {};
  owner = null;
  void store?.then(
    (opened) => opened.close(),
    () => undefined,
  );
  store = null;
  wait = RETRY_MS.first;
  setState({ waiting: 0, arrived: 0 });
}

/** Forgets everything that waits in a reader's name: they signed out. */
export async function wipeOutbox(user: string): Promise<void> {
  if (owner === user) stopOutbox();
  strikeAll(user);
  await deleteOutbox(user);
}

/** Says who hears of the outcome of a kind of change; outcomes that nobody has heard come at once. */
export function register<Answer>(kind: string, handler: ChangeHandler<Answer>): () => void {
  handlers.set(kind, handler as ChangeHandler);
  void tellKept(kind).catch(() => undefined);
  return () => {
    if (handlers.get(kind) === handler) handlers.delete(kind);
  };
}

/** What of a kind still waits in a reader's name, in order: for pages that show the whole without the network. */
export async function waitingChanges(kind: string, user: string): Promise<Change[]> {
  const opened = owner === user ? await store : null;
  const stored = (await opened?.all()) ?? [];
  const known = new Set(stored.flatMap(({ ids }) => ids));
  const fresh = leftOver(user).filter(({ id }) => !known.has(id));
  return [...stored.map(changeOf), ...fresh.map(({ change }) => change)].filter((one) => one.kind === kind);
}

/** Calls back on every change that the server took, of whatever kind. */
export function onTaken(follower: (change: Change, answer: unknown) => void): () => void {
  followers.add(follower);
  return () => followers.delete(follower);
}

async function tellKept(kind: string): Promise<void> {
  for (const outcome of (await (await store)?.takeOutcomes(kind)) ?? []) tell(outcome);
}

function tell({ change, answer, refusal }: Outcome): boolean {
  const handler = handlers.get(change.kind);
  if (!handler) return false;
  if (refusal) handler.refused?.(new ApiProblem(refusal.code, refusal.status, refusal.detail), change);
  else handler.done?.(answer, change);
  return true;
}

/**
 * The page is about to go: what may not live to be taken from the queue is sent at once. It stays in the
 * queue too, so it must be one that the server takes twice without harm.
 */
function sendLeaving({ user, method, path, body }: Change): void {
  // What still waits goes first; this one must not overtake it.
  if (owner !== user || currentUser()?.id !== user || state.waiting > (inFlight ? 1 : 0)) return;
  if (JSON.stringify(body ?? '').length > KEEPALIVE_CHARS) return;
  fetchAuthorised(method, path, { json: body, keepalive: true }).catch(() => undefined);
}

/**
 * Puts a change in the queue. It is safe against the tab's end from the moment of the call, and sent as
 * soon as the server can be reached; the promise says that it is stored, not that it was sent. With
 * `leaving` it is also sent on the spot, for a page that is about to go.
 */
export async function enqueue(change: Change, leaving = false): Promise<void> {
  const id = newId();
  order = Math.max(order + 1, Date.now());
  note(id, order, change);
  if (leaving) sendLeaving(change);
  if (owner !== change.user) {
    // Not the reader who is here: it waits for its owner's next visit.
    if (owner !== null || currentUser()?.id !== change.user) return;
    await startOutbox(change.user);
  } else {
    const opened = await store;
    if (opened) await take(opened, id, change);
  }
  await recount();
  tabs?.postMessage(null);
  void drain();
}

async function take(opened: ChangeStore, id: string, change: Change): Promise<void> {
  await opened.add(id, changeOf(change), handlers.get(change.kind)?.merge);
  if (!(opened instanceof MemoryStore)) strike(change.user, id);
}

/** Sends what waits, in order, one tab at a time; whether nothing is left. */
export function drain(): Promise<boolean> {
  if (draining) {
    again = true;
    return draining;
  }
  draining = alone(async () => {
    let empty: boolean;
    do {
      again = false;
      empty = await sendAll();
    } while (again && serverIsReachable());
    return empty;
  })
    .catch(() => false)
    .finally(() => {
      draining = null;
    });
  return draining;
}

/** Only one tab sends; the others wait for their turn and mostly find nothing left. */
async function alone(work: () => Promise<boolean>): Promise<boolean> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks || owner === null) return work();
  return locks.request(`${outboxName(owner)}-sending`, work);
}

const lineOf = ({ kind, key }: Change) => `${kind} ${key ?? ''}`;

async function sendAll(): Promise<boolean> {
  clearTimeout(retry);
  const user = owner;
  const opened = await store;
  if (user === null || !opened) return false;
  // A change the server stumbles over must not hold up what has nothing to do with it.
  const held = new Set<string>();
  let arrived = 0;
  let silent = false;
  for (;;) {
    const next = (await opened.all()).find((change) => !held.has(lineOf(change)));
    if (!next || silent || owner !== user || currentUser()?.id !== user) break;
    const change = await opened.take(next.seq);
    if (!change) continue;
    inFlight = true;
    const sent = await send(opened, change).finally(() => {
      inFlight = false;
    });
    if (sent === 'silent') silent = true;
    else if (sent === 'failed') held.add(lineOf(change));
    else if (change.tries > 0) arrived += 1;
    await recount();
  }
  if (owner !== user) return false;
  if (arrived > 0) setState({ arrived: state.arrived + arrived });
  const left = await opened.count();
  if (left === 0) wait = RETRY_MS.first;
  else {
    retry = setTimeout(() => void drain(), wait);
    wait = Math.min(wait * 2, RETRY_MS.longest);
  }
  return left === 0;
}

async function send(opened: ChangeStore, change: WaitingChange): Promise<'over' | 'failed' | 'silent'> {
  const plain = changeOf(change);
  let outcome: Outcome;
  try {
    const response = await fetchAuthorised(change.method, change.path, { json: change.body });
    const answer: unknown = response.status === 204 ? null : await response.json();
    outcome = { change: plain, answer, refusal: null };
  } catch (error) {
    if (!(error instanceof ApiProblem) || mayPass(error)) {
      await opened.giveBack(change);
      const answered = error instanceof ApiProblem && error.status >= 500;
      return answered ? 'failed' : 'silent';
    }
    const { code, status, detail } = error;
    outcome = { change: plain, answer: null, refusal: { code, status, detail } };
  }
  // The outcome is kept before the change goes: a tab killed here tells it at the next visit.
  const heard = handlers.has(change.kind);
  if (!heard) await opened.keepOutcome(outcome);
  await opened.remove(change.seq);
  for (const id of change.ids) strike(change.user, id);
  if (heard) tell(outcome);
  if (!outcome.refusal) for (const follower of followers) follower(plain, outcome.answer);
  tabs?.postMessage(outcome);
  return 'over';
}

/** Nobody answers, too much was asked, or the session has ended: it can be sent later. */
const mayPass = (problem: ApiProblem): boolean =>
  isPassing(problem) || problem.status === 401 || problem.status === 429 || problem.status === 408;
