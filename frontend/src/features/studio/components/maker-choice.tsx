import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import type { Maker } from '../api/shapes';
import { sayDuration, sayMaker, sayPrice, sayReason } from '../words';
import styles from './maker-choice.module.css';

interface MakerChoiceProps {
  legend: string;
  makers: readonly Maker[];
  value: string | null;
  onChange: (maker: string) => void;
  /** What is said instead of "for one picture" where the price is for something else. */
  priceOf?: (maker: Maker) => string;
}

/** Who is to draw: each with the price, the time and where the words go; who cannot says why. */
export function MakerChoice({ legend, makers, value, onChange, priceOf }: MakerChoiceProps) {
  const { t } = useTranslation('studio');
  const name = useId();
  const language = currentLanguage();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{legend}</legend>
      {makers.map((maker) => {
        const facts = [
          priceOf?.(maker) ?? sayPrice(t, language, maker.price_low, maker.price_high),
          sayDuration(t, maker.seconds),
          t(maker.offsite ? 'offsite' : 'onsite'),
        ];
        const factsId = `${name}-${maker.id}`;
        return (
          <label key={maker.id} className={styles.option} data-usable={maker.usable}>
            <input
              className={styles.radio}
              type="radio"
              name={name}
              value={maker.id}
              checked={maker.id === value}
              disabled={!maker.usable}
              aria-label={sayMaker(t, maker)}
              aria-describedby={factsId}
              onChange={() => onChange(maker.id)}
            />
            <span className={styles.words}>
              <span className={styles.name}>
                {sayMaker(t, maker)}
                {maker.model && maker.model !== maker.name ? (
                  <span className={styles.model}> {maker.model}</span>
                ) : null}
              </span>
              <span id={factsId} className={styles.facts}>
                {maker.usable ? facts.join(' · ') : sayReason(t, maker.reason)}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
