import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { LONGEST_PASSAGE, passageLength, SHORTEST_PASSAGE } from '../passage-length';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';
import { placeBar } from '../selection-place';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  reading: Reading;
  selection: NonNullable<ReadingState['selection']>;
  drawing: boolean;
  lang: string;
}

/** A small bar beside what is selected: draw it, or why it cannot be drawn. */
export function SelectionBar({ reading, selection, drawing, lang }: SelectionBarProps) {
  const { t } = useTranslation('reader');
  const bar = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wordsId = useId();
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const fit = passageLength(selection.length);
  const number = new Intl.NumberFormat(currentLanguage());

  useLayoutEffect(() => {
    if (!bar.current) return;
    const { width, height } = bar.current.getBoundingClientRect();
    const touch = matchMedia('(pointer: coarse)').matches && !selection.byKey;
    setPlace(placeBar(selection.box, { width, height }, { width: innerWidth, height: innerHeight }, touch));
  }, [selection]);

  useEffect(() => {
    if (selection.byKey) button.current?.focus({ preventScroll: true });
  }, [selection.byKey]);

  const draw = () => {
    if (fit === 'fits') void reading.passages.draw(selection);
  };
  const leave = () => {
    reading.selection.clear();
    document.querySelector<HTMLElement>('.re-view')?.focus({ preventScroll: true });
  };

  return (
    <div
      ref={bar}
      className={styles.bar}
      style={place ? { left: place.left, top: place.top } : { opacity: 0 }}
      role="toolbar"
      aria-label={t('selection')}
      aria-orientation="horizontal"
      onPointerDown={(event) => {
        // Neither the press nor the tap may take the selection away before it is used.
        event.preventDefault();
        const { selection: watch } = reading;
        watch.held = true;
        const release = () => setTimeout(() => (watch.held = false), 350);
        addEventListener('pointerup', release, { once: true });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave();
        else if (event.key === 'ArrowDown') reading.passages.selectParagraph(1);
        else if (event.key === 'ArrowUp') reading.passages.selectParagraph(-1);
        else if (event.shiftKey && event.key === 'ArrowRight') reading.selection.extend('forward');
        else if (event.shiftKey && event.key === 'ArrowLeft') reading.selection.extend('backward');
        else return;
        event.preventDefault();
      }}
    >
      <button
        ref={button}
        type="button"
        className={styles.draw}
        aria-disabled={fit !== 'fits' || undefined}
        aria-busy={drawing || undefined}
        aria-describedby={wordsId}
        onClick={draw}
      >
        {drawing ? t('drawing') : t('draw_this')}
      </button>
      <p id={wordsId} className={styles.words} role="status">
        {fit === 'short' ? t('too_short', { least: SHORTEST_PASSAGE }) : null}
        {fit === 'long'
          ? t('too_long', { most: number.format(LONGEST_PASSAGE), now: number.format(selection.length) })
          : null}
        {fit === 'fits' && selection.byKey ? t('selection_keys') : null}
      </p>
      {selection.byKey ? (
        <p className="visually-hidden" aria-live="polite" lang={lang}>
          {selection.text}
        </p>
      ) : null}
    </div>
  );
}
