import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { BookSort } from '@/api/model';
import { ErrorPage } from '@/app/error-page';
import { pageWords } from '@/app/i18n';
import { NotFoundPage } from '@/app/not-found-page';
import { PendingPage } from '@/app/pending-page';
import { Shell } from '@/app/shell';
import { resumeSession, serverQuery } from '@/features/accounts/api/accounts';
import { SignInPage } from '@/features/accounts/components/sign-in-page';
import { WelcomePage } from '@/features/accounts/components/welcome-page';
import { readFilter } from '@/features/gallery/gallery';
import { LibraryPage } from '@/features/library/components/library-page';
import { readNotesFilter } from '@/features/notes/notes';

interface RouterContext {
  queries: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: bare(NotFoundPage),
  errorComponent: bare(ErrorPage),
  pendingComponent: bare(PendingPage),
});

/** A message that stands alone, without the shell and its landmark around it. */
function bare<Props extends object>(Message: ComponentType<Props>) {
  return (props: Props) => (
    <main>
      <Message {...props} />
    </main>
  );
}

/** Only a place inside the program may follow signing in. */
export function safeNext(next: unknown): string | undefined {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined;
}

/** A page that is fetched when it is opened, together with its words. */
function page<Name extends string>(fetchPage: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazyRouteComponent(async () => {
    const [fetched] = await Promise.all([fetchPage(), pageWords()]);
    return fetched;
  }, name);
}

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  beforeLoad: async ({ context }) => {
    const server = await context.queries.ensureQueryData(serverQuery);
    if (!server.needs_first_account && !server.registration_open) throw redirect({ to: '/sign-in' });
  },
  component: WelcomePage,
  errorComponent: bare(ErrorPage),
  pendingComponent: bare(PendingPage),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = safeNext(search.next);
    return next === undefined ? {} : { next };
  },
  beforeLoad: async ({ context, search }) => {
    const server = await context.queries.ensureQueryData(serverQuery);
    if (server.needs_first_account) throw redirect({ to: '/welcome' });
    if (await resumeSession()) throw redirect({ href: search.next ?? '/' });
  },
  component: SignInPage,
  errorComponent: bare(ErrorPage),
  pendingComponent: bare(PendingPage),
});

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    if (await resumeSession()) return;
    const server = await context.queries.fetchQuery(serverQuery);
    if (server.needs_first_account) throw redirect({ to: '/welcome' });
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } });
  },
  component: Outlet,
  errorComponent: bare(ErrorPage),
  pendingComponent: bare(PendingPage),
});

const shellRoute = createRoute({
  getParentRoute: () => signedInRoute,
  id: 'shell',
  component: Shell,
});

const SORTS: readonly BookSort[] = ['recent', 'added', 'title', 'author'];

const libraryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { q?: string; sort?: BookSort } => {
    const sort = SORTS.find((candidate) => candidate === search.sort);
    return {
      ...(typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {}),
      ...(sort !== undefined && sort !== 'recent' ? { sort } : {}),
    };
  },
  component: LibraryPage,
});

const searchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/search',
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {},
  component: page(() => import('@/features/search/components/search-page'), 'SearchPage'),
});

const bookRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/book/$bookId',
  component: page(() => import('@/features/book/components/book-page'), 'BookPage'),
});

const castRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/book/$bookId/cast',
  component: page(() => import('@/features/cast/components/cast-page'), 'CastPage'),
});

const entityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/book/$bookId/cast/$entityId',
  component: page(() => import('@/features/cast/components/entity-page'), 'EntityPage'),
});

const galleryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/book/$bookId/pictures',
  validateSearch: readFilter,
  component: page(() => import('@/features/gallery/components/gallery-page'), 'GalleryPage'),
});

const bibleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/book/$bookId/bible',
  component: page(() => import('@/features/bible/components/bible-page'), 'BiblePage'),
});

const providersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/painters',
  component: page(() => import('@/features/providers/components/providers-page'), 'ProvidersPage'),
});

const deviceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/device',
  component: page(() => import('@/features/offline/components/device-page'), 'DevicePage'),
});

const notesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/notes',
  validateSearch: readNotesFilter,
  component: page(() => import('@/features/notes/components/notes-page'), 'NotesPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: page(() => import('@/features/settings/components/settings-page'), 'SettingsPage'),
});

const readRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/read/$bookId',
  // A jump from the book page; without it the reader opens where one stopped.
  validateSearch: (
    search: Record<string, unknown>,
  ): { chapter?: string; offset?: number; find?: string } => ({
    ...(typeof search.chapter === 'string' ? { chapter: search.chapter } : {}),
    ...(typeof search.offset === 'number' && search.offset >= 0 ? { offset: search.offset } : {}),
    ...(typeof search.find === 'string' && search.find !== '' ? { find: search.find } : {}),
  }),
  component: page(() => import('@/features/reader/reader-page'), 'ReaderPage'),
  errorComponent: bare(ErrorPage),
  pendingComponent: bare(PendingPage),
});

const routeTree = rootRoute.addChildren([
  welcomeRoute,
  signInRoute,
  signedInRoute.addChildren([
    shellRoute.addChildren([
      libraryRoute,
      searchRoute,
      bookRoute,
      castRoute,
      entityRoute,
      galleryRoute,
      bibleRoute,
      notesRoute,
      settingsRoute,
      providersRoute,
      deviceRoute,
    ]),
    readRoute,
  ]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
