import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '@/components/select-field';
import { TextField } from '@/components/text-field';
import { annotatedBooksQuery } from '../api/notes';
import { COLOURS, type NotesFilter, readNotesFilter } from '../notes';
import styles from './notes-filter.module.css';

const SEARCH_AFTER_MS = 300;

/** What of the notes is shown; it stands in the address, so that going back finds it again. */
export function NotesFilterBar({ filter }: { filter: NotesFilter }) {
  const { t } = useTranslation('notes');
  const navigate = useNavigate();
  const books = useQuery(annotatedBooksQuery).data ?? [];
  const [words, setWords] = useState(filter.q ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const choose = (change: Record<string, string>) =>
    void navigate({ to: '/notes', search: readNotesFilter({ ...filter, ...change }), replace: true });

  useEffect(() => {
    setWords((now) => (now.trim() === (filter.q ?? '') ? now : (filter.q ?? '')));
  }, [filter.q]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <search className={styles.filters} aria-label={t('filters')}>
      <TextField
        type="search"
        label={t('search')}
        value={words}
        maxLength={200}
        onChange={(event) => {
          const { value } = event.target;
          setWords(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => choose({ q: value.trim() }), SEARCH_AFTER_MS);
        }}
      />
      <SelectField
        label={t('book')}
        value={filter.book ?? ''}
        options={[
          { value: '', label: t('all_books') },
          ...books.map(({ id, title, count }) => ({ value: id, label: `${title} (${count})` })),
        ]}
        onChange={(book) => choose({ book })}
      />
      <SelectField
        label={t('kind')}
        value={filter.kind ?? ''}
        options={[
          { value: '', label: t('all_kinds') },
          { value: 'note', label: t('kind_note') },
          { value: 'highlight', label: t('kind_highlight') },
          { value: 'bookmark', label: t('kind_bookmark') },
        ]}
        onChange={(kind) => choose({ kind })}
      />
      <SelectField
        label={t('colour')}
        value={filter.colour ?? ''}
        options={[
          { value: '', label: t('all_colours') },
          ...COLOURS.map((colour) => ({ value: colour, label: t(`colour_${colour}`) })),
        ]}
        onChange={(colour) => choose({ colour })}
      />
      <SelectField
        label={t('order')}
        value={filter.sort ?? ''}
        options={[
          { value: '', label: t('order_recent') },
          { value: 'book', label: t('order_book') },
        ]}
        onChange={(sort) => choose({ sort })}
      />
    </search>
  );
}
