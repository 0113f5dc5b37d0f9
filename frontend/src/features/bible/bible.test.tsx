import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { keys } from '@/api/keys';
import type { BookDetail } from '@/api/model';
import { pageWords, startTranslation } from '@/app/i18n';
import { useSaveBible } from './api/bible';
import type { Bible, BibleEntity, Look } from './api/shapes';
import { changed } from './changes';
import { BibleHistory } from './components/bible-history';
import { LookForm } from './components/look-form';
import { PaletteEditor } from './components/palette-editor';
import { SavedText } from './components/saved-text';
import { byKind, lookFrom, looksOf, placeOf, sentences, withField } from './looks';
import { SAMPLES } from './style-samples';

beforeAll(() => startTranslation('ru').then(pageWords));

const look = (change: Partial<Look> = {}): Look => ({
  from: null,
  fields: {},
  words: '',
  approved: true,
  ...change,
});
const entity = (change: Partial<BibleEntity> = {}): BibleEntity => ({
  id: 'e',
  name: 'Лаевский',
  kind: 'character',
  gender: 'male',
  clause: 'Laevsky: a thin young man',
  invented: ['eyes'],
  looks: [],
  card: null,
  traits: [],
  ...change,
});
const book = {
  id: 'b',
  chapters: [
    { id: 'c1', title: 'I', number: 1 },
    { id: 'c2', title: 'II', number: 2 },
  ],
  position: { chapter: 'c2', offset: 40 },
} as BookDetail;
const bible = (version: number): Bible => ({
  version,
  style: { id: 'storybook', words: '' },
  palette: [],
  era: '',
  country: '',
  styles: [],
  entities: [],
  stale_pictures: 0,
  history: [{ version, created_at: '2026-05-01T10:00:00Z', note: 'look' }],
});

describe('looks', () => {
  it('stand in the order of the story, with the one from the beginning first', () => {
    const late = look({ from: { chapter: 'c2', offset: 5 } });
    const early = look({ from: { chapter: 'c1', offset: 90 } });
    const places = looksOf(entity({ looks: [late, early] }), book).map(({ from }) => from?.chapter ?? null);
    expect(places).toEqual([null, 'c1', 'c2']);
  });

  it('begin anew where the reader is, as they were before', () => {
    const before = look({ fields: { hair: 'grey' }, words: 'a scar' });
    const place = placeOf(book);
    expect(place).toEqual({ chapter: 'c2', offset: 40 });
    expect(place && lookFrom([before], place)).toEqual({ ...before, from: place });
  });

  it('leave an empty field to the book', () => {
    const said = withField(look(), 'hair', 'grey');
    expect(said.fields).toEqual({ hair: 'grey' });
    expect(withField(said, 'hair', '').fields).toEqual({});
  });

  it('are told by the author a sentence at a time', () => {
    const trait = (aspect: 'hair' | 'eyes', start: number) => ({
      aspect,
      text: '',
      quote: `${start}`,
      chapter: 'c1',
      start,
    });
    const told = sentences([trait('hair', 5), trait('eyes', 90), trait('eyes', 5)]);
    expect(told.map((said) => said.map(({ aspect }) => aspect))).toEqual([['hair', 'eyes'], ['eyes']]);
  });

  it('are people’s first', () => {
    const kinds = byKind([entity({ kind: 'thing' }), entity(), entity({ kind: 'place' })]);
    expect(kinds.map(({ kind }) => kind)).toEqual(['character', 'place', 'thing']);
  });

  it('are saved field by field as one leaves it', () => {
    const save = vi.fn();
    render(<LookForm book={book} entity={entity()} look={look()} save={save} />);
    const hair = screen.getByLabelText('Цвет волос');
    fireEvent.change(hair, { target: { value: ' grey ' } });
    expect(save).not.toHaveBeenCalled();
    fireEvent.blur(hair);
    expect(save).toHaveBeenCalledWith({
      kind: 'look',
      entity: 'e',
      look: look({ fields: { hair: 'grey' } }),
    });
    fireEvent.change(screen.getByLabelText('Возраст'), { target: { value: 'old' } });
    expect(save).toHaveBeenLastCalledWith({
      kind: 'look',
      entity: 'e',
      look: look({ fields: { age: 'old' } }),
    });
  });
});

it('words left as they were are not saved, and Escape takes them back', () => {
  const save = vi.fn();
  render(<SavedText label="Время" value="1890s" maxLength={80} onSave={save} />);
  const field = screen.getByLabelText<HTMLInputElement>('Время');
  fireEvent.change(field, { target: { value: '1890s ' } });
  fireEvent.blur(field);
  fireEvent.change(field, { target: { value: '1700s' } });
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(field.value).toBe('1890s');
  fireEvent.blur(field);
  expect(save).not.toHaveBeenCalled();
});

it('a palette is begun, changed, and given up', () => {
  const change = vi.fn();
  const { rerender } = render(<PaletteEditor palette={[]} onChange={change} />);
  fireEvent.click(screen.getByRole('button', { name: 'Выбрать краски' }));
  expect(change.mock.lastCall?.[0]).toHaveLength(5);
  rerender(<PaletteEditor palette={['#111111', '#222222']} onChange={change} />);
  fireEvent.click(screen.getByRole('button', { name: 'Убрать краску 1' }));
  expect(change).toHaveBeenLastCalledWith(['#222222']);
  fireEvent.click(screen.getByRole('button', { name: 'Пусть решает автор' }));
  expect(change).toHaveBeenLastCalledWith([]);
  rerender(<PaletteEditor palette={Array.from({ length: 7 }, () => '#111111')} onChange={change} />);
  expect(screen.queryByRole('button', { name: 'Ещё одна' })).toBeNull();
});

