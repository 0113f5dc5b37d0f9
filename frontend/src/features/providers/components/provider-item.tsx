import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { ConfirmInPlace } from '@/components/confirm-in-place';
import { Notice } from '@/components/notice';
import { Switch } from '@/components/switch';
import { sayDay, sayProblem } from '@/lib/said';
import { useChangeProvider, useCheckProvider, useRemoveProvider } from '../api/providers';
import type { Provider, ProviderCheck, ProviderKind } from '../api/shapes';
import { sayFault, sayMonth, sayPriceOf, sayState } from '../provider-words';
import { ProviderForm } from './provider-form';
import styles from './provider-item.module.css';

interface ProviderItemProps {
  provider: Provider;
  /** Unknown when this program no longer speaks to its kind. */
  kind: ProviderKind | undefined;
}

/** One configured provider: how it is, what it costs, and all one may do about it. */
export function ProviderItem({ provider, kind }: ProviderItemProps) {
  const { t } = useTranslation('providers');
  const language = currentLanguage();
  const change = useChangeProvider(provider.id);
  const check = useCheckProvider(provider.id);
  const removal = useRemoveProvider();
  const [editing, setEditing] = useState(false);
  // The switch moves with the press itself.
  const enabled = (change.isPending ? change.variables.enabled : undefined) ?? provider.enabled;
  const problem = removal.error ?? check.error ?? (editing ? null : change.error);
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <h3 className={styles.name}>{provider.name}</h3>
        <p className={page.small}>
          {[kind?.label ?? provider.kind, provider.model].filter(Boolean).join(' · ')}
        </p>
        <p className={provider.usable || !provider.enabled ? styles.state : styles.trouble}>
          {sayState(t, language, provider)}
        </p>
        {provider.last_error && !provider.usable ? (
          <p className={page.small} lang="en">
            {provider.last_error}
            {provider.last_error_at ? ` (${sayDay(language, provider.last_error_at)})` : ''}
          </p>
        ) : null}
        <p className={page.small}>{sayPriceOf(t, language, provider)}</p>
        <p className={page.small}>{sayMonth(t, language, provider)}</p>
      </div>
      <Switch
        label={t('enabled')}
        checked={enabled}
        onChange={(wanted) => change.mutate({ enabled: wanted })}
      />
      <div className={page.buttons}>
        <Button
          aria-label={`${t('check')}: ${provider.name}`}
          busy={check.isPending ? t('checking') : undefined}
          onClick={() => check.mutate()}
        >
          {t('check')}
        </Button>
        {kind ? (
          <Button
            look="quiet"
            aria-expanded={editing}
            aria-label={`${t('change')}: ${provider.name}`}
            onClick={() => setEditing(!editing)}
          >
            {t('change')}
          </Button>
        ) : null}
        <ConfirmInPlace
          ask={t('remove')}
          question={t('remove_question', { name: provider.name })}
          yes={t('remove_yes')}
          no={t('remove_no')}
          busy={removal.isPending ? t('removing') : undefined}
          onConfirm={() => removal.mutate(provider.id)}
        />
      </div>
      <div role="status">{check.data ? <CheckWords check={check.data} /> : null}</div>
      {problem ? <Notice role="alert">{sayProblem(t, problem)}</Notice> : null}
      {editing && kind ? (
        <ProviderForm
          kind={kind}
          provider={provider}
          models={check.data?.models}
          save={(wanted) => change.mutate(wanted, { onSuccess: () => setEditing(false) })}
          busy={change.isPending}
          error={change.error}
          onCancel={() => setEditing(false)}
        />
      ) : null}
    </li>
  );
}

/** What an answer says of the key: not every service tells without drawing. */
const CHECKED = { fits: 'check_ok', untried: 'check_ok_untried', none: 'check_ok_open' } as const;

/** What the question to the provider brought, with its own words where it refused. */
function CheckWords({ check }: { check: ProviderCheck }) {
  const { t } = useTranslation('providers');
  if (!check.ok) {
    return (
      <Notice>
        {t('check_failed')} {sayFault(t, check.code)}
        {check.message ? <small lang="en"> ({check.message})</small> : null}
      </Notice>
    );
  }
  return (
    <Notice>
      {t(CHECKED[check.key ?? 'none'])}
      {check.models.length > 0
        ? ` ${t('check_models', { count: check.models.length, names: check.models.slice(0, 6).join(', ') })}`
        : ''}
    </Notice>
  );
}
