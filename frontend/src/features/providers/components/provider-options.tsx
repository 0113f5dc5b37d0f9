import { useTranslation } from 'react-i18next';
import { SelectField } from '@/components/select-field';
import { Switch } from '@/components/switch';
import { TextField } from '@/components/text-field';
import type { OptionField } from '../api/shapes';
import styles from './provider-form.module.css';

interface ProviderOptionsProps {
  fields: readonly OptionField[];
  values: Readonly<Record<string, unknown>>;
  onChange: (values: Record<string, unknown>) => void;
}

/** The settings of one kind of provider; whatever is left alone is as that kind has it. */
export function ProviderOptions({ fields, values, onChange }: ProviderOptionsProps) {
  const { t } = useTranslation('providers');
  return (
    <div className={styles.form}>
      {fields.map((field) => {
        const label = t(`option.${field.name}`, { defaultValue: field.name.replaceAll('_', ' ') });
        const value = values[field.name] ?? field.default;
        const set = (wanted: unknown) => onChange({ ...values, [field.name]: wanted });
        if (field.type === 'switch') {
          return <Switch key={field.name} label={label} checked={value === true} onChange={set} />;
        }
        if (field.type === 'choice') {
          return (
            <SelectField
              key={field.name}
              label={label}
              value={String(value ?? '')}
              options={field.choices.map((choice) => ({
                value: choice,
                label: choice === '' ? t('as_usual') : choice,
              }))}
              onChange={set}
            />
          );
        }
        const number = field.type === 'number';
        return (
          <TextField
            key={field.name}
            label={label}
            type={number ? 'number' : 'text'}
            step={number ? 'any' : undefined}
            min={field.minimum ?? undefined}
            max={field.maximum ?? undefined}
            value={String(value ?? '')}
            onChange={({ target }) =>
              set(number ? (target.value === '' ? field.default : Number(target.value)) : target.value)
            }
          />
        );
      })}
    </div>
  );
}
