import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/notice';
import { Switch } from '@/components/switch';
import { sayProblem } from '@/lib/said';
import type { Limits } from '../api/shapes';
import { useSetLimits } from '../api/spending';

/** The two switches over all spending: whether there is any, and whether every reader may. */
export function WhoMayDraw({ limits }: { limits: Limits }) {
  const { t } = useTranslation('providers');
  const set = useSetLimits();
  return (
    <div>
      <Switch
        label={t('drawing_on')}
        hint={t(limits.stopped ? 'drawing_stopped_hint' : 'drawing_on_hint')}
        checked={!limits.stopped}
        onChange={(on) => set.mutate({ ...limits, stopped: !on })}
      />
      <Switch
        label={t('everybody')}
        hint={t('everybody_hint')}
        checked={limits.everybody}
        onChange={(everybody) => set.mutate({ ...limits, everybody })}
      />
      {set.error ? <Notice role="alert">{sayProblem(t, set.error)}</Notice> : null}
    </div>
  );
}
