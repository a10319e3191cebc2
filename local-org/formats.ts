/** Numbers, money and times as the locale and the zone of a person write them. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** `ja_JP` → `ja-JP`. */
export const localeTag = (locale: string): string => locale.replaceAll('_', '-');

export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (format === undefined) numberFormats.set(key, (format = new Intl.NumberFormat(localeTag(locale), options)));
  return format;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = dateFormats.get(key);
  if (format === undefined) dateFormats.set(key, (format = new Intl.DateTimeFormat(localeTag(locale), options)));
  return format;
}

function dayOptions(locale: string): Intl.DateTimeFormatOptions {
  const padded = locale.startsWith('ja') ? '2-digit' : 'numeric';
  return { year: 'numeric', month: padded, day: padded };
}

export function formatDate(locale: string, value: string): string {
  return dateFormat(locale, { ...dayOptions(locale), timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
}

export function formatDateTime(locale: string, timeZone: string, value: string | number): string {
  const minutes: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  const text = dateFormat(locale, { ...dayOptions(locale), ...minutes, timeZone }).format(new Date(value));
  // Newer ICU data put a narrow no-break space before AM and PM; the platform writes a plain one.
  return text.replaceAll('\u202F', ' ');
}

/** Decimals that a currency shows even when they are zero: none for yen. */
function currencyDigits(currency: string): number {
  return numberFormat('en_US', { style: 'currency', currency }).resolvedOptions().minimumFractionDigits ?? 0;
}

/** Money in this currency with the decimals of its field; zeros beyond those of the currency are left out. */
export function formatMoney(locale: string, currency: string, scale: number, value: number): string {
  const minimumFractionDigits = Math.min(scale, currencyDigits(currency));
  const options = { style: 'currency', currency, minimumFractionDigits, maximumFractionDigits: scale } as const;
  return numberFormat(locale, options).format(value);
}

/** Key of the org's settings that holds its corporate currency (Setup, Company Information), an ISO code. */
export const currencySetting = 'org.currency';

/** What an org is made with. */
export const defaultCurrency = 'JPY';
