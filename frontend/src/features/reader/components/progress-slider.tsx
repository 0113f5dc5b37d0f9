import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { sayPercent } from '@/lib/said';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';
import styles from './progress-slider.module.css';

const STEPS = 1000;

interface ProgressSliderProps {
  book: BookDetail;
  reading: Reading;
  state: ReadingState;
}

/** The whole book as one line with a tick at every chapter; letting go of it jumps there. */
export function ProgressSlider({ book, reading, state }: ProgressSliderProps) {
  const { t } = useTranslation('reader');
  const [dragged, setDragged] = useState<number | null>(null);
  const { scale } = reading;
  const { page } = state;
  const progress = page ? scale.progress({ chapter: page.chapter, offset: page.start }) : 0;
  const shown = dragged ?? progress;
  const aimed = dragged === null ? null : scale.placeAt(dragged);
  const chapterId = aimed?.chapter ?? page?.chapter;
  const title = book.chapters.find((chapter) => chapter.id === chapterId)?.title ?? '';
  const percent = sayPercent(currentLanguage(), shown);
  const ticks = book.chapters
    .filter((chapter) => chapter.level <= 2)
    .map((chapter) => scale.progress({ chapter: chapter.id, offset: 0 }));

  const settle = () => {
    if (dragged === null) return;
    const place = scale.placeAt(dragged);
    setDragged(null);
    if (place) void reading.jump(place);
  };

  return (
    <div className={styles.slider}>
      {dragged === null ? null : (
        <output className={styles.aim} lang={book.language}>
          {title || t('untitled')} · {percent}
        </output>
      )}
      <div className={styles.track} aria-hidden="true">
        <span className={styles.done} style={{ inlineSize: `${shown * 100}%` }} />
        {ticks.map((tick) => (
          <i key={tick} className={styles.tick} style={{ insetInlineStart: `${tick * 100}%` }} />
        ))}
      </div>
      <input
        className={styles.input}
        type="range"
        min={0}
        max={STEPS}
        step={1}
        value={Math.round(shown * STEPS)}
        aria-label={t('progress')}
        aria-valuetext={title ? `${percent}, ${title}` : percent}
        onChange={(event) => setDragged(Number(event.target.value) / STEPS)}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
    </div>
  );
}
