import { useEffect, useState } from 'react';

/** True once something has been so for a while: what passes in a moment is no news. */
export function useLasting(now: boolean, afterMs = 1_500): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) {
      setLasting(false);
      return undefined;
    }
    const timer = setTimeout(() => setLasting(true), afterMs);
    return () => clearTimeout(timer);
  }, [now, afterMs]);
  return lasting && now;
}
