import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, setLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { usePageTitle } from '@/lib/page-title';
import { sayProblem } from '@/lib/said';
import { serverQuery, signIn } from '../api/accounts';
import { Doorstep } from './doorstep';
import styles from './doorstep.module.css';

/** Lets a reader in and leads back to where they wanted to go. */
export function SignInPage() {
  const { t } = useTranslation('accounts');
  const server = useQuery(serverQuery).data;
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-in' });
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  usePageTitle(t('sign_in'));

  const entry = useMutation({
    mutationFn: () => signIn(name.trim(), password),
    onSuccess: () => router.history.push(next ?? '/'),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!entry.isPending) entry.mutate();
  };

  return (
    <Doorstep
      title={t('sign_in_title')}
      lead={t('sign_in_lead')}
      language={currentLanguage()}
      onLanguage={setLanguage}
    >
      <form className={styles.form} onSubmit={submit}>
        <TextField
          label={t('name')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {entry.error ? <Notice role="alert">{sayProblem(t, entry.error)}</Notice> : null}
        <Button look="main" type="submit" busy={entry.isPending ? t('signing_in') : undefined}>
          {t('sign_in')}
        </Button>
      </form>
      <p className={styles.other}>
        {server?.registration_open ? (
          <>
            {t('no_account')} <Link to="/welcome">{t('create_account')}</Link>
          </>
        ) : (
          t('forgotten_password')
        )}
      </p>
    </Doorstep>
  );
}
