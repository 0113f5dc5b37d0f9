import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { keys } from '@/api/keys';
import { removePicture } from '@/features/studio/api/studio';

/**
 * Removing a picture so that it can be undone: it is out of sight at once, and gone when the view is
 * closed, the page is left or another one is removed.
 */
export function useRemoval(
  bookId: string,
  descriptionId: string,
  changed: () => void,
  trouble: (error: unknown) => void,
) {
  const queries = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const pending = useRef<string | null>(null);

  const mean = useCallback(
    (leaving = false) => {
      const picture = pending.current;
      if (picture === null) return;
      pending.current = null;
      void removePicture(bookId, picture, leaving)
        .catch(trouble)
        .finally(() => {
          changed();
          void queries.invalidateQueries({ queryKey: keys.versions(bookId, descriptionId) });
          void queries.invalidateQueries({ queryKey: keys.gallery(bookId) });
        });
    },
    [bookId, descriptionId, changed, trouble, queries],
  );

  useEffect(() => {
    const leave = () => mean(true);
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [mean]);

  const last = useRef(mean);
  last.current = mean;
  useEffect(() => () => last.current(), []);

  return {
    /** The picture that is to be gone. */
    id,
    remove(picture: string): void {
      mean();
      pending.current = picture;
      setId(picture);
    },
    /** Gives back the picture that was not removed after all. */
    undo(): string | null {
      const picture = pending.current;
      pending.current = null;
      setId(null);
      return picture;
    },
  };
}
