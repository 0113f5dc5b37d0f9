import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { thisDevice } from '@/lib/device';
import { sayMoment, sayProblem } from '@/lib/said';
import { devicesQuery, useForgetDevice, useRenameDevice } from '../api/devices';
import styles from './devices-list.module.css';

/** The devices one reads with, by the names that the reader is asked with; each can be named and let go. */
export function DevicesList() {
  const { t } = useTranslation('settings');
  const { data, error, isPending, refetch } = useQuery(devicesQuery);
  if (isPending) return <p className={styles.quiet}>{t('devices_opening')}</p>;
  if (error) {
    return (
      <Notice role="alert" action={<Button onClick={() => void refetch()}>{t('common:try_again')}</Button>}>
        {sayProblem(t, error)}
      </Notice>
    );
  }
  return (
    <>
      <p className={styles.quiet}>{t('devices_hint')}</p>
      {data.items.length === 0 ? <p>{t('devices_none')}</p> : null}
      <ul className={styles.devices}>
        {data.items.map((device) => (
          <li key={device.id} className={styles.device}>
            <DeviceLine device={device} />
          </li>
        ))}
      </ul>
    </>
  );
}

function DeviceLine({ device }: { device: Device }) {
  const { t } = useTranslation('settings');
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState(device.name);
  const rename = useRenameDevice();
  const forget = useForgetDevice();
  const here = device.id === thisDevice().id;
  const shown = device.name || t('device_nameless');
  const seen = t('device_seen', { at: sayMoment(t, currentLanguage(), device.seen_at) });
  const problem = rename.error ?? forget.error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || rename.isPending) return;
    rename.mutate({ id: device.id, name: name.trim() }, { onSuccess: () => setNaming(false) });
  };

  return (
    <>
      {naming ? (
        <form className={styles.naming} onSubmit={submit}>
          <TextField
            label={t('device_name')}
            value={name}
            maxLength={100}
            required
            autoFocus
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setNaming(false);
            }}
          />
          <Button type="submit" look="main" busy={rename.isPending ? t('device_saving') : undefined}>
            {t('device_save')}
          </Button>
          <Button onClick={() => setNaming(false)}>{t('device_cancel')}</Button>
        </form>
      ) : (
        <>
          <div>
            <p className={styles.name}>{shown}</p>
            <p className={styles.quiet}>{here ? `${t('device_here')} · ${seen}` : seen}</p>
          </div>
          <div className={styles.acts}>
            <Button
              aria-label={t('device_rename_named', { name: shown })}
              onClick={() => {
                setName(device.name);
                setNaming(true);
              }}
            >
              {t('device_rename')}
            </Button>
            {here ? null : (
              <Button
                aria-label={t('device_forget_named', { name: shown })}
                busy={forget.isPending ? t('device_forgetting') : undefined}
                onClick={() => forget.mutate(device.id)}
              >
                {t('device_forget')}
              </Button>
            )}
          </div>
        </>
      )}
      {problem ? <Notice role="alert">{sayProblem(t, problem)}</Notice> : null}
    </>
  );
}
