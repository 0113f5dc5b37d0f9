import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Picture } from '@/api/model';
import { WhyWords } from '@/features/studio/components/why-words';
import { descriptionQuery } from '../api/reading';
import type { OpenPicture } from '../reading-state';
import styles from './studio-panel.module.css';

interface StudioWhyProps {
  bookId: string;
  open: OpenPicture;
  picture: Picture;
  onPlace: (chapter: string, offset: number) => void;
}

/** Which of the author's words the picture follows, whom it is about, and how it came about. */
export function StudioWhy({ bookId, open, picture, onPlace }: StudioWhyProps) {
  const { t } = useTranslation('reader');
  const description = useQuery(descriptionQuery(bookId, open.id));
  const entities = description.data?.entities ?? [];
  return (
    <div className={styles.draw}>
      <p className={styles.hint}>{t('why_words', { type: t(`type_${open.type}`) })}</p>
      {entities.length > 0 ? (
        <p className={styles.hint}>
          {t('about')}{' '}
          {entities.map(({ id, name }, index) => (
            <span key={id} lang={open.lang}>
              {index > 0 ? ', ' : ''}
              <Link to="/book/$bookId/cast/$entityId" params={{ bookId, entityId: id }}>
                {name}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
      <WhyWords bookId={bookId} pictureId={picture.id} bookLang={open.lang} onPlace={onPlace} />
    </div>
  );
}
