import { useSyncExternalStore } from 'react';

/** Whether the server answered the last time anything was asked of it. */
let reachable = true;
const listeners = new Set<() => void>();

export function noteReachable(now: boolean): void {
  if (now === reachable) return;
  reachable = now;
  for (const listener of listeners) listener();
}

export function serverIsReachable(): boolean {
  return reachable;
}

export function subscribeReachability(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useServerReachable(): boolean {
  return useSyncExternalStore(subscribeReachability, serverIsReachable);
}
