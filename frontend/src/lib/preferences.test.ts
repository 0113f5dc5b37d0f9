import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session, User } from '@/api/model';
import { currentUser, dropSession, holdSession } from '@/api/session';
import {
  adoptAccountPreferences,
  bookIsOwn,
  enterBook,
  getPreferences,
  leaveBook,
  readPreferences,
  setBookOwn,
  setPreference,
} from './preferences';

const user = (preferences: Record<string, unknown>): User => ({
  id: 'u1',
  name: 'Анна',
  is_admin: false,
  language: 'ru',
  preferences,
});
const session = (preferences: Record<string, unknown>): Session => ({
  access_token: 't',
  expires_in: 600,
  user: user(preferences),
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  dropSession();
  vi.useRealTimers();
});

describe('stored preferences', () => {
  it('are whole whatever was stored', () => {
    for (const stored of [null, 7, [], { reading: null }, { theme: 'pink', reading: { size: 'big' } }]) {
      expect(readPreferences(stored)).toMatchObject({
        theme: 'paper',
        scheme: 'system',
        reading: { size: 19, font: 'literata', pictures: 'all' },
      });
    }
    expect(readPreferences({ reading: { pictures: 'off' } }).reading.pictures).toBe('off');
    expect(readPreferences({ reading: { pictures: 'some' } }).reading.pictures).toBe('all');
  });

  it.each([
    ['system', 'paper', 'system'],
    ['light', 'paper', 'light'],
    ['dark', 'paper', 'dark'],
    ['sepia', 'sepia', 'light'],
    ['black', 'black', 'dark'],
  ])('of a time when %s was a theme mean %s, %s', (stored, theme, scheme) => {
    expect(readPreferences({ theme: stored })).toMatchObject({ theme, scheme });
  });

  it('keep a theme and its night apart', () => {
    expect(readPreferences({ theme: 'black', scheme: 'light' })).toMatchObject({
      theme: 'black',
      scheme: 'light',
    });
  });

  it('are kept within their bounds', () => {
    expect(readPreferences({ reading: { size: 900, lineHeight: 0 } }).reading).toMatchObject({
      size: 32,
      lineHeight: 1.2,
    });
  });
});

describe('a change', () => {
  it('shows at once and is saved once, beside what others keep in the account', async () => {
    holdSession(session({ shelf: 'kept' }));
    const sent: unknown[] = [];
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
      const body = JSON.parse(String(init.body)) as { preferences: Record<string, unknown> };
      sent.push(body.preferences);
      return new Response(JSON.stringify(user(body.preferences)));
    });
    setPreference('reading.size', 22);
    setPreference('reading.size', 24);
    setPreference('theme', 'sepia');
    expect(document.documentElement.style.getPropertyValue('--book-size')).toBe('24px');
    expect(document.documentElement.dataset.theme).toBe('sepia');
    expect(JSON.parse(localStorage.getItem('bookreader.preferences') ?? '')).toMatchObject({
      theme: 'sepia',
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ shelf: 'kept', theme: 'sepia', reading: { size: 24 } });
    expect(currentUser()?.preferences).toMatchObject({ theme: 'sepia' });
  });

  it('made a moment before leaving goes along, and only once', async () => {
    holdSession(session({}));
    const sent: RequestInit[] = [];
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
      sent.push(init);
      return new Response(JSON.stringify(user({})));
    });
    setPreference('reading.pictures', 'tap');
    dispatchEvent(new Event('pagehide'));
    await vi.advanceTimersByTimeAsync(1_000);
    dispatchEvent(new Event('pagehide'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.keepalive).toBe(true);
    expect(String(sent[0]?.body)).toContain('"pictures":"tap"');
  });

  it('stays on the device before anyone has signed in', async () => {
    const fetched = vi.fn();
    vi.stubGlobal('fetch', fetched);
    setPreference('theme', 'black');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fetched).not.toHaveBeenCalled();
    expect(getPreferences().theme).toBe('black');
  });
});

it('the account decides when it remembers something, the device when it does not', () => {
  setPreference('theme', 'forest');
  adoptAccountPreferences(user({}));
  expect(getPreferences().theme).toBe('forest');
  adoptAccountPreferences(user({ theme: 'light' }));
  expect(getPreferences().theme).toBe('paper');
});

describe('a book with settings of its own', () => {
  afterEach(() => leaveBook());

  it('shows them while it is open, and the usual ones afterwards', () => {
    setPreference('reading.size', 20);
    enterBook({ size: 27, font: 'comic', columns: 'two' }, () => undefined);
    expect(getPreferences().reading).toMatchObject({ size: 27, font: 'literata', columns: 'two' });
    expect(document.documentElement.style.getPropertyValue('--book-size')).toBe('27px');
    leaveBook();
    expect(getPreferences().reading.size).toBe(20);
    expect(document.documentElement.style.getPropertyValue('--book-size')).toBe('20px');
  });

  it('takes changes for itself alone, and themes for all', () => {
    const saved: unknown[] = [];
    setPreference('reading.size', 20);
    enterBook({}, (own) => saved.push(own));
    expect(bookIsOwn()).toBe(false);
    setPreference('reading.size', 22);
    setBookOwn(true);
    setPreference('reading.size', 30);
    setPreference('theme', 'sea');
    expect(saved).toMatchObject([{ size: 22 }, { size: 30 }]);
    expect(getPreferences()).toMatchObject({ theme: 'sea', reading: { size: 30 } });
    setBookOwn(false);
    expect(saved[2]).toBeNull();
    expect(getPreferences().reading.size).toBe(22);
  });
});
