import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonLook } from '@/components/button';
import { serverQuery } from '@/features/accounts/api/accounts';
import { BOOK_FILES } from '../file-picking';
import { addFiles } from '../uploads';

interface ChooseFilesProps {
  look: ButtonLook;
  children: ReactNode;
}

/** A button that opens the device's own file dialogue. */
export function ChooseFiles({ look, children }: ChooseFilesProps) {
  const { t } = useTranslation('library');
  const limit = useRef<number>(undefined);
  limit.current = useQuery(serverQuery).data?.upload_limit_bytes;
  const input = useRef<HTMLInputElement>(null);
  // The shelf may find itself empty and show another page while the dialogue is open: what is chosen then
  // comes to an input that has left the page, where React hears nothing.
  const listen = useCallback((node: HTMLInputElement | null) => {
    input.current = node;
    node?.addEventListener('change', () => {
      addFiles([...(node.files ?? [])], limit.current);
      // The same file may be chosen again after a refusal.
      node.value = '';
    });
  }, []);
  return (
    <>
      <Button look={look} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={listen}
        className="visually-hidden"
        type="file"
        multiple
        accept={BOOK_FILES}
        aria-label={t('choose_files')}
        tabIndex={-1}
      />
    </>
  );
}
