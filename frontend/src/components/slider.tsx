import { useId } from 'react';
import styles from './slider.module.css';

interface SliderProps {
  label: string;
  value: number;
  /** The value in words, as one would say it: "19 px". */
  shown: string;
  range: { min: number; max: number; step: number };
  onChange: (value: number) => void;
}

/** A number between two bounds, with its value beside its name. */
export function Slider({ label, value, shown, range, onChange }: SliderProps) {
  const id = useId();
  return (
    <div className={styles.slider}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <output htmlFor={id} className={styles.shown}>
        {shown}
      </output>
      <input
        id={id}
        className={styles.input}
        type="range"
        min={range.min}
        max={range.max}
        step={range.step}
        value={value}
        aria-valuetext={shown}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}
