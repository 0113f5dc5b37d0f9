import { useTranslation } from 'react-i18next';
import type { Estimate } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import type { Maker } from '@/features/studio/api/shapes';
import { sayDuration, sayLeft } from '@/features/studio/words';
import { sayCost, toDraw } from '../order-words';
import styles from './order-desk.module.css';

/** How many pictures, what they cost, how long they take, and exactly what leaves the server. */
export function EstimateWords({ estimate, maker }: { estimate: Estimate; maker: Maker }) {
  const { t } = useTranslation('orders');
  const language = currentLanguage();
  const { leaves, cached } = estimate;
  const count = toDraw(estimate);
  const left = sayLeft(t, language, estimate.left);
  if (count === 0) return <p>{cached > 0 ? t('all_there', { count: cached }) : t('errors:order_empty')}</p>;
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{t('pictures')}</dt>
          <dd>
            {t('to_draw', { count })}
            {cached > 0 ? ` ${t('cached', { count: cached })}` : ''}
          </dd>
        </div>
        <div>
          <dt>{t('cost')}</dt>
          <dd>{sayCost(t, language, estimate)}</dd>
        </div>
        <div>
          <dt>{t('time')}</dt>
          <dd>{sayDuration(t, estimate.seconds)}</dd>
        </div>
        {left ? (
          <div>
            <dt>{t('allowed')}</dt>
            <dd>{left}</dd>
          </div>
        ) : null}
        <div>
          <dt>{t('leaves')}</dt>
          <dd>
            {leaves.offsite
              ? t('leaves_words', { count: leaves.chars, maker: maker.name })
              : t('leaves_nothing')}
          </dd>
        </div>
      </dl>
      {leaves.prompts.length > 0 ? (
        <details>
          <summary className={page.summary}>{t('examples', { count: leaves.prompts.length })}</summary>
          {leaves.names.length > 0 ? (
            <p className={page.quiet}>{t('names', { names: leaves.names.join(', ') })}</p>
          ) : null}
          <ul className={styles.prompts}>
            {leaves.prompts.map((prompt) => (
              <li key={prompt} lang="en">
                {prompt}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
