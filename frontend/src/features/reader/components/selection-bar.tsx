import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { NoteColours } from '@/features/notes/components/note-colours';
import { LONGEST_PASSAGE, passageLength, SHORTEST_PASSAGE } from '../passage-length';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';
import { placeBar } from '../selection-place';
import { HandoverButtons } from './handover-buttons';
import { CopyIcon, NoteIcon } from './reader-icons';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  reading: Reading;
  selection: NonNullable<ReadingState['selection']>;
  drawing: boolean;
  /** The paragraph was selected by a key to be highlighted, not to be drawn. */
  marking: boolean;
  /** Whether passages are drawn in this book at all. */
  canDraw: boolean;
  lang: string;
}

/** Moves the keyboard to the next control of a bar, around its ends. */
function step(bar: HTMLElement | null, by: 1 | -1): void {
  const buttons = [...(bar?.querySelectorAll<HTMLElement>('button, a') ?? [])];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[(at + by + buttons.length) % buttons.length]?.focus({ preventScroll: true });
}

/** A small bar beside what is selected: a colour, a note, a copy, a drawing, or why there can be none. */
export function SelectionBar({ reading, selection, drawing, marking, canDraw, lang }: SelectionBarProps) {
  const { t } = useTranslation('reader');
  const bar = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wordsId = useId();
  const [asked, setAsked] = useState(false);
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
    if (!selection.byKey || bar.current?.contains(document.activeElement)) return;
    const first = marking ? bar.current?.querySelector('button') : button.current;
    first?.focus({ preventScroll: true });
  }, [selection.byKey, marking]);

  const draw = () => {
    setAsked(true);
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
        else if (event.key === 'ArrowDown') reading.passages.selectParagraph(1, marking);
        else if (event.key === 'ArrowUp') reading.passages.selectParagraph(-1, marking);
        else if (event.shiftKey && event.key === 'ArrowRight') reading.selection.extend('forward');
        else if (event.shiftKey && event.key === 'ArrowLeft') reading.selection.extend('backward');
        else if (event.key === 'ArrowRight') step(bar.current, 1);
        else if (event.key === 'ArrowLeft') step(bar.current, -1);
        else return;
        event.preventDefault();
      }}
    >
      <NoteColours
        chosen={null}
        label={t('notes:highlight')}
        onChoose={(colour) => reading.notebook.highlight(selection, colour)}
      />
      <span className={styles.pair}>
        <button
          type="button"
          className={styles.icon}
          aria-label={t('notes:note')}
          title={t('notes:note')}
          onClick={() => reading.notebook.highlight(selection, reading.notebook.pen, true)}
        >
          <NoteIcon />
        </button>
        <button
          type="button"
          className={styles.icon}
          aria-label={t('notes:copy')}
          title={t('notes:copy')}
          onClick={() => void reading.notebook.copy(selection)}
        >
          <CopyIcon />
        </button>
      </span>
      <HandoverButtons text={selection.text} lang={lang} />
      {canDraw ? (
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
      ) : null}
      <p id={wordsId} className={styles.words} role="status">
        {canDraw && fit === 'short' && (asked || (selection.byKey && !marking))
          ? t('too_short', { least: SHORTEST_PASSAGE })
          : null}
        {canDraw && fit === 'long' && (asked || (selection.byKey && !marking))
          ? t('too_long', { most: number.format(LONGEST_PASSAGE), now: number.format(selection.length) })
          : null}
        {selection.byKey && (marking || fit === 'fits') ? t('selection_keys') : null}
      </p>
      {selection.byKey ? (
        <p className="visually-hidden" aria-live="polite" lang={lang}>
          {selection.text}
        </p>
      ) : null}
    </div>
  );
}
