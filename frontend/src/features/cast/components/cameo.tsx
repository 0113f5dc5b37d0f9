import { useState } from 'react';
import type { EntityKind, Picture } from '@/api/model';
import { initialOf } from '../cast';
import styles from './cameo.module.css';

interface CameoProps {
  kind: EntityKind;
  name: string;
  picture: Picture | null;
  large?: boolean;
}

/** A small likeness: a picture or a card of what the reader has met, else a quiet letter. */
export function Cameo({ kind, name, picture, large = false }: CameoProps) {
  const [missing, setMissing] = useState<string | null>(null);
  const shape = `${styles.cameo} ${styles[kind]} ${large ? styles.large : ''}`;
  if (picture?.state === 'ready' && picture.url !== null && picture.url !== missing) {
    const address = `${picture.url}${picture.url.includes('?') ? '&' : '?'}w=480`;
    return (
      <img
        className={shape}
        src={address}
        // On a card the name stands beside it; alone and large the picture speaks for itself.
        alt={large ? picture.alt : ''}
        width={picture.width}
        height={picture.height}
        loading="lazy"
        decoding="async"
        onError={() => {
          setMissing(picture.url);
        }}
      />
    );
  }
  return (
    <span className={`${shape} ${styles.letter}`} aria-hidden="true">
      {initialOf(name)}
    </span>
  );
}
