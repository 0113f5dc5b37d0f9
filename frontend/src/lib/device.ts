/** The browser one reads with: an id of its own making, and a name that people know it by. */

export interface ThisDevice {
  id: string;
  name: string;
}

const KEY = 'bookreader.device';

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'Mac'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];
const BROWSERS: readonly [RegExp, string][] = [
  [/Firefox\//, 'Firefox'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/YaBrowser\//, 'Yandex'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const named = (names: readonly [RegExp, string][], agent: string): string | undefined =>
  names.find(([pattern]) => pattern.test(agent))?.[1];

/** What a browser's own words say of it: "Chrome, Android". */
export function nameOf(agent: string): string {
  return [named(BROWSERS, agent), named(SYSTEMS, agent)].filter(Boolean).join(', ');
}

/** `crypto.randomUUID` is there on HTTPS only; a library at home may have none. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

let known: ThisDevice | null = null;

/** This browser, the same at every visit for as long as it keeps anything. */
export function thisDevice(): ThisDevice {
  if (known) return known;
  let id: string | null = null;
  try {
    id = localStorage.getItem(KEY);
    if (id === null) {
      id = newId();
      localStorage.setItem(KEY, id);
    }
  } catch {
    // Storage may be forbidden; the device is then a new one at every visit.
    id ??= newId();
  }
  known = { id, name: nameOf(navigator.userAgent) };
  return known;
}
