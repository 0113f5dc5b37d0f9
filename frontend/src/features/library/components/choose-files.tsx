import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
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
  const limit = useQuery(serverQuery).data?.upload_limit_bytes;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        accept={BOOK_FILES}
        aria-label={t('choose_files')}
        tabIndex={-1}
        onChange={(event) => {
          addFiles([...(event.target.files ?? [])], limit);
          // The same file may be chosen again after a refusal.
          event.target.value = '';
        }}
      />
    </>
  );
}
