import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail, GalleryItem } from '@/api/model';
import { SelectField } from '@/components/select-field';
import { castQuery, entityQuery } from '@/features/cast/api/cast';
import { filtered, type GalleryFilter, makersOf, readFilter, TYPES } from '../gallery';
import styles from './gallery-page.module.css';

const ANY = '';

/** What of the pictures is looked at, kept in the address, and the controls that say so. */
export function useFiltered(
  book: BookDetail,
  all: readonly GalleryItem[],
): { items: GalleryItem[]; choices: ReactNode } {
  const { t } = useTranslation('gallery');
  const navigate = useNavigate({ from: '/book/$bookId/pictures' });
  const filter = useSearch({ from: '/signed-in/shell/book/$bookId/pictures' });
  const cast = useQuery(castQuery(book.id)).data?.items ?? [];
  const who = filter.who;
  const sheet = useQuery({ ...entityQuery(book.id, who ?? ''), enabled: who !== undefined });
  const about = sheet.data
    ? new Set(sheet.data.passages.map(({ description_id }) => description_id))
    : sheet.isError
      ? new Set<string>()
      : null;
  const put = (change: { [Name in keyof GalleryFilter]: string }) =>
    void navigate({ search: readFilter({ ...filter, ...change }), replace: true, resetScroll: false });

  const makers = makersOf(all);
  const types = TYPES.filter((type) => all.some((item) => item.type === type));
  const people = cast.filter(({ hidden, id }) => !hidden || id === who);
  const any = { value: ANY, label: t('any') };
  const choices = (
    <search className={styles.filters}>
      {makers.length > 1 ? (
        <SelectField
          label={t('maker')}
          value={filter.maker ?? ANY}
          options={[
            any,
            ...makers.map((maker) => ({
              value: maker,
              label: maker === 'sketch' ? t('sketches') : maker,
            })),
          ]}
          onChange={(maker) => put({ maker })}
        />
      ) : null}
      {types.length > 1 ? (
        <SelectField
          label={t('type')}
          value={filter.type ?? ANY}
          options={[any, ...types.map((type) => ({ value: type, label: t(`type_of.${type}`) }))]}
          onChange={(type) => put({ type })}
        />
      ) : null}
      {people.length > 0 ? (
        <SelectField
          label={t('who')}
          value={who ?? ANY}
          options={[any, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(chosen) => put({ who: chosen })}
        />
      ) : null}
    </search>
  );
  return { items: filtered(all, filter, about), choices };
}
