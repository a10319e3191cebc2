/** `displayValue`: a value as a person of this locale and time zone reads it; null where the value itself is the text. */
import type { UserProfile } from '../engine/engine.ts';
import { formatDate, formatDateTime, formatMoney, numberFormat } from '../formats.ts';
import { picklistLabel, type FieldSchema, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';

/** What the org's own settings add to a person's: the corporate currency. */
export interface Reader {
  readonly schema: OrgSchema;
  readonly user: Pick<UserProfile, 'language' | 'locale' | 'timeZone'>;
  /** ISO code. */
  readonly currency: string;
}

const digitsOf = (one: FieldSchema): Intl.NumberFormatOptions => ({
  minimumFractionDigits: one.scale,
  maximumFractionDigits: one.scale,
});

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
  const { locale, timeZone } = reader.user;
  if (typeof value === 'number') {
    return one.type === 'currency' ? formatMoney(locale, reader.currency, one.scale, value) : null;
  }
  if (typeof value !== 'string') return null;
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
