import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail, Hit } from '@/api/model';
import { currentUser } from '@/api/session';
import { Button } from '@/components/button';
import { SearchField } from '@/components/search-field';
import { Panel } from '@/features/reader/components/panel';
import { sayProblem } from '@/lib/said';
import type { FoundInBook } from '../api/search';
import { grouped } from '../hits';
import { forgetQueries, recentQueries } from '../recent';
import { HitText } from './hit-text';
import styles from './search-panel.module.css';

interface SearchPanelProps {
  book: BookDetail;
  typed: string;
  asked: string;
  least: number;
  search: UseInfiniteQueryResult<InfiniteData<FoundInBook>>;
  hits: readonly Hit[];
  current: number;
  ahead: boolean;
  onType: (words: string) => void;
  onAhead: () => void;
  onGo: (index: number) => void;
  onFirst: () => void;
  onClose: () => void;
}

/** The field and what it finds, chapter by chapter. */
export function SearchPanel(props: SearchPanelProps) {
  const { book, typed, asked, least, hits, current, onType, onGo, onFirst, onClose } = props;
  const { t } = useTranslation('search');
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const here = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    here.current?.scrollIntoView({ block: 'center' });
  }, []);

  // Up and down go through the places, as in any list.
  const walk = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    const places = [...(list.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])];
    const at = places.indexOf(document.activeElement as HTMLElement) + by;
    event.preventDefault();
    (at < 0 ? field.current : places[Math.min(at, places.length - 1)])?.focus();
  };

  return (
    <Panel title={t('in_book')} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the places inside it */}
      <div className={styles.panel} onKeyDown={walk}>
        <SearchField
          ref={field}
          words={t('words')}
          spellCheck={false}
          value={typed}
          onChange={onType}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && typed.trim() === asked) onFirst();
          }}
        />
        {typed.trim().length < least ? (
          <Recent onAsk={onType} />
        ) : (
          <>
            <Told {...props} />
            <div ref={list} className={styles.groups}>
              {grouped(hits).map((group) => (
                <section key={`${group.chapter} ${group.hits[0]?.index}`} className={styles.group}>
                  <h3 className={styles.chapter} lang={book.language || undefined}>
                    {group.title || t('untitled')}
                  </h3>
                  <ul>
                    {group.hits.map(({ hit, index }) => (
                      <li key={`${hit.start} ${hit.end}`}>
                        <button
                          ref={index === current ? here : null}
                          type="button"
                          data-hit
                          className={styles.hit}
                          aria-current={index === current ? 'location' : undefined}
                          onClick={() => onGo(index)}
                        >
                          <HitText hit={hit} lang={book.language} />
                          {hit.ahead ? <span className={styles.mark}>{t('not_read_yet')}</span> : null}
                        </button>
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </div>
            <More {...props} />
          </>
        )}
      </div>
    </Panel>
  );
}

/** In words: how much was found, or why nothing. */
function Told({ book, typed, asked, search, hits, ahead }: SearchPanelProps) {
  const { t } = useTranslation('search');
  const first = search.data?.pages[0];
  if (search.isError && hits.length === 0)
    return (
      <div role="alert" className={styles.told}>
        <p>{sayProblem(t, search.error)}</p>
        <Button onClick={() => void search.refetch()}>{t('common:try_again')}</Button>
      </div>
    );
  const looking = first === undefined || typed.trim() !== asked || search.isPlaceholderData;
  const nothing = first?.total === 0 && first.ahead === 0;
  return (
    <div role="status" className={styles.told}>
      {looking ? <p>{t('looking')}</p> : null}
      {!looking && first.total > 0 ? <p>{t('hits', { count: first.total })}</p> : null}
      {!looking && first.total === 0 && first.ahead > 0 && !ahead ? <p>{t('nothing_read')}</p> : null}
      {!looking && nothing && first.ready ? (
        <>
          <p>{t('nothing', { query: asked })}</p>
          <p>{t('nothing_hint')}</p>
        </>
      ) : null}
      {!looking && first.beginning ? <p>{t('beginning')}</p> : null}
      {!looking && !first.ready ? (
        <p>{book.state.stage === 'failed' ? t('not_ready_failed') : t('not_ready')}</p>
      ) : null}
      {!looking && first.kept ? <p>{t('kept')}</p> : null}
    </div>
  );
}

function More({ typed, asked, search, hits, ahead, onAhead }: SearchPanelProps) {
  const { t } = useTranslation('search');
  const first = search.data?.pages[0];
  if (!first || typed.trim() !== asked || search.isPlaceholderData) return null;
  return (
    <div className={styles.more}>
      {search.hasNextPage ? (
        <Button
          busy={search.isFetchingNextPage ? t('looking') : undefined}
          onClick={() => void search.fetchNextPage()}
        >
          {t('show_more', { count: first.total - hits.length })}
        </Button>
      ) : null}
      {first.ahead > 0 && !ahead ? (
        <div className={styles.told}>
          <p>{t('ahead', { count: first.ahead })}</p>
          <Button onClick={onAhead}>{t('show_ahead')}</Button>
        </div>
      ) : null}
    </div>
  );
}

/** What was asked for before. */
function Recent({ onAsk }: { onAsk: (words: string) => void }) {
  const { t } = useTranslation('search');
  const user = currentUser()?.id ?? '';
  const [queries, setQueries] = useState(() => recentQueries(user));
  return queries.length === 0 ? (
    <p className={styles.told}>{t('how')}</p>
  ) : (
    <section className={styles.group} aria-label={t('recent')}>
      <h3 className={styles.chapter}>{t('recent')}</h3>
      <ul>
        {queries.map((query) => (
          <li key={query}>
            <button type="button" className={styles.hit} onClick={() => onAsk(query)}>
              {query}
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.more}>
        <Button
          onClick={() => {
            forgetQueries(user);
            setQueries([]);
          }}
        >
          {t('forget_recent')}
        </Button>
      </div>
    </section>
  );
}
