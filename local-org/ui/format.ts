/** `displayValue`: a value as a person of this locale and time zone reads it; null where the value itself is the text. */
import type { UserProfile } from '../engine/engine.ts';
import { picklistLabel, type FieldSchema, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';

/** What the org's own settings add to a person's: the corporate currency. */
export interface Reader {
  readonly schema: OrgSchema;
  readonly user: Pick<UserProfile, 'language' | 'locale' | 'timeZone'>;
  /** ISO code. */
  readonly currency: string;
}

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** `ja_JP` → `ja-JP`. */
export const localeTag = (locale: string): string => locale.replaceAll('_', '-');

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
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

export function formatDateTime(locale: string, timeZone: string, value: string): string {
  const minutes: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  const text = dateFormat(locale, { ...dayOptions(locale), ...minutes, timeZone }).format(new Date(value));
  // Newer ICU data put a narrow no-break space before AM and PM; the platform writes a plain one.
  return text.replaceAll('\u202F', ' ');
}

/** Decimals that a currency shows even when they are zero: none for yen. */
function currencyDigits(currency: string): number {
  return numberFormat('en_US', { style: 'currency', currency }).resolvedOptions().minimumFractionDigits ?? 0;
}

const digitsOf = (one: FieldSchema): Intl.NumberFormatOptions => ({
  minimumFractionDigits: one.scale,
  maximumFractionDigits: one.scale,
});

function formatCurrency({ currency, user }: Reader, one: FieldSchema, value: number): string {
  const minimumFractionDigits = Math.min(one.scale, currencyDigits(currency));
  const options = { style: 'currency', currency, ...digitsOf(one), minimumFractionDigits } as const;
  return numberFormat(user.locale, options).format(value);
}

/** A number in the person's locale at the field's scale, without a sign: GraphQL's display value. */
export function formatNumber(reader: Reader, one: FieldSchema, value: number): string {
  return numberFormat(reader.user.locale, digitsOf(one)).format(value);
}

function picklistText(reader: Reader, object: ObjectSchema, one: FieldSchema, value: string): string {
  const entry = one.picklist?.values.find((candidate) => candidate.value === value);
  if (entry === undefined) return value;
  return picklistLabel(reader.schema, reader.user.language, object, one, entry);
}

/**
 * Only what a locale or a language changes has one: money, dates, picklists. Numbers and percentages have none, so a page
 * formats them itself (UI API, Field Value).
 */
export function displayValue(reader: Reader, object: ObjectSchema, one: FieldSchema, value: unknown): string | null {
  if (typeof value === 'number') return one.type === 'currency' ? formatCurrency(reader, one, value) : null;
  if (typeof value !== 'string') return null;
  const { locale, timeZone } = reader.user;
  if (one.type === 'date') return formatDate(locale, value);
  if (one.type === 'datetime') return formatDateTime(locale, timeZone, value);
  if (one.picklist === undefined) return null;
  const parts = one.type === 'multipicklist' ? value.split(';') : [value];
  return parts.map((part) => picklistText(reader, object, one, part)).join(';');
}

/** `2026-01-02T03:04:05.000Z`, the form of times in UI API and GraphQL, from the form of REST. */
export function instantText(value: unknown): string | null {
  return typeof value === 'string' ? new Date(value).toISOString() : null;
}
