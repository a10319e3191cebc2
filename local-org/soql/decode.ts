/** Stored values in the forms that clients are given. */
import { currencySetting, defaultCurrency, formatDate, formatDateTime, formatMoney, numberFormat } from '../formats.ts';
import { isNumber, picklistLabel, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import type { QueryContext } from './context.ts';
import type { Decode } from './shape.ts';

const isoInstant = (value: SqlValue): string => new Date(Number(value)).toISOString();

/** REST: `2026-01-02T03:04:05.000+0000`. */
const restInstant: Decode = (value) => (value === null ? null : isoInstant(value).replace('Z', '+0000'));
const asBoolean: Decode = (value) => (value === null ? null : value !== 0);
/** The parts of an address or a place, which the scope gives as JSON. */
const parts: Decode = (value) => (typeof value === 'string' ? JSON.parse(value) : null);
const asIs: Decode = (value) => value;

export function decoderOf(field: FieldSchema): Decode {
  if (field.type === 'boolean') return asBoolean;
  if (field.parts !== undefined) return parts;
  return field.type === 'datetime' ? restInstant : asIs;
}

/**
 * Doubles in Bulk CSV as Java writes them: `5.0`, from ten million on `1.0E7`. Unverified for every field type; the
 * harder form for a client that reads it.
 */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
  }
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** Bulk CSV: instants end with `Z`, booleans are words, doubles have a point. */
export function csvDecoderOf(field: FieldSchema): (value: SqlValue) => string | null {
  if (field.type === 'boolean') return (value) => (value === null ? null : value === 0 ? 'false' : 'true');
  if (field.type === 'datetime') return (value) => (value === null ? null : isoInstant(value));
  if (field.type === 'int') return (value) => (value === null ? null : String(value));
  if (isNumber(field)) return (value) => (value === null ? null : javaDouble(Number(value)));
  return (value) => (value === null ? null : String(value));
}

/** toLabel(): the picklist's label in the user's language; unknown values stay as they are. */
export function labelDecoder(context: QueryContext, object: ObjectSchema, field: FieldSchema): Decode {
  const labels = new Map(
    (field.picklist?.values ?? []).map((value) => [
      value.value,
      picklistLabel(context.schema, context.user.language, object, field, value),
    ]),
  );
  return (value) =>
    typeof value === 'string'
      ? value
          .split(';')
          .map((one) => labels.get(one) ?? one)
          .join(';')
      : value;
}

/** FORMAT(): numbers, money, dates and instants as the user's locale and zone write them ("FORMAT()"). */
export function formatDecoder({ user: { locale, timeZone }, org }: QueryContext, field: FieldSchema): Decode {
  const shown = (format: (value: string | number) => string): Decode => {
    return (value) => (typeof value === 'string' || typeof value === 'number' ? format(value) : null);
  };
  if (field.type === 'currency') {
    const currency = org.store.settings.get(currencySetting) ?? defaultCurrency;
    return shown((value) => formatMoney(locale, currency, field.scale, Number(value)));
  }
  if (isNumber(field)) {
    const digits = { minimumFractionDigits: field.scale, maximumFractionDigits: field.scale };
    const format = numberFormat(locale, digits);
    return shown((value) => format.format(Number(value)));
  }
  if (field.type === 'date') return shown((value) => formatDate(locale, String(value)));
  return field.type === 'datetime' ? shown((value) => formatDateTime(locale, timeZone, Number(value))) : asIs;
}
