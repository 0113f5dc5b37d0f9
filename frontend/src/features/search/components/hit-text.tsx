import type { Hit } from '@/api/model';
import { partsOf } from '../hits';
import styles from './hit-text.module.css';

/** A found place among its words. */
export function HitText({ hit, lang }: { hit: Hit; lang: string }) {
  let at = 0;
  return (
    <span className={styles.text} lang={lang || undefined}>
      {partsOf(hit).map(({ text, found }) => {
        const key = at;
        at += text.length;
        return found ? (
          <mark key={key} className={styles.found}>
            {text}
          </mark>
        ) : (
          text
        );
      })}
    </span>
  );
}
