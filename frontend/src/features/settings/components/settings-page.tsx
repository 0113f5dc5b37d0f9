import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { Button, buttonClass } from '@/components/button';
import { ConfirmInPlace } from '@/components/confirm-in-place';
import { LanguageChoice } from '@/components/language-choice';
import { Notice } from '@/components/notice';
import { Switch } from '@/components/switch';
import { ThemeChoice } from '@/components/theme-choice';
import { chooseLanguage, serverQuery, signOut, useUser } from '@/features/accounts/api/accounts';
import { useKeptIds } from '@/lib/offline/kept-ids';
import { useOutbox } from '@/lib/outbox';
import { usePageTitle } from '@/lib/page-title';
import { sayProblem } from '@/lib/said';
import { serverSettingsQuery, useSetRegistration } from '../api/server-settings';
import { AnalysersList } from './analysers-list';
import { DevicesList } from './devices-list';
import { HandoverSettings } from './handover-settings';
import { PasswordForm } from './password-form';
import { ReadingSettings } from './reading-settings';
import styles from './settings-page.module.css';

/** Everything one may choose; a change takes effect as it is made. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  usePageTitle(t('common:settings'));
  const user = useUser();
  const server = useQuery(serverQuery).data;
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('common:settings')}</h1>
      <Appearance />
      <section className={styles.section} aria-labelledby="reading-title">
        <h2 id="reading-title" className={styles.sectionTitle}>
          {t('reading')}
        </h2>
        <ReadingSettings />
      </section>
      <section className={styles.section} aria-labelledby="handover-title">
        <h2 id="handover-title" className={styles.sectionTitle}>
          {t('handover')}
        </h2>
        <HandoverSettings />
      </section>
      <section className={styles.section} aria-labelledby="device-title">
        <h2 id="device-title" className={styles.sectionTitle}>
          {t('offline:device')}
        </h2>
        <div className={styles.way}>
          <p className={styles.quiet}>{t('offline:device_hint')}</p>
          <Link to="/settings/device" className={buttonClass()}>
            {t('offline:device_open')}
          </Link>
        </div>
      </section>
      <section className={styles.section} aria-labelledby="devices-title">
        <h2 id="devices-title" className={styles.sectionTitle}>
          {t('devices')}
        </h2>
        <DevicesList />
      </section>
      {user?.is_admin ? <Administration /> : null}
      <section className={styles.section} aria-labelledby="account-title">
        <h2 id="account-title" className={styles.sectionTitle}>
          {t('account')}
        </h2>
        <PasswordForm />
        <SignOut name={user?.name ?? ''} />
      </section>
      {server ? <p className={styles.version}>{t('version', { version: server.version })}</p> : null}
    </div>
  );
}

function Appearance() {
  const { t } = useTranslation('settings');
  const language = useMutation({ mutationFn: chooseLanguage });
  return (
    <section className={styles.section} aria-labelledby="appearance-title">
      <h2 id="appearance-title" className={styles.sectionTitle}>
        {t('appearance')}
      </h2>
      <ThemeChoice />
      <LanguageChoice value={currentLanguage()} onChange={language.mutateAsync} />
      {language.error ? <Notice role="alert">{sayProblem(t, language.error)}</Notice> : null}
    </section>
  );
}

function Administration() {
  const { t } = useTranslation('settings');
  const settings = useQuery(serverSettingsQuery);
  const registration = useSetRegistration();
  // The switch moves at once and goes back if the server refuses.
  const [wanted, setWanted] = useState<boolean | null>(null);
  const problem = registration.error ?? settings.error;
  return (
    <section className={styles.section} aria-labelledby="admin-title">
      <h2 id="admin-title" className={styles.sectionTitle}>
        {t('this_library')}
      </h2>
      {settings.data ? (
        <Switch
          label={t('registration_open')}
          hint={t('registration_hint')}
          checked={wanted ?? settings.data.registration_open}
          onChange={(open) => {
            setWanted(open);
            registration.mutate(open, { onSettled: () => setWanted(null) });
          }}
        />
      ) : null}
      {problem ? <Notice role="alert">{sayProblem(t, problem)}</Notice> : null}
      <div className={styles.way}>
        <p className={styles.quiet}>{t('artists_hint')}</p>
        <Link to="/settings/painters" className={buttonClass()}>
          {t('artists')}
        </Link>
      </div>
      <AnalysersList analysers={settings.data?.analysers ?? []} />
    </section>
  );
}

function SignOut({ name }: { name: string }) {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const leaving = useMutation({
    mutationFn: signOut,
    onSettled: () => navigate({ to: '/sign-in' }),
  });
  const busy = leaving.isPending ? t('signing_out') : undefined;
  const { waiting } = useOutbox();
  const kept = useKeptIds(useUser()?.id).size > 0;
  return (
    <div className={styles.signOut}>
      <p className={styles.quiet}>{t('signed_in_as', { name })}</p>
      {waiting === 0 ? (
        <Button busy={busy} onClick={() => leaving.mutate()}>
          {t('sign_out')}
        </Button>
      ) : (
        <ConfirmInPlace
          ask={t('sign_out')}
          question={t('offline:leave_question', { count: waiting })}
          yes={t('offline:leave')}
          no={t('offline:stay')}
          busy={busy}
          onConfirm={() => leaving.mutate()}
        />
      )}
      {kept ? <p className={styles.quiet}>{t('offline:sign_out_hint')}</p> : null}
    </div>
  );
}
