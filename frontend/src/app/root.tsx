import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isPassing } from '@/api/problem';
import { currentUser, refreshSession, sessionHasExpired, subscribeSession } from '@/api/session';
import { makeRouter } from '@/app/router';
import { useUser } from '@/features/accounts/api/accounts';
import { listenForEvents } from '@/lib/events';
import { followReader } from '@/lib/offline/reader-here';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      retry: (count, error) => count < 2 && isPassing(error),
    },
    mutations: { networkMode: 'always' },
  },
});

const router = makeRouter(queries);

/** Everything around the pages: cached answers, addresses, and news from the server. */
export function Root() {
  const userId = useUser()?.id;

  useEffect(() => {
    if (userId === undefined) return undefined;
    return listenForEvents(queries);
  }, [userId]);

  useEffect(() => followReader(), []);

  useEffect(() => {
    if (userId === undefined) return undefined;
    let stop = () => {};
    let left = false;
    void Promise.all([import('@/lib/outbox'), import('@/lib/offline/follow')]).then(
      ([{ startOutbox, stopOutbox }, { followKept }]) => {
        if (left) return;
        void startOutbox(userId);
        const unfollow = followKept(userId);
        stop = () => {
          unfollow();
          stopOutbox();
        };
      },
      () => undefined,
    );
    return () => {
      left = true;
      stop();
    };
  }, [userId]);

  useEffect(() => {
    // When the session ends by itself, the guard of the page one is on leads to the sign-in page.
    const stop = subscribeSession(() => {
      if (currentUser() !== null) return;
      // Cleared only when the pages are gone, which would ask for everything again without a session.
      void router.invalidate().then(() => {
        if (currentUser() === null) queries.clear();
      });
    });
    const wake = () => {
      if (document.visibilityState === 'visible' && sessionHasExpired()) {
        void refreshSession().catch(() => undefined);
      }
    };
    document.addEventListener('visibilitychange', wake);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', wake);
    };
  }, []);

  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
