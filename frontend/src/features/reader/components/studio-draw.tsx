import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { makersQuery } from '@/features/studio/api/studio';
import { MakerChoice } from '@/features/studio/components/maker-choice';
import { PromptEditor } from '@/features/studio/components/prompt-editor';
import { sayTrouble } from '@/features/studio/words';
import styles from './studio-panel.module.css';

interface StudioDrawProps {
  bookId: string;
  descriptionId: string;
  lang: string;
  sketchesOnly: boolean;
  /** Name of the maker to begin with, when one was asked before. */
  preferred: string | null;
  /** Begins with the first provider that can be asked. */
  byOthers: boolean;
  busy: boolean;
  error: unknown;
  onChoose: () => void;
  onDraw: (wanted: { maker: string; prompt?: string }) => void;
}

/** Who is to draw the passage once more, and for a provider what it would read and cost. */
export function StudioDraw(props: StudioDrawProps) {
  const { bookId, descriptionId, lang, sketchesOnly, preferred, byOthers, busy, error, onChoose, onDraw } =
    props;
  const { t } = useTranslation('studio');
  const makers = useQuery({ ...makersQuery(bookId), enabled: !sketchesOnly });
  const [chosen, setChosen] = useState<string | null>(null);
  const { items = [], left, may_spend } = makers.data ?? {};
  const offered = may_spend ? items : items.filter(({ label }) => label === 'sketch');
  const usable = offered.filter((maker) => maker.usable);
  const first =
    usable.find(({ name }) => name === preferred) ??
    (byOthers ? usable.find(({ label }) => label === 'ai') : undefined);
  const wanted = chosen ?? first?.id ?? 'sketch';
  const maker = offered.find(({ id }) => id === wanted);
  const providers = items.some(({ label }) => label === 'ai');
  return (
    <div className={styles.draw}>
      {makers.isLoading ? <p role="status">{t('makers_asking')}</p> : null}
      {makers.isError ? <Notice role="alert">{sayTrouble(t, makers.error)}</Notice> : null}
      {offered.length > 1 ? (
        <MakerChoice
          legend={t('who_draws')}
          makers={offered}
          value={wanted}
          onChange={(id) => {
            onChoose();
            setChosen(id);
          }}
        />
      ) : null}
      {sketchesOnly ? <p className={styles.hint}>{t('sketches_only')}</p> : null}
      {makers.data && providers && !may_spend ? <p className={styles.hint}>{t('only_some_spend')}</p> : null}
      {makers.data && !providers ? <p className={styles.hint}>{t('no_makers')}</p> : null}
      {maker?.label === 'ai' && left ? (
        <PromptEditor
          key={maker.id}
          bookId={bookId}
          descriptionId={descriptionId}
          maker={maker}
          left={left}
          bookLang={lang}
          busy={busy}
          error={error}
          onDraw={(prompt) => onDraw({ maker: maker.id, ...(prompt === undefined ? {} : { prompt }) })}
        />
      ) : (
        <>
          <p className={styles.hint}>{t('another_sketch')}</p>
          {error ? <Notice role="alert">{sayTrouble(t, error)}</Notice> : null}
          <Button
            look="main"
            className={styles.start}
            busy={busy ? t('handing_over') : undefined}
            onClick={() => onDraw({ maker: 'sketch' })}
          >
            {t('draw_sketch')}
          </Button>
        </>
      )}
    </div>
  );
}
