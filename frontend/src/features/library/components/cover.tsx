import { useState } from 'react';
import type { BookCard } from '@/api/model';
import styles from './cover.module.css';

interface CoverProps {
  book: BookCard;
  /** Empty where the title stands beside it anyway. */
  alt?: string;
  eager?: boolean;
  /** Whether it is what one looks at first. */
  urgent?: boolean;
}

/** A book's cover, two to three; title and author stand in for it while it is painted. */
export function Cover({ book, alt = '', urgent = false, eager = urgent }: CoverProps) {
  const address = book.cover_url;
  // A cover that did not load is asked for again when the book has moved on.
  const attempt = `${address}#${book.state.stage}`;
  const [missing, setMissing] = useState<string | null>(null);
  if (address === null || missing === attempt) {
    return (
      <span className={styles.standIn} aria-hidden={alt === '' || undefined}>
        <span className={styles.title}>{book.title}</span>
        <span className={styles.author}>{book.authors[0] ?? ''}</span>
      </span>
    );
  }
  return (
    <img
      key={attempt}
      className={styles.cover}
      src={address}
      alt={alt}
      width={400}
      height={600}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={urgent ? 'high' : 'auto'}
      decoding="async"
      onError={() => setMissing(attempt)}
    />
  );
}
