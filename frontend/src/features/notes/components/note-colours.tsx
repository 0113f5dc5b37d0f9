import { useTranslation } from 'react-i18next';
import { COLOURS, type Colour } from '../notes';
import styles from './note-colours.module.css';

interface NoteColoursProps {
  /** The colour that is chosen, if any. */
  chosen: Colour | '' | null;
  label: string;
  onChoose: (colour: Colour) => void;
}

/** Five pens to choose from; each is known by its name as well as by its colour. */
export function NoteColours({ chosen, label, onChoose }: NoteColoursProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a row on all browsers
    <div className={styles.row} role="group" aria-label={label}>
      {COLOURS.map((colour) => (
        <Pen key={colour} colour={colour} chosen={chosen === colour} onChoose={onChoose} />
      ))}
    </div>
  );
}

interface PenProps {
  colour: Colour;
  chosen?: boolean;
  onChoose: (colour: Colour) => void;
}

function Pen({ colour, chosen = false, onChoose }: PenProps) {
  const { t } = useTranslation('notes');
  return (
    <button
      type="button"
      className={styles.pen}
      aria-pressed={chosen}
      aria-label={t(`colour_${colour}`)}
      title={t(`colour_${colour}`)}
      onClick={() => onChoose(colour)}
    >
      <span className={styles.dot} style={{ background: `var(--pen-${colour})` }} aria-hidden="true" />
    </button>
  );
}
