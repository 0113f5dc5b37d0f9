import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button, buttonClass } from './button';
import styles from './confirm-in-place.module.css';

interface ConfirmInPlaceProps {
  /** The button one presses first. */
  ask: string;
  question: ReactNode;
  yes: string;
  no: string;
  busy?: string | undefined;
  onConfirm: () => void;
}

/** A button that turns into its own question, where it stands. */
export function ConfirmInPlace({ ask, question, yes, no, busy, onConfirm }: ConfirmInPlaceProps) {
  const [asking, setAsking] = useState(false);
  const questionId = useId();
  const stay = useRef<HTMLButtonElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const returning = useRef(false);

  useEffect(() => {
    if (asking) stay.current?.focus();
    else if (returning.current) opener.current?.focus();
    returning.current = asking;
  }, [asking]);

  if (!asking) {
    return (
      <button ref={opener} type="button" className={buttonClass('quiet')} onClick={() => setAsking(true)}>
        {ask}
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend; the question is the name.
    <div
      role="group"
      aria-labelledby={questionId}
      className={styles.question}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setAsking(false);
      }}
    >
      <p id={questionId}>{question}</p>
      <div className={styles.answers}>
        <button ref={stay} type="button" className={buttonClass()} onClick={() => setAsking(false)}>
          {no}
        </button>
        <Button look="main" busy={busy} onClick={onConfirm}>
          {yes}
        </Button>
      </div>
    </div>
  );
}
