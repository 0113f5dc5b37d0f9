import { useId, useState } from 'react';
import { TextField } from '@/components/text-field';
import fields from '@/components/text-field.module.css';

interface SavedTextProps {
  label: string;
  hint?: string | undefined;
  value: string;
  maxLength: number;
  lang?: string | undefined;
  /** More than a line of it. */
  long?: boolean;
  suggestions?: readonly string[];
  onSave: (value: string) => void;
}

/** Words that are saved when one leaves them; what the server has comes back when it changes. */
export function SavedText({ value, onSave, long = false, suggestions = [], ...rest }: SavedTextProps) {
  // While nobody writes, what is shown is what is kept.
  const [written, setWritten] = useState<string | null>(null);
  const listId = useId();
  const save = () => {
    if (written === null) return;
    const wanted = written.trim();
    setWritten(null);
    if (wanted !== value) onSave(wanted);
  };
  if (long) return <LongText {...rest} value={written ?? value} onChange={setWritten} onLeave={save} />;
  return (
    <>
      <TextField
        {...rest}
        value={written ?? value}
        list={suggestions.length > 0 ? listId : undefined}
        onChange={(event) => setWritten(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') setWritten(null);
        }}
      />
      {suggestions.length > 0 ? (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}

interface LongTextProps {
  label: string;
  hint?: string | undefined;
  value: string;
  maxLength: number;
  lang?: string | undefined;
  onChange: (value: string) => void;
  onLeave: () => void;
}

function LongText({ label, hint, value, maxLength, lang, onChange, onLeave }: LongTextProps) {
  const id = useId();
  return (
    <div className={fields.field}>
      <label className={fields.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className={fields.input}
        rows={3}
        value={value}
        maxLength={maxLength}
        lang={lang}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
      />
      {hint ? (
        <p id={`${id}-hint`} className={fields.hint}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
