import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import page from '@/app/page.module.css';
import { Choice } from '@/components/choice';
import { TextField } from '@/components/text-field';
import { type Handover, isHandoverAddress, OFFERED } from '@/lib/handover';
import { setPreference, usePreferences } from '@/lib/preferences';
import styles from './handover-settings.module.css';

/** Where selected words are looked up and translated: nowhere, at one of the known sites, or at one's own. */
export function HandoverSettings() {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.handover}>
      <p className={page.quiet}>{t('handover_hint')}</p>
      <HandoverChoice kind="dictionary" />
      <HandoverChoice kind="translator" />
    </div>
  );
}

const NOWHERE = 'nowhere';
const OWN = 'own';

function HandoverChoice({ kind }: { kind: Handover }) {
  const { t } = useTranslation('settings');
  const address = usePreferences()[kind];
  const offered = OFFERED[kind];
  const known = offered.find((one) => one.address === address)?.id;
  const [ownChosen, setOwnChosen] = useState(false);
  const value = ownChosen ? OWN : (known ?? (address === '' ? NOWHERE : OWN));
  const choose = (id: string) => {
    setOwnChosen(id === OWN);
    if (id !== OWN) setPreference(kind, offered.find((one) => one.id === id)?.address ?? '');
  };
  return (
    <>
      <Choice
        legend={t(kind)}
        value={value}
        onChange={choose}
        options={[
          { value: NOWHERE, label: t('handover_nowhere') },
          ...offered.map(({ id }) => ({ value: id, label: t(`handover_${id}`) })),
          { value: OWN, label: t('handover_own') },
        ]}
      />
      {value === OWN ? <OwnAddress kind={kind} address={address} /> : null}
    </>
  );
}

function OwnAddress({ kind, address }: { kind: Handover; address: string }) {
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState(address);
  const [wrong, setWrong] = useState(false);
  const keep = () => {
    const fits = isHandoverAddress(typed.trim());
    setWrong(!fits && typed.trim() !== '');
    if (fits) setPreference(kind, typed.trim());
  };
  return (
    <TextField
      label={t(`${kind}_address`)}
      hint={t('handover_address_hint')}
      problem={wrong ? t('handover_address_wrong') : undefined}
      type="url"
      inputMode="url"
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      placeholder="https://example.org/{words}"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
