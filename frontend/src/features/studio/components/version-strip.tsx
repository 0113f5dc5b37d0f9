import { useTranslation } from 'react-i18next';
import type { Picture } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { sayDay } from '@/lib/said';
import type { PictureVersion } from '../api/shapes';
import { pictureAddress, placeholderOf } from '../picture-source';
import styles from './version-strip.module.css';

interface VersionStripProps {
  label: string;
  versions: readonly PictureVersion[];
  /** The picture looked at. */
  selected: string | null;
  onSelect: (version: PictureVersion) => void;
}

/** All pictures of one passage or person, the newest first; a press takes one. */
export function VersionStrip({ label, versions, selected, onSelect }: VersionStripProps) {
  const { t } = useTranslation('studio');
  const short = (picture: Picture) => t(picture.label === 'ai' ? 'label_ai' : 'label_sketch');
  return (
    <ul className={styles.strip} aria-label={label}>
      {versions.map((version, index) => {
        const { picture } = version;
        const { colour } = placeholderOf(picture);
        const made = version.painted_at ?? version.created_at;
        const words = t('version', {
          number: versions.length - index,
          total: versions.length,
          label: t(picture.label === 'ai' ? 'version_by' : 'version_sketch', { maker: picture.maker }),
          state: t(`version_${picture.state}${version.shown ? '_shown' : ''}`, {
            day: made ? sayDay(currentLanguage(), made) : '',
          }),
        });
        return (
          <li key={picture.id}>
            <button
              type="button"
              className={styles.version}
              data-state={picture.state}
              aria-pressed={picture.id === selected}
              aria-label={words}
              title={words}
              onClick={() => onSelect(version)}
            >
              {picture.url !== null ? (
                <img
                  src={pictureAddress(picture.url, 480)}
                  alt=""
                  width={picture.width}
                  height={picture.height}
                  style={colour ? { backgroundColor: colour } : undefined}
                  decoding="async"
                  loading="lazy"
                />
              ) : (
                <span className={styles.none} aria-hidden="true">
                  {t(picture.state === 'failed' ? 'strip_failed' : 'strip_painting')}
                </span>
              )}
              <span className={styles.label} aria-hidden="true">
                {version.shown ? t('strip_shown', { label: short(picture) }) : short(picture)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
