import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { serverQuery } from '@/features/accounts/api/accounts';
import { droppedFiles } from '../file-picking';
import { addFiles, whenBookAdded } from '../uploads';
import styles from './drop-anywhere.module.css';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Makes the whole window a place to drop books on. */
export function DropAnywhere() {
  const { t } = useTranslation('library');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const limit = useQuery(serverQuery).data?.upload_limit_bytes;
  const [over, setOver] = useState(false);
  // Entering a child fires before leaving its parent, so a count tells whether the pointer is still inside.
  const depth = useRef(0);

  useEffect(() => {
    whenBookAdded(() => void queries.invalidateQueries({ queryKey: keys.library() }));
  }, [queries]);

  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current += 1;
      setOver(true);
    };
    const leave = () => {
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      depth.current = 0;
      setOver(false);
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      const files = droppedFiles(event.dataTransfer);
      if (files.length === 0) return;
      addFiles(files, limit);
      void navigate({ to: '/' });
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [limit, navigate]);

  if (!over) return null;
  return (
    <div className={styles.veil} aria-hidden="true">
      <p className={styles.words}>{t('drop_here')}</p>
    </div>
  );
}
