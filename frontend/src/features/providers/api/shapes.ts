/** What an administrator says and hears of providers and money; amounts in millionths of a US dollar. */

export interface OptionField {
  name: string;
  type: 'text' | 'number' | 'choice' | 'switch';
  default: unknown;
  choices: string[];
  minimum: number | null;
  maximum: number | null;
}

export interface ProviderKind {
  id: string;
  label: string;
  needs_key: boolean;
  takes_key: boolean;
  local: boolean;
  default_url: string;
  example_models: string[];
  options: OptionField[];
}

export interface Provider {
  id: string;
  kind: string;
  name: string;
  base_url: string;
  model: string;
  options: Record<string, unknown>;
  has_key: boolean;
  enabled: boolean;
  usable: boolean;
  reason: string | null;
  last_error: string | null;
  last_error_at: string | null;
  open_until: string | null;
  price_micros: number | null;
  price: { low: number; high: number; checked_on: string | null; source: string; stale: boolean } | null;
  spent_month_micros: number;
  pictures_month: number;
  position: number;
}

export interface ProviderList {
  items: Provider[];
  kinds: ProviderKind[];
}

export interface ProviderChange {
  kind?: string;
  name?: string;
  base_url?: string;
  model?: string;
  options?: Record<string, unknown>;
  key?: string;
  price_micros?: number | null;
  enabled?: boolean;
}

export interface ProviderCheck {
  ok: boolean;
  code: string | null;
  message: string | null;
  models: string[];
}

export interface Limit {
  scope: 'server' | 'provider' | 'user' | 'book';
  period: 'day' | 'month' | 'total';
  subject_id: string | null;
  pictures: number | null;
  micros: number | null;
}

/** `chosen` once an administrator has kept them; before that the program's own hold. */
export interface Limits {
  chosen: boolean;
  items: Limit[];
  stopped: boolean;
  everybody: boolean;
}

export interface SpendingLine {
  day: string;
  provider_id: string;
  provider: string;
  user_id: string | null;
  user: string;
  pictures: number;
  micros: number;
  reserved_micros: number;
  unknown_pictures: number;
}

export interface Spending {
  days: SpendingLine[];
}
