import { useSyncExternalStore } from 'react';
import { subscribeReachability } from '@/api/reachability';

/** Whether another release of the program is ready; the one that is open goes on as it is. */
let newer = false;
const listeners = new Set<() => void>();
const LOOK_AGAIN_MS = 60 * 60_000;

const own = (): string =>
  document.querySelector<HTMLScriptElement>('script[type="module"][src*="/assets/"]')?.src ?? '';

function compare(entry: unknown): void {
  if (typeof entry !== 'string' || own() === '' || newer) return;
  newer = new URL(entry, location.href).href !== own();
  if (newer) for (const listener of listeners) listener();
}

/** A browser that was busy when the new worker asked for its turn may forget it; it is reminded a few times. */
function takeOver(registration: ServiceWorkerRegistration, times = 10): void {
  const { waiting } = registration;
  if (!waiting || times === 0) return;
  waiting.postMessage('release?');
  waiting.postMessage('take over');
  setTimeout(() => takeOver(registration, times - 1), 3_000);
}

/** Has the program kept on this device, so that it starts without a network, and notices a new release. */
export function keepProgram(): void {
  const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!worker || import.meta.env.DEV) return;
  let looked = Date.now();
  const ask = () => worker.controller?.postMessage('release?');
  worker.addEventListener('message', ({ data }: MessageEvent<{ release?: unknown } | null>) =>
    compare(data?.release),
  );
  worker.addEventListener('controllerchange', ask);
  const begin = async () => {
    const registration = await worker.register('/sw.js', { updateViaCache: 'none' });
    ask();
    takeOver(registration);
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', () => takeOver(registration)),
    );
    const look = () => {
      if (document.visibilityState === 'hidden' || Date.now() - looked < LOOK_AGAIN_MS) return;
      looked = Date.now();
      registration.update().catch(() => undefined);
    };
    document.addEventListener('visibilitychange', look);
    setInterval(look, LOOK_AGAIN_MS);
    // A server that comes back may be another one.
    subscribeReachability(() => void registration.update().catch(() => undefined));
  };
  // What is on the screen comes first.
  const later = () => setTimeout(() => void begin().catch(() => undefined), 1_000);
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}

/** Whether a new release of the program waits for the page to be loaded anew. */
export function useNewerRelease(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => newer,
  );
}

/** A part of the program that is loaded late and is not there any more. */
export const isMissingPart = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|importing a module script failed|preload css/i.test(error.message);
