import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { currentLanguage, setLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { usePageTitle } from '@/lib/page-title';
import { sayProblem } from '@/lib/said';
import { createAccount, type NewAccount, serverQuery } from '../api/accounts';
import { Doorstep } from './doorstep';
import styles from './doorstep.module.css';

const FIELD_OF: Record<string, 'name' | 'password' | 'code'> = {
  name_taken: 'name',
  weak_password: 'password',
  wrong_setup_code: 'code',
};

/** Makes an account: the first one of a new installation, or one's own where registration is open. */
export function WelcomePage() {
  const { t } = useTranslation('accounts');
  const server = useQuery(serverQuery).data;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const language = currentLanguage();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const first = server?.needs_first_account ?? true;
  const title = first ? t('welcome_title') : t('register_title');
  usePageTitle(title);

  const creation = useMutation({
    mutationFn: (account: NewAccount) => createAccount(account),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: serverQuery.queryKey });
      await navigate({ to: '/' });
    },
  });

  const problem = creation.error;
  const field = problem instanceof ApiProblem ? FIELD_OF[problem.code] : undefined;
  const words = problem ? sayProblem(t, problem) : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (creation.isPending) return;
    creation.mutate({
      name: name.trim(),
      password,
      language,
      ...(server?.needs_setup_code ? { setup_code: code.trim() } : {}),
    });
  };

  return (
    <Doorstep title={title} lead={t('what_this_is')} language={language} onLanguage={setLanguage}>
      <form className={styles.form} onSubmit={submit}>
        {server?.plain_http ? <Notice>{t('plain_http')}</Notice> : null}
        <TextField
          label={t('name')}
          hint={first ? t('first_name_hint') : undefined}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          required
          maxLength={64}
          value={name}
          onChange={(event) => setName(event.target.value)}
          problem={field === 'name' ? words : undefined}
        />
        <TextField
          label={t('password')}
          hint={t('password_hint')}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          maxLength={256}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          problem={field === 'password' ? words : undefined}
        />
        {server?.needs_setup_code ? (
          <TextField
            label={t('setup_code')}
            hint={t('setup_code_hint')}
            name="setup-code"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={code}
            onChange={(event) => setCode(event.target.value)}
            problem={field === 'code' ? words : undefined}
          />
        ) : null}
        {words && field === undefined ? <Notice role="alert">{words}</Notice> : null}
        <Button look="main" type="submit" busy={creation.isPending ? t('creating') : undefined}>
          {t('create_account')}
        </Button>
      </form>
      {first ? null : (
        <p className={styles.other}>
          {t('have_account')} <Link to="/sign-in">{t('sign_in')}</Link>
        </p>
      )}
    </Doorstep>
  );
}
