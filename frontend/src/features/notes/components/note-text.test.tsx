import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { pageWords, startTranslation } from '@/app/i18n';
import { note } from '../made-note';
import { NoteText } from './note-text';

beforeAll(() => startTranslation('en').then(pageWords));
beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox');
const write = (value: string) => fireEvent.change(field(), { target: { value } });

it('keeps what is written without a button, and says what it began from', () => {
  const onChange = vi.fn();
  render(<NoteText note={note({ note: 'one' })} label="Note" onChange={onChange} />);
  write('one two');
  expect(onChange).not.toHaveBeenCalled();
  vi.advanceTimersByTime(700);
  expect(onChange).toHaveBeenCalledExactlyOnceWith('one two', 'one', false);
  write('one two three');
  fireEvent.blur(field());
  expect(onChange).toHaveBeenLastCalledWith('one two three', 'one two', false);
});

it('keeps it when it is closed in the middle of a word, and when the page goes', () => {
  const onChange = vi.fn();
  const { unmount } = render(<NoteText note={note()} label="Note" onChange={onChange} />);
  write('ha');
  dispatchEvent(new Event('pagehide'));
  expect(onChange).toHaveBeenLastCalledWith('ha', '', true);
  write('half');
  unmount();
  expect(onChange).toHaveBeenLastCalledWith('half', 'ha', false);
  expect(onChange).toHaveBeenCalledTimes(2);
});

it('shows what came from elsewhere, but never over what is being written', () => {
  const onChange = vi.fn();
  const shown = (text: string) => <NoteText note={note({ note: text })} label="Note" onChange={onChange} />;
  const { rerender } = render(shown('one'));
  rerender(shown('from the desk'));
  expect(field().value).toBe('from the desk');
  write('mine');
  rerender(shown('from the desk, again'));
  expect(field().value).toBe('mine');
  vi.advanceTimersByTime(700);
  expect(onChange).toHaveBeenLastCalledWith('mine', 'from the desk', false);
});

it('says that it waits only when it waits for a while, and that two were joined', () => {
  const { rerender } = render(<NoteText note={note({ waiting: true })} label="Note" onChange={vi.fn()} />);
  expect(screen.getByRole('status').textContent).toBe('');
  rerender(<NoteText note={note({ merged: true })} label="Note" onChange={vi.fn()} />);
  expect(screen.getByRole('status').textContent).toContain('another device');
});
