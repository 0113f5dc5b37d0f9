import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ConfirmInPlace } from './confirm-in-place';

function shown() {
  const confirmed = vi.fn();
  render(
    <ConfirmInPlace
      ask="Удалить книгу"
      question="Удалить «Дуэль»?"
      yes="Удалить"
      no="Оставить"
      onConfirm={confirmed}
    />,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Удалить книгу' }));
  return confirmed;
}

it('asks first, with the harmless answer at hand', () => {
  const confirmed = shown();
  expect(screen.getByRole('group', { name: 'Удалить «Дуэль»?' })).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('Оставить');
  expect(confirmed).not.toHaveBeenCalled();
});

it('goes back to where it was on Escape', () => {
  const confirmed = shown();
  fireEvent.keyDown(screen.getByRole('group'), { key: 'Escape' });
  expect(document.activeElement?.textContent).toBe('Удалить книгу');
  expect(confirmed).not.toHaveBeenCalled();
});

it('does it once one has said yes', () => {
  const confirmed = shown();
  fireEvent.click(screen.getByRole('button', { name: 'Удалить' }));
  expect(confirmed).toHaveBeenCalledOnce();
});
