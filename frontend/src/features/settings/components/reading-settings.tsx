import { PicturesChoice } from '@/features/studio/components/pictures-choice';
import { PageControls } from './page-controls';
import { ReadingPreview } from './reading-preview';
import styles from './reading-settings.module.css';

/** How a book's page looks, with a page beside it that changes along. */
export function ReadingSettings() {
  return (
    <div className={styles.reading}>
      <div className={styles.controls}>
        <PageControls />
        <PicturesChoice />
      </div>
      <ReadingPreview />
    </div>
  );
}