it('every earlier state can be brought back, the very first too', () => {
  const save = vi.fn();
  const history = [
    { version: 2, created_at: '2026-05-02T10:00:00Z', note: 'choices' },
    { version: 1, created_at: '2026-05-01T10:00:00Z', note: 'look' },
  ];
  render(<BibleHistory bible={{ ...bible(2), history }} busy={false} save={save} />);
  expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('действует');
  fireEvent.click(screen.getByRole('button', { name: 'Вернуть состояние 1' }));
  expect(save).toHaveBeenLastCalledWith({ kind: 'restore', version: 1 });
  fireEvent.click(screen.getByRole('button', { name: 'Вернуть: Как было в самом начале' }));
  expect(save).toHaveBeenLastCalledWith({ kind: 'restore', version: 0 });
});

describe('saving', () => {
  const choices = { style_id: 'oil', style_words: '', palette: [], era: '', country: '' };

  /** A page that saves, over a server that answers by `answer`. */
  function saving(answer: (version: number) => Response) {
    const asked: [string, unknown][] = [];
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit = {}) => {
      const body = init.body ? (JSON.parse(String(init.body)) as { version: number }) : { version: 0 };
      asked.push([init.method ?? 'GET', body]);
      return answer(body.version);
    });
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    client.setQueryData(keys.bible('b'), bible(3));
    const held = renderHook(() => useSaveBible('b'), {
      wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
    }).result;
    return { asked, client, held };
  }

  it('goes one after another, each over the version before it', async () => {
    const { asked, held, client } = saving((version) => new Response(JSON.stringify(bible(version + 1))));
    act(() => {
      held.current.save({ kind: 'choices', choices });
      held.current.save({ kind: 'choices', choices: { ...choices, era: '1890s' } });
    });
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked.map(([, body]) => (body as { version: number }).version)).toEqual([3, 4]);
    await waitFor(() => expect(held.current.saved).toEqual({ before: 4, restored: false }));
    expect(client.getQueryData<Bible>(keys.bible('b'))?.version).toBe(5);
  });

  it('is not put off by a reading of the bible that began before', async () => {
    const { asked, held, client } = saving((version) => new Response(JSON.stringify(bible(version + 1))));
    act(() => held.current.save({ kind: 'choices', choices }));
    await waitFor(() => expect(held.current.saved?.before).toBe(3));
    client.setQueryData(keys.bible('b'), bible(3));
    act(() => held.current.save({ kind: 'choices', choices: { ...choices, era: '1890s' } }));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]?.[1]).toMatchObject({ version: 4 });
  });

  it('shows a change at once, and keeps showing a later one while an earlier one is saved', async () => {
    const answers: (() => void)[] = [];
    const { held, client } = saving((version) => new Response(JSON.stringify(bible(version + 1))));
    const answered = globalThis.fetch;
    vi.stubGlobal('fetch', async (...asked: Parameters<typeof fetch>) => {
      await new Promise<void>((done) => answers.push(done));
      return answered(...asked);
    });
    const style = () => client.getQueryData<Bible>(keys.bible('b'))?.style.id;
    act(() => {
      held.current.save({ kind: 'choices', choices });
      held.current.save({ kind: 'choices', choices: { ...choices, style_id: 'pencil' } });
    });
    await waitFor(() => expect(style()).toBe('pencil'));
    await waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.();
    await waitFor(() => expect(answers).toHaveLength(2));
    // The server's answer to the first knows nothing of the second.
    expect(style()).toBe('pencil');
    answers[1]?.();
    await waitFor(() => expect(held.current.saved?.before).toBe(4));
  });

  it('over what somebody changed meanwhile is refused and said', async () => {
    const { held } = saving(
      () => new Response(JSON.stringify({ code: 'bible_changed', detail: '' }), { status: 409 }),
    );
    act(() => held.current.save({ kind: 'choices', choices }));
    await waitFor(() => expect(held.current.conflict).toBe(true));
    expect(held.current.saved).toBeNull();
  });
});

it('a change shows what it will be', () => {
  const place = { chapter: 'c1', offset: 4 };
  const whole = { ...bible(1), entities: [entity(), entity({ id: 'other' })] };
  const looked = changed(whole, { kind: 'look', entity: 'e', look: look({ from: place, words: 'a scar' }) });
  expect(looked.entities.map(({ looks }) => looks.length)).toEqual([1, 0]);
  const again = changed(looked, { kind: 'look', entity: 'e', look: look({ from: { ...place } }) });
  expect(again.entities[0]?.looks).toEqual([look({ from: place })]);
  expect(changed(again, { kind: 'no-look', entity: 'e', from: place }).entities).toEqual(whole.entities);
});

it('samples are painted in colours', () => {
  expect(Object.keys(SAMPLES).length).toBeGreaterThanOrEqual(12);
  for (const { sky, wall, tree } of Object.values(SAMPLES))
    for (const colour of [sky, wall, tree]) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
});
