import type { InputHTMLAttributes, Ref } from 'react';
import { SearchIcon } from './icons';
import styles from './search-field.module.css';

interface SearchFieldProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'type'> {
  ref?: Ref<HTMLInputElement>;
  /** What can be searched for here; it is the field's name and stands in it while it is empty. */
  words: string;
  value: string;
  onChange: (value: string) => void;
}

/** The place where one types what is looked for; who uses it decides when to look. */
export function SearchField({ words, onChange, ...rest }: SearchFieldProps) {
  return (
    <search className={styles.search}>
      <SearchIcon />
      <input
        enterKeyHint="search"
        autoComplete="off"
        maxLength={200}
        {...rest}
        className={styles.field}
        type="search"
        aria-label={words}
        placeholder={words}
        onChange={(event) => onChange(event.target.value)}
      />
    </search>
  );
}
