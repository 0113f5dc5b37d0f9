import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { Switch } from '@/components/switch';
import { ThemeChoice } from '@/components/theme-choice';
import { MarksChoice } from '@/features/book/components/marks-choice';
import { PageControls } from '@/features/settings/components/page-controls';
import { PicturesChoice } from '@/features/studio/components/pictures-choice';
import { bookIsOwn, setBookOwn, usePreferences } from '@/lib/preferences';
import styles from './appearance-panel.module.css';
import { Panel } from './panel';

interface AppearancePanelProps {
  book: BookDetail;
  /** How many marks the chapter shown has; null while they are being looked for. */
  marksHere: number | null;
  onMarksSaved: () => void;
  onClose: () => void;
}

/** How the page looks; the page itself is the preview and changes at once. */
export function AppearancePanel({ book, marksHere, onMarksSaved, onClose }: AppearancePanelProps) {
  const { t } = useTranslation(['reader', 'settings']);
  usePreferences();
  const own = bookIsOwn();
  return (
    <Panel title={t('reader:appearance')} onClose={onClose}>
      <div className={styles.controls}>
        <MarksChoice
          book={book}
          onSaved={onMarksSaved}
          {...(marksHere === null ? {} : { here: marksHere })}
        />
        <PicturesChoice />
        {own === null ? null : (
          <Switch
            label={t('settings:book_own')}
            hint={t('settings:book_own_hint')}
            checked={own}
            onChange={setBookOwn}
          />
        )}
        <ThemeChoice />
        <PageControls />
      </div>
    </Panel>
  );
}
