import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { Choice } from '@/components/choice';
import { SelectField } from '@/components/select-field';
import { Slider } from '@/components/slider';
import { Aloud, RATES, SLEEPS, type Sleep, type SpokenBook } from '../aloud/aloud';
import './aloud.css';
import styles from './aloud-bar.module.css';
import { BackwardIcon, ForwardIcon, PauseIcon, PlayIcon, VoiceIcon } from './aloud-icons';
import { Panel } from './panel';
import { CloseIcon } from './reader-icons';

interface AloudBarProps {
  book: SpokenBook;
  lang: string;
  raised: boolean;
  onClose: () => void;
}

/** What one needs while the book is read aloud; voice, speed and an end are a sheet away. */
export default function AloudBar({ book, lang, raised, onClose }: AloudBarProps) {
  const [aloud, setAloud] = useState<Aloud | null>(null);
  useEffect(() => {
    if (!('speechSynthesis' in globalThis)) return undefined;
    const made = new Aloud(book, speechSynthesis, lang);
    setAloud(made);
    made.toggle();
    return () => made.close();
  }, [book, lang]);
  return (
    <div className={`${styles.place} ${raised ? styles.raised : ''}`}>
      {aloud ? <Controls aloud={aloud} onClose={onClose} /> : <Silent onClose={onClose} />}
    </div>
  );
}

function Silent({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('reader');
  return (
    <div className={styles.bar}>
      <p className={styles.words} role="status">
        {t('aloud_impossible')}
      </p>
      <CloseButton onClose={onClose} />
    </div>
  );
}

function CloseButton({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('reader');
  return (
    <button type="button" className={styles.button} onClick={onClose} aria-label={t('aloud_stop')}>
      <CloseIcon />
    </button>
  );
}

function Controls({ aloud, onClose }: { aloud: Aloud; onClose: () => void }) {
  const { t } = useTranslation('reader');
  const [choosing, setChoosing] = useState(false);
  const state = useSyncExternalStore(aloud.store.subscribe, aloud.store.get);
  const speaking = state.speaker === 'speaking';
  return (
    <>
      <section className={styles.bar} aria-label={t('aloud')}>
        <button
          type="button"
          className={styles.button}
          onClick={() => aloud.step(-1)}
          aria-label={t('aloud_back')}
        >
          <BackwardIcon />
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => aloud.toggle()}
          aria-label={speaking ? t('aloud_pause') : t('aloud_play')}
        >
          {speaking ? <PauseIcon /> : <PlayIcon />}
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => aloud.step(1)}
          aria-label={t('aloud_forward')}
        >
          <ForwardIcon />
        </button>
        <p className={styles.words} role="status">
          {state.trouble ? t(state.voices.length === 0 ? 'aloud_no_voice' : 'aloud_trouble') : null}
        </p>
        <button
          type="button"
          className={styles.button}
          onClick={() => setChoosing(true)}
          aria-label={t('aloud_voice_and_speed')}
        >
          <VoiceIcon />
        </button>
        <CloseButton onClose={onClose} />
      </section>
      {choosing ? <Choices aloud={aloud} onClose={() => setChoosing(false)} /> : null}
    </>
  );
}

function Choices({ aloud, onClose }: { aloud: Aloud; onClose: () => void }) {
  const { t } = useTranslation('reader');
  const { voices, voice, rate, sleep } = useSyncExternalStore(aloud.store.subscribe, aloud.store.get);
  const number = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 });
  return (
    <Panel title={t('aloud_voice_and_speed')} onClose={onClose}>
      <div className={styles.choices}>
        {voices.length > 0 ? (
          <SelectField
            label={t('aloud_voice')}
            value={voice?.name ?? ''}
            onChange={(name) => {
              const chosen = voices.find((one) => one.name === name);
              if (chosen) aloud.choose({ voice: chosen });
            }}
            options={voices.map(({ name, localService }) => ({
              value: name,
              label: localService ? name : t('aloud_voice_remote', { name }),
            }))}
          />
        ) : (
          <p>{t('aloud_no_voice')}</p>
        )}
        <Slider
          label={t('aloud_rate')}
          value={rate}
          shown={t('aloud_times', { number: number.format(rate) })}
          range={RATES}
          onChange={(value) => aloud.choose({ rate: Math.round(value * 10) / 10 })}
        />
        <Choice
          legend={t('aloud_sleep')}
          value={String(sleep)}
          onChange={(value) =>
            aloud.sleepAfter(SLEEPS.find((one) => String(one) === value) ?? ('never' satisfies Sleep))
          }
          options={SLEEPS.map((one) => ({
            value: String(one),
            label: typeof one === 'number' ? t('aloud_minutes', { count: one }) : t(`aloud_sleep_${one}`),
          }))}
        />
      </div>
    </Panel>
  );
}
