import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';

export type ButtonLook = 'main' | 'plain' | 'quiet';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  /** What the button is doing right now; while it is given, presses are not repeated. */
  busy?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

/** The class names of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = 'plain'): string {
  return `${styles.button} ${styles[look]}`;
}

/** A button; `type` is "button" unless said otherwise. */
export function Button({ look = 'plain', busy, children, className, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${buttonClass(look)} ${className ?? ''}`}
      aria-busy={busy !== undefined || undefined}
      onClick={(event) => {
        if (busy !== undefined) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ?? children}
    </button>
  );
}
