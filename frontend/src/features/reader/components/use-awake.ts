import { useEffect } from 'react';
import { Awake, type ScreenLock } from '../awake';
import type { Reading } from '../reading';

/** Keeps the screen lit while pages are turned, when the reader wants it so. */
export function useAwake(reading: Reading | null, wanted: boolean): void {
  useEffect(() => {
    if (!reading || !wanted) return undefined;
    const awake = new Awake((navigator as { wakeLock?: ScreenLock }).wakeLock);
    awake.touch();
    const forget = reading.spoken.onPage(() => awake.touch());
    const shown = () => {
      if (document.visibilityState === 'visible') awake.shown();
    };
    document.addEventListener('visibilitychange', shown);
    return () => {
      document.removeEventListener('visibilitychange', shown);
      forget();
      awake.close();
    };
  }, [reading, wanted]);
}
