import { describe, expect, it } from 'vitest';
import { ACTIONS, actionFor, isTaken } from './actions';

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

describe('keys of the page', () => {
  it('turn, jump and open, on a Russian keyboard too', () => {
    expect(actionFor(press('ArrowRight'))).toBe('forward');
    expect(actionFor(press(' '))).toBe('forward');
    expect(actionFor(press(' ', { shiftKey: true }))).toBe('back');
    expect(actionFor(press('t'))).toBe('contents');
    expect(actionFor(press('е'))).toBe('contents');
    expect(actionFor(press('ш'))).toBe('picture');
    expect(actionFor(press('х'))).toBe('previous_chapter');
    expect(actionFor(press('?', { shiftKey: true }))).toBe('keys');
    expect(actionFor(press('/'))).toBe('search');
    expect(actionFor(press('/', { shiftKey: true }))).toBe('search');
    expect(actionFor(press('п'))).toBe('next_found');
    expect(actionFor(press('G', { shiftKey: true }))).toBe('previous_found');
    expect(actionFor(press('q'))).toBeNull();
  });

  it('leave the browser its own', () => {
    expect(actionFor(press('f', { ctrlKey: true }))).toBeNull();
    expect(actionFor(press('ArrowLeft', { altKey: true }))).toBeNull();
  });

  it('follow the direction of writing', () => {
    expect(actionFor(press('ArrowRight'), true)).toBe('back');
    expect(actionFor(press('ArrowLeft'), true)).toBe('forward');
    expect(actionFor(press('PageDown'), true)).toBe('forward');
  });

  it('mean one thing each', () => {
    const keys = ACTIONS.flatMap((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('belong to a field, a panel or a focused button first', () => {
    document.body.innerHTML =
      '<button>b</button><input><div role="dialog"><p tabindex="0">x</p></div><p tabindex="0">y</p>';
    const taken = (selector: string, key: string) => {
      let result: boolean | undefined;
      const listen = (event: KeyboardEvent) => {
        result = isTaken(event);
      };
      addEventListener('keydown', listen, { once: true });
      document.querySelector(selector)?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      return result;
    };
    expect(taken('button', ' ')).toBe(true);
    expect(taken('button', 'ArrowRight')).toBe(false);
    expect(taken('input', 'ArrowRight')).toBe(true);
    expect(taken('[role=dialog] p', 't')).toBe(true);
    expect(taken('body > p', ' ')).toBe(false);
  });
});
