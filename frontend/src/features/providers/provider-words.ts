import type { TFunction } from 'i18next';
import type { Language } from '@/api/model';
import { sayMoney, sayPrice, sayReason } from '@/features/studio/words';
import { sayDay } from '@/lib/said';
import type { Provider } from './api/shapes';

/** How a provider is, in words: ready, resting after failures, in need of the administrator, off. */
export function sayState(
  t: TFunction,
  language: Language,
  provider: Pick<Provider, 'enabled' | 'usable' | 'reason' | 'open_until'>,
  now = Date.now(),
): string {
  if (!provider.enabled) return t('providers:state_off');
  if (provider.open_until !== null && Date.parse(provider.open_until) > now) {
    const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
    return t('providers:state_resting', { time: time.format(new Date(provider.open_until)) });
  }
  if (!provider.usable) return sayFault(t, provider.reason);
  return t('providers:state_ready');
}

/** What is wrong, said to the one who can mend it. */
export function sayFault(t: TFunction, code: string | null): string {
  return t(`providers:fault.${code ?? 'provider_failed'}`, { defaultValue: sayReason(t, code) });
}

/** What one picture costs, and who says so. */
export function sayPriceOf(t: TFunction, language: Language, provider: Provider): string {
  const { price, price_micros } = provider;
  if (price_micros !== null)
    return t('providers:price_own', { price: sayPrice(t, language, price_micros, price_micros) });
  if (price === null) return t('providers:price_none');
  if (price.high === 0) return t('providers:price_free');
  const said = sayPrice(t, language, price.low, price.high);
  if (price.checked_on === null) return t('providers:price_own', { price: said });
  return t(price.stale ? 'providers:price_old' : 'providers:price_listed', {
    price: said,
    day: sayDay(language, price.checked_on),
  });
}

/** What went through it this month. */
export function sayMonth(t: TFunction, language: Language, provider: Provider): string {
  return t('providers:month', {
    count: provider.pictures_month,
    money: sayMoney(language, provider.spent_month_micros),
  });
}
