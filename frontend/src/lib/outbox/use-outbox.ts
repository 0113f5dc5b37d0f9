import { useSyncExternalStore } from 'react';
import { type OutboxState, outboxState, subscribeOutbox } from './outbox';

/** How many changes wait for the network, and how many have just arrived. */
export function useOutbox(): OutboxState {
  return useSyncExternalStore(subscribeOutbox, outboxState);
}
