import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { SelectField } from '@/components/select-field';
import { TextField } from '@/components/text-field';
import { readMoney, writeMoney } from '@/features/studio/read-money';
import { sayProblem } from '@/lib/said';
import { useAddProvider } from '../api/providers';
import type { Provider, ProviderChange, ProviderKind } from '../api/shapes';
import styles from './provider-form.module.css';
import { ProviderOptions } from './provider-options';

interface ProviderFormProps {
  kind: ProviderKind;
  /** The one that is changed; none while a new one is added. */
  provider?: Provider;
  models?: readonly string[] | undefined;
  save: (change: ProviderChange) => void;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
}

/** What must be known of a provider before it can be asked; the key goes in and never comes out. */
export function ProviderForm({ kind, provider, models, save, busy, error, onCancel }: ProviderFormProps) {
  const { t } = useTranslation('providers');
  const language = currentLanguage();
  const listId = useId();
  const [name, setName] = useState(provider?.name ?? kind.label);
  const [address, setAddress] = useState(provider?.base_url ?? kind.default_url);
  const [model, setModel] = useState(provider?.model ?? kind.example_models[0] ?? '');
  const [key, setKey] = useState('');
  const [options, setOptions] = useState<Record<string, unknown>>(provider?.options ?? {});
  const [price, setPrice] = useState(
    provider?.price_micros == null ? '' : writeMoney(language, provider.price_micros),
  );
  const micros = readMoney(price);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || micros === undefined) return;
    save({
      ...(provider ? {} : { kind: kind.id }),
      name: name.trim(),
      base_url: address.trim(),
      model: model.trim(),
      options,
      price_micros: micros,
      ...(key === '' ? {} : { key }),
    });
  };
  return (
    <form className={styles.form} onSubmit={submit} autoComplete="off">
      <TextField
        label={t('name')}
        hint={t('name_hint')}
        value={name}
        required
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('address')}
        hint={t(kind.local ? 'address_local_hint' : 'address_hint')}
        type="url"
        inputMode="url"
        value={address}
        maxLength={500}
        required={kind.default_url === ''}
        onChange={(event) => setAddress(event.target.value)}
      />
      <TextField
        label={t('model')}
        value={model}
        maxLength={120}
        list={listId}
        onChange={(event) => setModel(event.target.value)}
      />
      <datalist id={listId}>
        {[...new Set([...(models ?? []), ...kind.example_models])].map((example) => (
          <option key={example} value={example} />
        ))}
      </datalist>
      {kind.takes_key ? (
        <TextField
          label={t('key')}
          hint={t(provider?.has_key ? 'key_kept' : kind.needs_key ? 'key_hint' : 'key_optional')}
          type="password"
          autoComplete="off"
          value={key}
          required={kind.needs_key && !provider?.has_key}
          maxLength={2000}
          onChange={(event) => setKey(event.target.value)}
        />
      ) : null}
      <TextField
        label={t('price')}
        hint={t('price_hint')}
        problem={micros === undefined ? t('no_sum') : undefined}
        inputMode="decimal"
        value={price}
        onChange={(event) => setPrice(event.target.value)}
      />
      {kind.options.length > 0 ? (
        <details>
          <summary className={page.summary}>{t('more_options')}</summary>
          <ProviderOptions fields={kind.options} values={options} onChange={setOptions} />
        </details>
      ) : null}
      {error ? (
        <Notice role="alert">
          {sayProblem(t, error)}
          {error instanceof ApiProblem && error.code === 'provider_invalid' && error.detail ? (
            // The server says which setting it is, in its own language.
            <small lang="en"> {error.detail}</small>
          ) : null}
        </Notice>
      ) : null}
      <div className={page.buttons}>
        <Button look="main" type="submit" busy={busy ? t('saving') : undefined}>
          {t(provider ? 'save' : 'add')}
        </Button>
        {provider?.has_key ? (
          <Button look="quiet" onClick={() => save({ key: '' })}>
            {t('forget_key')}
          </Button>
        ) : null}
        <Button look="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

/** A new provider: first of which kind, then what that kind needs. */
export function AddProvider({ kinds, open: openFirst }: { kinds: readonly ProviderKind[]; open: boolean }) {
  const { t } = useTranslation('providers');
  const [open, setOpen] = useState(openFirst);
  const [kindId, setKindId] = useState(kinds[0]?.id ?? '');
  const add = useAddProvider();
  const kind = kinds.find(({ id }) => id === kindId);
  if (!open) {
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t('connect')}</Button>
      </div>
    );
  }
  return (
    <div className={styles.form}>
      <SelectField
        label={t('kind')}
        hint={kind ? t(kind.local ? 'kind_local' : 'kind_offsite') : undefined}
        value={kindId}
        options={kinds.map(({ id, label }) => ({ value: id, label }))}
        onChange={setKindId}
      />
      {kind ? (
        <ProviderForm
          key={kind.id}
          kind={kind}
          save={(wanted) => add.mutate(wanted, { onSuccess: () => setOpen(false) })}
          busy={add.isPending}
          error={add.error}
          onCancel={() => {
            add.reset();
            setOpen(false);
          }}
        />
      ) : null}
    </div>
  );
}
