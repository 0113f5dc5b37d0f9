import type { ReactNode } from 'react';
import type { Language } from '@/api/model';
import { ConnectionNotice } from '@/app/connection-notice';
import { LanguageChoice } from '@/components/language-choice';
import styles from './doorstep.module.css';

interface DoorstepProps {
  title: string;
  lead: string;
  language: Language;
  onLanguage: (language: Language) => Promise<unknown>;
  children: ReactNode;
}

/** The page before one is in: language first, then what this is, then the form. */
export function Doorstep({ title, lead, language, onLanguage, children }: DoorstepProps) {
  return (
    <main className={styles.doorstep}>
      <LanguageChoice value={language} onChange={onLanguage} />
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        <ConnectionNotice />
      </div>
      {children}
    </main>
  );
}
