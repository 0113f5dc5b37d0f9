import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Language } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { sayProblem } from '@/lib/said';
import { useAddSample } from '../api/books';
import { ChooseFiles } from './choose-files';
import styles from './empty-library.module.css';

/** The first minute: one sentence, the sample book, and a way to bring one's own. */
export function EmptyLibrary() {
  const { t } = useTranslation('library');
  const navigate = useNavigate();
  const sample = useAddSample();
  const own = currentLanguage();
  const other: Language = own === 'ru' ? 'en' : 'ru';

  const open = (language: Language) =>
    sample.mutate(language, {
      onSuccess: ({ book }) => void navigate({ to: '/book/$bookId', params: { bookId: book.id } }),
    });

  return (
    <section className={styles.empty}>
      <h2 className={styles.title}>{t('empty_title')}</h2>
      <p className={styles.words}>{t('empty_words')}</p>
      <ChooseFiles look="plain">{t('choose_own')}</ChooseFiles>
      <p className={styles.drop}>{t('empty_drop')}</p>
      <div className={styles.sample}>
        <div className={styles.cover} aria-hidden="true">
          <span>{t('sample_title')}</span>
          <span className={styles.lozenge} />
        </div>
        <div className={styles.about}>
          <p className={styles.quiet}>{t('sample_kind')}</p>
          <h3 className={styles.sampleTitle}>{t('sample_title')}</h3>
          <p className={styles.annotation}>{t('sample_annotation')}</p>
          <div className={styles.actions}>
            <Button
              look="main"
              busy={sample.isPending ? t('sample_opening') : undefined}
              onClick={() => open(own)}
            >
              {t('sample_open')}
            </Button>
            <Button look="quiet" onClick={() => open(other)}>
              {t(other === 'ru' ? 'sample_in_ru' : 'sample_in_en')}
            </Button>
          </div>
        </div>
      </div>
      {sample.error ? <Notice role="alert">{sayProblem(t, sample.error)}</Notice> : null}
    </section>
  );
}
