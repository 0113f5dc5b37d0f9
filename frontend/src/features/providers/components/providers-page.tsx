import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '@/app/loaded';
import page from '@/app/page.module.css';
import { PageMessage } from '@/components/page-message';
import { useUser } from '@/features/accounts/api/accounts';
import { usePageTitle } from '@/lib/page-title';
import { providersQuery } from '../api/providers';
import type { Limits, ProviderList } from '../api/shapes';
import { limitsQuery, readersQuery } from '../api/spending';
import { LimitList } from './limit-list';
import { AddProvider } from './provider-form';
import { ProviderItem } from './provider-item';
import styles from './providers-page.module.css';
import { SpendingTable } from './spending-table';
import { WhoMayDraw } from './who-may-draw';

/** Who draws besides the program, what that may cost, and what it did cost; for administrators. */
export function ProvidersPage() {
  const { t } = useTranslation('providers');
  usePageTitle(t('title'));
  // Somebody else would be told by the server, too; here in the page's own words.
  if (useUser()?.is_admin !== true) {
    return <PageMessage title={t('title')}>{t('errors:admin_only')}</PageMessage>;
  }
  return <Administrated />;
}

function Administrated() {
  const { t } = useTranslation('providers');
  return (
    <Loaded of={[useQuery(providersQuery), useQuery(limitsQuery)]} opening={t('opening')}>
      {(providers, limits) => <Whole providers={providers} limits={limits} />}
    </Loaded>
  );
}

function Whole({ providers, limits }: { providers: ProviderList; limits: Limits }) {
  const { t } = useTranslation('providers');
  // Names only: all else on this page works without them.
  const readers = useQuery(readersQuery).data?.items ?? [];
  return (
    <article className={page.page}>
      <header className={page.head}>
        <Link to="/settings" className={page.back}>
          {t('common:settings')}
        </Link>
        <h1 className={page.title}>{t('title')}</h1>
        <p className={page.quiet}>{t('about')}</p>
      </header>
      <section className={page.section} aria-labelledby="providers-title">
        <h2 id="providers-title" className={page.sectionTitle}>
          {t('who_draws')}
        </h2>
        {providers.items.length === 0 ? <p className={page.quiet}>{t('nobody')}</p> : null}
        <ul className={styles.list}>
          {providers.items.map((provider) => (
            <ProviderItem
              key={provider.id}
              provider={provider}
              kind={providers.kinds.find(({ id }) => id === provider.kind)}
            />
          ))}
        </ul>
        <AddProvider kinds={providers.kinds} open={providers.items.length === 0} />
      </section>
      <section className={page.section} aria-labelledby="limits-title">
        <h2 id="limits-title" className={page.sectionTitle}>
          {t('limits')}
        </h2>
        <WhoMayDraw limits={limits} />
        <LimitList limits={limits} providers={providers.items} readers={readers} />
      </section>
      {providers.items.length > 0 ? <SpendingTable /> : null}
    </article>
  );
}
