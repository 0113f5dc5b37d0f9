import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import type { BibleStyle } from '../api/shapes';
import { SAMPLES } from '../style-samples';
import styles from './style-choice.module.css';
import { SampleEdges, StyleSample } from './style-sample';

interface StyleChoiceProps {
  options: readonly BibleStyle[];
  value: string;
  onChange: (style: string) => void;
}

/** The hand the whole book is drawn in, each shown by the same small scene. */
export function StyleChoice({ options, value, onChange }: StyleChoiceProps) {
  const { t } = useTranslation('bible');
  const name = useId();
  const language = currentLanguage();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{t('style')}</legend>
      <SampleEdges />
      <div className={styles.options}>
        {options.map((style) => {
          const sample = SAMPLES[style.id];
          return (
            <label key={style.id} className={styles.option}>
              <input
                className={styles.radio}
                type="radio"
                name={name}
                value={style.id}
                checked={style.id === value}
                onChange={() => onChange(style.id)}
              />
              <span className={styles.face}>
                {sample ? <StyleSample sample={sample} className={styles.sample} /> : null}
                <span className={styles.name}>{language === 'ru' ? style.name_ru : style.name_en}</span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
