/** What the reader did while the server was out of reach, kept on this device until it has heard of it. */
export {
  arrivalsTold,
  drain,
  enqueue,
  onTaken,
  register,
  startOutbox,
  stopOutbox,
  waitingChanges,
  wipeOutbox,
} from './outbox';
export type { Change, ChangeHandler } from './types';
export { useOutbox } from './use-outbox';
