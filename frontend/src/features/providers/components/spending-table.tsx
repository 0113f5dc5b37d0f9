import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import { Choice } from '@/components/choice';
import { Notice } from '@/components/notice';
import { sayMoney } from '@/features/studio/words';
import { sayDay, sayProblem } from '@/lib/said';
import type { SpendingLine } from '../api/shapes';
import { spendingQuery } from '../api/spending';
import { byDay, type Period, periodDays, totals } from '../spending-days';
import table from './spending-table.module.css';

const PERIODS: readonly Period[] = ['month', 'before', 'year'];

/** What was spent, day by day, through whom and for whom. */
export function SpendingTable() {
  const { t } = useTranslation('providers');
  const [period, setPeriod] = useState<Period>('month');
  const { from, to } = periodDays(period, new Date());
  const spending = useQuery(spendingQuery(from, to));
  const lines = spending.data?.days ?? [];
  return (
    <section className={page.section} aria-labelledby="spending-title">
      <h2 id="spending-title" className={page.sectionTitle}>
        {t('spending')}
      </h2>
      <Choice
        legend={t('spending_period')}
        value={period}
        onChange={setPeriod}
        options={PERIODS.map((value) => ({ value, label: t(`spending_of.${value}`) }))}
      />
      {spending.error ? <Notice role="alert">{sayProblem(t, spending.error)}</Notice> : null}
      {spending.data && lines.length === 0 ? <p className={page.quiet}>{t('spending_none')}</p> : null}
      {lines.length > 0 ? <Days lines={lines} /> : null}
      <p className={page.small}>{t('spending_days')}</p>
    </section>
  );
}

function Days({ lines }: { lines: readonly SpendingLine[] }) {
  const { t } = useTranslation('providers');
  const language = currentLanguage();
  const whole = totals(lines);
  const money = (line: Pick<SpendingLine, 'micros' | 'reserved_micros'>) => (
    <>
      {sayMoney(language, line.micros)}
      {line.reserved_micros > 0 ? (
        <span className={page.small}>
          {' '}
          {t('reserved', { money: sayMoney(language, line.reserved_micros) })}
        </span>
      ) : null}
    </>
  );
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('column_provider')}</th>
          <th scope="col">{t('column_user')}</th>
          <th scope="col" className={table.number}>
            {t('column_pictures')}
          </th>
          <th scope="col" className={table.number}>
            {t('column_money')}
          </th>
        </tr>
      </thead>
      {byDay(lines).map(([day, ofDay]) => (
        <tbody key={day}>
          <tr>
            <th scope="rowgroup" colSpan={4} className={table.day}>
              {sayDay(language, `${day}T12:00:00`)}
            </th>
          </tr>
          {ofDay.map((line) => (
            <tr key={`${line.provider_id} ${line.user_id}`}>
              <td>{line.provider}</td>
              <td>{line.user || t('user_gone')}</td>
              <td className={table.number}>
                {line.pictures}
                {line.unknown_pictures > 0 ? (
                  <span className={page.small}> {t('unknown', { count: line.unknown_pictures })}</span>
                ) : null}
              </td>
              <td className={table.number}>{money(line)}</td>
            </tr>
          ))}
        </tbody>
      ))}
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('together')}
          </th>
          <td className={table.number}>{whole.pictures}</td>
          <td className={table.number}>{money(whole)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
