import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { contentsOf, currentLine } from '../contents-lines';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';
import styles from './contents-panel.module.css';
import { Panel } from './panel';

interface ContentsPanelProps {
  book: BookDetail;
  reading: Reading;
  state: ReadingState;
  onClose: () => void;
  onJournal: () => void;
}

/** The contents with the reader's place in them and what was found in this chapter. */
export function ContentsPanel({ book, reading, state, onClose, onJournal }: ContentsPanelProps) {
  const { t } = useTranslation('reader');
  const here = useRef<HTMLButtonElement>(null);
  const lines = contentsOf(book);
  const { page } = state;
  const current = page ? currentLine(lines, reading.scale, { chapter: page.chapter, offset: page.end }) : -1;
  const unfinished = book.state.described_chapters < book.state.chapters && book.state.stage !== 'failed';

  useEffect(() => {
    here.current?.scrollIntoView({ block: 'center' });
  }, []);

  return (
    <Panel title={t('contents')} onClose={onClose}>
      {unfinished ? (
        <p className={styles.note} role="status">
          {t('described', { number: book.state.described_chapters, count: book.state.chapters })}
        </p>
      ) : null}
      <button type="button" className={styles.journal} onClick={onJournal}>
        {t('journal')}
      </button>
      <ol className={styles.lines}>
        {lines.map((line, index) => (
          <li key={`${line.chapter} ${line.offset} ${line.title}`}>
            <button
              ref={index === current ? here : null}
              type="button"
              className={styles.line}
              style={{ '--level': line.level - 1 } as React.CSSProperties}
              aria-current={index === current ? 'location' : undefined}
              onClick={() => {
                onClose();
                void reading.jump({ chapter: line.chapter, offset: line.offset });
              }}
            >
              <span lang={book.language}>{line.title || t('untitled')}</span>
              {index === current ? (
                <span className={styles.count}>
                  {state.described ? t('descriptions', { count: state.marks }) : t('describing')}
                </span>
              ) : (
                <span className={styles.page}>{reading.scale.pageNumber(line)}</span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
