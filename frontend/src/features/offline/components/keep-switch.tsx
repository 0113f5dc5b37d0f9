import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { useServerReachable } from '@/api/reachability';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { Notice } from '@/components/notice';
import { ProgressLine } from '@/components/progress-line';
import { Switch } from '@/components/switch';
import { useUser } from '@/features/accounts/api/accounts';
import { dropBook, keepBook } from '@/lib/offline/keep';
import { type Kept, useKept } from '@/lib/offline/kept';
import { sayBytes, sayProblem } from '@/lib/said';
import { canKeep, noteAhead, saidAhead } from '../keeping';
import styles from './keep-switch.module.css';

/** Whether this book lies on the device, how far it has come there, and a way back. */
export function KeepSwitch({ book }: { book: BookDetail }) {
  const { t } = useTranslation('offline');
  const user = useUser()?.id ?? '';
  const reachable = useServerReachable();
  const kept = useKept(user)?.find(({ id }) => id === book.id);
  const [asking, setAsking] = useState(false);
  const begin = useMutation({
    mutationFn: (ahead: boolean) => keepBook(user, book.id, ahead),
  });
  const drop = useMutation({ mutationFn: () => dropBook(user, book.id), networkMode: 'always' });

  if (!canKeep()) return <p className={styles.quiet}>{t('not_possible')}</p>;
  const start = (ahead: boolean) => {
    setAsking(false);
    begin.mutate(ahead);
  };
  const turn = (on: boolean) => {
    if (!on) {
      setAsking(false);
      drop.mutate();
    } else if (book.position.spoilers_lifted) start(true);
    else if (saidAhead() === null) setAsking(true);
    else start(saidAhead() === true);
  };
  return (
    <section className={styles.keep} aria-label={t('keep')}>
      {kept || reachable ? (
        <Switch
          label={t('keep')}
          hint={t('keep_hint')}
          checked={kept !== undefined || asking || begin.isPending}
          onChange={turn}
        />
      ) : (
        <p className={styles.quiet}>{t('needs_network')}</p>
      )}
      {asking ? (
        <Question
          onAnswer={(ahead) => {
            noteAhead(ahead);
            start(ahead);
          }}
          onLeave={() => setAsking(false)}
        />
      ) : null}
      <div role="status">
        {kept ? (
          <HowFar kept={kept} again={() => begin.mutate(kept.ahead)} stop={() => drop.mutate()} />
        ) : null}
      </div>
      {kept && reachable && !book.position.spoilers_lifted ? (
        <Switch
          label={t('ahead_switch')}
          hint={t('ahead_switch_hint')}
          checked={begin.isPending ? begin.variables : kept.ahead}
          onChange={(ahead) => {
            noteAhead(ahead);
            begin.mutate(ahead);
          }}
        />
      ) : null}
      {begin.error ? <Notice role="alert">{sayProblem(t, begin.error)}</Notice> : null}
    </section>
  );
}

function Question({ onAnswer, onLeave }: { onAnswer: (ahead: boolean) => void; onLeave: () => void }) {
  const { t } = useTranslation('offline');
  const [ahead, setAhead] = useState<'only_met' | 'ahead'>('only_met');
  return (
    <div className={styles.question}>
      <Choice
        legend={t('question')}
        value={ahead}
        onChange={setAhead}
        options={(['only_met', 'ahead'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <p className={styles.quiet}>{t('question_hint')}</p>
      <div className={styles.answers}>
        <Button look="main" onClick={() => onAnswer(ahead === 'ahead')}>
          {t('begin')}
        </Button>
        <Button onClick={onLeave}>{t('rather_not')}</Button>
      </div>
    </div>
  );
}

function HowFar({ kept, again, stop }: { kept: Kept; again: () => void; stop: () => void }) {
  const { t } = useTranslation('offline');
  const reachable = useServerReachable();
  const { state, done, total, bytes } = kept;
  if (state === 'kept') {
    return <p className={styles.quiet}>{t('kept', { size: sayBytes(currentLanguage(), bytes) })}</p>;
  }
  if (state === 'keeping') {
    return (
      <div className={styles.progress}>
        <p className={styles.quiet}>{t(reachable ? 'keeping' : 'keeping_waits', { done, total })}</p>
        <ProgressLine value={total > 0 ? done / total : 0} label={t('keeping_progress')} />
        <Button onClick={stop}>{t('stop')}</Button>
      </div>
    );
  }
  return <Notice action={<Button onClick={again}>{t('again')}</Button>}>{t(state)}</Notice>;
}
