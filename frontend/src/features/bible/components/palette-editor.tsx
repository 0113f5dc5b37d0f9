import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import styles from './palette-editor.module.css';

const MOST = 7;
const FIRST = ['#2f3e5c', '#c9a66b', '#7d9a6d', '#e9dcc3', '#9c4a2c'];
const NEXT = '#8a8a8a';

interface PaletteEditorProps {
  palette: readonly string[];
  onChange: (palette: string[]) => void;
}

/** The colours all pictures of the book lean to; none leaves them to the style and the author. */
export function PaletteEditor({ palette, onChange }: PaletteEditorProps) {
  const { t } = useTranslation('bible');
  return (
    <fieldset className={styles.palette}>
      <legend className={styles.legend}>{t('palette')}</legend>
      <p className={styles.hint}>{t(palette.length === 0 ? 'palette_none' : 'palette_hint')}</p>
      <div className={styles.colours}>
        {palette.map((colour, at) => (
          <Colour
            // Colours are told apart by where they stand: two may be the same.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the palette is its name.
            key={at}
            number={at + 1}
            colour={colour}
            onColour={(wanted) => onChange(palette.with(at, wanted))}
            onRemove={() => onChange(palette.filter((_, other) => other !== at))}
          />
        ))}
        {palette.length === 0 ? <Button onClick={() => onChange(FIRST)}>{t('palette_begin')}</Button> : null}
        {palette.length > 0 && palette.length < MOST ? (
          <Button look="quiet" onClick={() => onChange([...palette, NEXT])}>
            {t('palette_add')}
          </Button>
        ) : null}
        {palette.length > 0 ? (
          <Button look="quiet" onClick={() => onChange([])}>
            {t('palette_clear')}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

interface ColourProps {
  number: number;
  colour: string;
  onColour: (colour: string) => void;
  onRemove: () => void;
}

function Colour({ number, colour, onColour, onRemove }: ColourProps) {
  const { t } = useTranslation('bible');
  const well = useRef<HTMLInputElement>(null);
  const [trying, setTrying] = useState<string | null>(null);

  // The element's own event comes when one has chosen, not on every step of the way there.
  useEffect(() => {
    const input = well.current;
    const chosen = () => {
      setTrying(null);
      if (input && input.value !== colour) onColour(input.value);
    };
    input?.addEventListener('change', chosen);
    return () => input?.removeEventListener('change', chosen);
  }, [colour, onColour]);

  return (
    <div className={styles.colour}>
      <input
        ref={well}
        className={styles.well}
        type="color"
        value={trying ?? colour}
        aria-label={t('colour', { number })}
        onChange={(event) => setTrying(event.target.value)}
      />
      <button
        type="button"
        className={styles.remove}
        aria-label={t('colour_remove', { number })}
        onClick={onRemove}
      >
        ×
      </button>
    </div>
  );
}
