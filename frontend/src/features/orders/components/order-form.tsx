import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Estimate, OrderWish } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import type { Maker } from '@/features/studio/api/shapes';
import { MakerChoice } from '@/features/studio/components/maker-choice';
import { readMoney, writeMoney } from '@/features/studio/read-money';
import { sayMaker, sayMoney } from '@/features/studio/words';
import { sayProblem } from '@/lib/said';
import { estimateQuery, usePlaceOrder } from '../api/orders';
import { toDraw } from '../order-words';
import { EstimateWords } from './estimate-words';
import styles from './order-desk.module.css';

export type Extent = OrderWish['extent'];

interface OrderFormProps {
  bookId: string;
  makers: readonly Maker[];
  /** What may be ordered; a single one is not asked for. */
  extents: readonly Extent[];
  onDone: () => void;
  onCancel: () => void;
}

/** Who shall draw how much of the book; what that costs and sends away is told before anything is. */
export function OrderForm({ bookId, makers, extents, onDone, onCancel }: OrderFormProps) {
  const { t } = useTranslation('orders');
  const usable = makers.filter((maker) => maker.usable);
  const [chosen, choose] = useState<string | null>(null);
  const [extent, setExtent] = useState<Extent>(extents[0] ?? 'chapter');
  const maker = usable.find(({ id }) => id === chosen) ?? usable[0];
  const estimate = useQuery({
    ...estimateQuery(bookId, { maker: maker?.id ?? '', extent }),
    enabled: maker !== undefined,
  });
  return (
    <div className={styles.form}>
      <MakerChoice
        legend={t('studio:who_draws')}
        makers={makers}
        value={maker?.id ?? null}
        onChange={choose}
      />
      {extents.length > 1 ? (
        <Choice
          legend={t('extent')}
          value={extent}
          onChange={setExtent}
          options={extents.map((value) => ({ value, label: t(`extent_of.${value}`) }))}
        />
      ) : null}
      {maker === undefined ? <p className={page.quiet}>{t('nobody_usable')}</p> : null}
      <div role="status" className={styles.estimate} aria-busy={estimate.isFetching}>
        {estimate.isFetching && !estimate.data ? <p className={page.quiet}>{t('counting')}</p> : null}
        {estimate.data && maker ? <EstimateWords estimate={estimate.data} maker={maker} /> : null}
      </div>
      {estimate.error ? <Notice role="alert">{sayProblem(t, estimate.error)}</Notice> : null}
      {estimate.data && maker ? (
        <Confirm
          // What is proposed belongs to what was counted.
          key={`${maker.id} ${extent} ${estimate.data.suggested_cap_micros}`}
          bookId={bookId}
          maker={maker}
          extent={extent}
          estimate={estimate.data}
          onDone={onDone}
        />
      ) : null}
      <div>
        <Button look="quiet" onClick={onCancel}>
          {t('never_mind')}
        </Button>
      </div>
    </div>
  );
}

const CENT = 10_000;

/** A sum as one would name it; less than a cent stays as it is. */
const wholeCents = (micros: number): number => (micros < CENT ? micros : Math.ceil(micros / CENT) * CENT);

interface ConfirmProps {
  bookId: string;
  maker: Maker;
  extent: Extent;
  estimate: Estimate;
  onDone: () => void;
}

function Confirm({ bookId, maker, extent, estimate, onDone }: ConfirmProps) {
  const { t } = useTranslation('orders');
  const language = currentLanguage();
  const place = usePlaceOrder(bookId);
  const [cap, setCap] = useState(writeMoney(language, wholeCents(estimate.suggested_cap_micros)));
  const [pictures, setPictures] = useState('');
  if (estimate.unpriced) return <Notice>{t('errors:order_unpriced')}</Notice>;
  if (toDraw(estimate) === 0) return null;

  const free = estimate.cost_high === 0;
  const micros = free ? 0 : readMoney(cap);
  const most = pictures.trim() === '' ? null : Number(pictures);
  const whole = most === null || (Number.isInteger(most) && most > 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (place.isPending || micros == null || !whole) return;
    place.mutate(
      { maker: maker.id, extent, cap_micros: micros, cap_pictures: most },
      { onSuccess: () => onDone() },
    );
  };
  return (
    <form className={styles.confirm} onSubmit={submit}>
      <div className={styles.fields}>
        {free ? null : (
          <TextField
            label={t('cap')}
            hint={t('cap_hint')}
            inputMode="decimal"
            value={cap}
            problem={micros == null ? t('no_sum') : undefined}
            onChange={(event) => setCap(event.target.value)}
          />
        )}
        <TextField
          label={t('cap_pictures')}
          hint={t('cap_pictures_hint')}
          inputMode="numeric"
          value={pictures}
          problem={whole ? undefined : t('no_number')}
          onChange={(event) => setPictures(event.target.value)}
        />
      </div>
      {place.error ? <Notice role="alert">{sayProblem(t, place.error)}</Notice> : null}
      <div>
        <Button look="main" type="submit" busy={place.isPending ? t('ordering') : undefined}>
          {free
            ? t('order_free', { maker: sayMaker(t, maker) })
            : t('order', { maker: sayMaker(t, maker), cap: sayMoney(language, micros ?? 0) })}
        </Button>
      </div>
    </form>
  );
}
