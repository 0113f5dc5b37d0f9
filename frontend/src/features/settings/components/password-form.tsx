import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { changePassword } from '@/features/accounts/api/accounts';
import { sayCode, sayProblem } from '@/lib/said';
import styles from './password-form.module.css';

/** Sets a new password for the one who knows the old. */
export function PasswordForm() {
  const { t } = useTranslation('settings');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent('');
      setNext('');
    },
  });
  const code = change.error instanceof ApiProblem ? change.error.code : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending) change.mutate();
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t('current_password')}
        type="password"
        autoComplete="current-password"
        required
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
        problem={code === 'wrong_credentials' ? t('wrong_current_password') : undefined}
      />
      <TextField
        label={t('new_password')}
        hint={t('accounts:password_hint')}
        type="password"
        autoComplete="new-password"
        required
        value={next}
        onChange={(event) => setNext(event.target.value)}
        problem={code === 'weak_password' ? sayCode(t, code) : undefined}
      />
      {change.error && code !== 'wrong_credentials' && code !== 'weak_password' ? (
        <Notice role="alert">{sayProblem(t, change.error)}</Notice>
      ) : null}
      <div className={styles.foot}>
        <Button type="submit" busy={change.isPending ? t('changing_password') : undefined}>
          {t('change_password')}
        </Button>
        <p role="status">{change.isSuccess ? t('password_changed') : ''}</p>
      </div>
    </form>
  );
}
