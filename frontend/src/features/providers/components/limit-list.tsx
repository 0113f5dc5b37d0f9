import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { SelectField } from '@/components/select-field';
import { TextField } from '@/components/text-field';
import { readMoney, writeMoney } from '@/features/studio/read-money';
import { sayMoney } from '@/features/studio/words';
import { sayProblem } from '@/lib/said';
import type { Limit, Limits, Provider, Reader } from '../api/shapes';
import { useSetLimits } from '../api/spending';
import styles from './limit-list.module.css';

const SCOPES: readonly Limit['scope'][] = ['server', 'provider', 'user', 'book'];
const PERIODS: readonly Limit['period'][] = ['day', 'month', 'total'];

const keyOf = ({ scope, period, subject_id }: Limit) => `${scope} ${period} ${subject_id ?? ''}`;

interface LimitListProps {
  limits: Limits;
  providers: readonly Provider[];
  readers: readonly Reader[];
}

/** What may be spent at most: a line for each limit, each taken away and brought back at once. */
export function LimitList({ limits, providers, readers }: LimitListProps) {
  const { t } = useTranslation('providers');
  const set = useSetLimits();
  const [taken, setTaken] = useState<Limit | null>(null);
  const language = currentLanguage();
  const nameOf = ({ scope, subject_id }: Limit) => {
    if (subject_id === null) return t(`scope.${scope}`);
    const named = scope === 'provider' ? providers : scope === 'user' ? readers : [];
    return named.find(({ id }) => id === subject_id)?.name ?? t(`scope_one.${scope}`);
  };
  const say = (limit: Limit) => {
    const parts = [
      limit.pictures === null ? '' : t('limit_pictures', { count: limit.pictures }),
      limit.micros === null ? '' : sayMoney(language, limit.micros),
    ].filter(Boolean);
    return t('limit_line', {
      who: nameOf(limit),
      period: t(`period.${limit.period}`),
      most: new Intl.ListFormat(language, { type: 'conjunction' }).format(parts),
    });
  };
  const put = (items: Limit[]) => set.mutate({ ...limits, items });
  const add = (limit: Limit) => {
    setTaken(null);
    put([...limits.items.filter((other) => keyOf(other) !== keyOf(limit)), limit]);
  };
  return (
    <div className={styles.limits}>
      {limits.chosen || limits.items.length === 0 ? null : <p className={page.small}>{t('limits_first')}</p>}
      {limits.items.length === 0 ? <p className={page.small}>{t('no_limits')}</p> : null}
      <ul>
        {limits.items.map((limit) => (
          <li key={keyOf(limit)} className={styles.line}>
            <span className={styles.words}>{say(limit)}</span>
            <Button
              look="quiet"
              aria-label={`${t('limit_remove')}: ${say(limit)}`}
              onClick={() => {
                setTaken(limit);
                put(limits.items.filter((other) => other !== limit));
              }}
            >
              {t('limit_remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div role="status">
        {taken && !set.error ? (
          <Notice action={<Button onClick={() => add(taken)}>{t('undo')}</Button>}>
            {t('limit_removed', { limit: say(taken) })}
          </Notice>
        ) : null}
      </div>
      {set.error ? <Notice role="alert">{sayProblem(t, set.error)}</Notice> : null}
      <NewLimit providers={providers} readers={readers} busy={set.isPending} onLimit={add} />
    </div>
  );
}

interface NewLimitProps {
  providers: readonly Provider[];
  readers: readonly Reader[];
  busy: boolean;
  onLimit: (limit: Limit) => void;
}

function NewLimit({ providers, readers, busy, onLimit }: NewLimitProps) {
  const { t } = useTranslation('providers');
  const language = currentLanguage();
  const [whose, setWhose] = useState('user');
  const [period, setPeriod] = useState<Limit['period']>('month');
  const [pictures, setPictures] = useState('');
  const [money, setMoney] = useState(writeMoney(language, 5_000_000));
  const micros = readMoney(money);
  const count = pictures.trim() === '' ? null : Number(pictures);
  const known = SCOPES.find((scope) => scope === whose);
  const whole = count === null || (Number.isInteger(count) && count >= 0);
  const nothing = count === null && micros === null;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (busy || !whole || micros === undefined || nothing) return;
        onLimit({
          scope: known ?? (readers.some(({ id }) => id === whose) ? 'user' : 'provider'),
          subject_id: known ? null : whose,
          period,
          pictures: count,
          micros,
        });
      }}
    >
      <h3 className={styles.title}>{t('limit_new')}</h3>
      <div className={styles.fields}>
        <SelectField
          label={t('limit_whose')}
          value={whose}
          options={[
            ...SCOPES.map((scope) => ({ value: scope, label: t(`scope.${scope}`) })),
            ...[...providers, ...readers].map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setWhose}
        />
        <SelectField
          label={t('limit_period')}
          value={period}
          options={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
          onChange={(value) => setPeriod(PERIODS.find((one) => one === value) ?? 'month')}
        />
        <TextField
          label={t('limit_money')}
          inputMode="decimal"
          value={money}
          problem={micros === undefined ? t('no_sum') : undefined}
          onChange={(event) => setMoney(event.target.value)}
        />
        <TextField
          label={t('limit_count')}
          inputMode="numeric"
          value={pictures}
          problem={whole ? undefined : t('no_number')}
          onChange={(event) => setPictures(event.target.value)}
        />
      </div>
      <p className={page.small}>{t(nothing ? 'limit_nothing' : 'limit_hint')}</p>
      <div>
        <Button type="submit" busy={busy ? t('saving') : undefined}>
          {t('limit_add')}
        </Button>
      </div>
    </form>
  );
}
