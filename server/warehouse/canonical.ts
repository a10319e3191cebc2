/**
 * SQL that brings a value of a model to the text that Salesforce will store, and says what is wrong with one that it
 * would refuse or mangle. Both sides of every comparison are in this form.
 */
import type { FieldShape, MappedField, QuarantineReason } from '../model/model.ts';
import { Fault } from '../faults.ts';
import { list, text } from './sql.ts';
import type { Column } from './warehouse.ts';

/** Two expressions over the model's column: the canonical text (NULL: nothing), and whether it is not usable. */
export interface Canonical {
  readonly value: string;
  /** Reason → condition that holds for a bad value; written over `value` and the raw column. */
  readonly faults: readonly { readonly reason: QuarantineReason; readonly when: (value: string) => string }[];
}

/** What `trim` takes off: the whitespace that Salesforce takes off text on save. */
const blanks = `' ' || chr(9) || chr(10) || chr(13)`;

/** Salesforce keeps 15 significant digits exactly (Help 000394530). */
const exactDigits = 15;

export function canonical(raw: string, column: Column, field: MappedField, timeZone: string): Canonical {
  const trimmed = `nullif(trim(CAST(${raw} AS VARCHAR), ${blanks}), '')`;
  const made = byKind(raw, trimmed, column, field.shape, timeZone);
  const isRequired = field.required && field.nulls === 'clear';
  return {
    value: made.value,
    faults: isRequired ? [...made.faults, { reason: 'required', when: (value) => `${value} IS NULL` }] : made.faults,
  };
}

function byKind(raw: string, trimmed: string, column: Column, shape: FieldShape, timeZone: string): Canonical {
  if (/^(STRUCT|MAP|BLOB|UNION)\b|\[\d*\]$/.test(column.type)) throw noText(column, shape);
  switch (shape.kind) {
    case 'text':
      return { value: trimmed, faults: textFaults(shape) };
    case 'picklist':
      return {
        value: trimmed,
        faults: [
          ...textFaults(shape),
          ...picklistFaults(shape, (value) => `${value} NOT IN ${list(shape.allowed ?? [])}`),
        ],
      };
    case 'multipicklist':
      return {
        value: trimmed,
        faults: [...textFaults(shape), ...picklistFaults(shape, (value) => manyOutside(value, shape))],
      };
    case 'decimal':
      return decimal(raw, trimmed, column, shape);
    case 'boolean':
      return boolean(trimmed);
    case 'date':
      return date(raw, trimmed, column, timeZone);
    case 'datetime':
      return datetime(raw, trimmed, column, timeZone);
    case 'reference':
      return {
        value: trimmed,
        faults: [
          {
            reason: 'not-an-id',
            when: (value) => `NOT regexp_full_match(${value}, '[0-9A-Za-z]{15}([0-9A-Za-z]{3})?')`,
          },
        ],
      };
    case 'unsupported':
      throw noText(column, shape);
  }
}

function textFaults(shape: FieldShape): Canonical['faults'] {
  const reserved = { reason: 'reserved-text' as const, when: (value: string) => `${value} = '#N/A'` };
  if (shape.length === 0) return [reserved];
  return [reserved, { reason: 'too-long', when: (value) => `length(${value}) > ${shape.length}` }];
}

function picklistFaults(shape: FieldShape, outside: (value: string) => string): Canonical['faults'] {
  return shape.allowed === undefined ? [] : [{ reason: 'not-in-picklist', when: outside }];
}

function manyOutside(value: string, shape: FieldShape): string {
  const allowed = (shape.allowed ?? []).map(text).join(', ');
  return `len(list_filter(string_split(${value}, ';'), lambda part: part NOT IN (${allowed}))) > 0`;
}

/**
 * Rounded half away from zero at the field's scale, as Salesforce's own formulas round; the API itself would keep the
 * extra digits (Help 000387302). A DOUBLE goes through its shortest text, so that 1.005 rounds as it reads.
 */
function decimal(raw: string, trimmed: string, column: Column, shape: FieldShape): Canonical {
  const exact = /^(DECIMAL|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)/.test(column.type)
    ? raw
    : `TRY_CAST(${trimmed} AS DECIMAL(38, 18))`;
  const rounded = `TRY_CAST(round(${exact}, ${shape.scale}) AS DECIMAL(38, ${shape.scale}))`;
  const wholeDigits = Math.min(shape.precision, Math.max(exactDigits, shape.scale)) - shape.scale;
  const bound = `CAST('1${'0'.repeat(wholeDigits)}' AS DECIMAL(38, ${shape.scale}))`;
  return {
    value: `CAST(${rounded} AS VARCHAR)`,
    faults: [
      { reason: 'not-a-number', when: (value) => `${value} IS NULL AND ${trimmed} IS NOT NULL` },
      { reason: 'too-many-digits', when: (value) => `abs(CAST(${value} AS DECIMAL(38, ${shape.scale}))) >= ${bound}` },
    ],
  };
}

/** A checkbox knows no null: nothing is false. */
function boolean(trimmed: string): Canonical {
  const cast = `TRY_CAST(${trimmed} AS BOOLEAN)`;
  return {
    value: `CASE WHEN ${cast} THEN 'true' WHEN NOT ${cast} THEN 'false' END`,
    faults: [{ reason: 'not-a-boolean', when: (value) => `${value} IS NULL AND ${trimmed} IS NOT NULL` }],
  };
}

const hasZone = (type: string): boolean => type === 'TIMESTAMP WITH TIME ZONE';
const isTimestamp = (type: string): boolean => /^TIMESTAMP(_(S|MS|NS))?$/.test(type);

/** A moment becomes the date it is in the project's zone. Salesforce keeps dates from 1700 to 4000. */
function date(raw: string, trimmed: string, column: Column, timeZone: string): Canonical {
  let day = `TRY_CAST(CASE WHEN regexp_full_match(${trimmed}, '\\d{4}-\\d{2}-\\d{2}') THEN ${trimmed} END AS DATE)`;
  if (column.type === 'DATE') day = raw;
  if (isTimestamp(column.type)) day = `CAST(${raw} AS DATE)`;
  if (hasZone(column.type)) day = `CAST(${raw} AT TIME ZONE ${text(timeZone)} AS DATE)`;
  const inRange = `CASE WHEN ${day} BETWEEN DATE '1700-01-01' AND DATE '4000-12-31' THEN ${day} END`;
  return {
    value: `strftime(${inRange}, '%Y-%m-%d')`,
    faults: [{ reason: 'not-a-date', when: (value) => `${value} IS NULL AND ${trimmed} IS NOT NULL` }],
  };
}

/** Whole seconds in UTC. A time without a zone is one of the project's zone. */
function datetime(raw: string, trimmed: string, column: Column, timeZone: string): Canonical {
  const zone = text(timeZone);
  const zoned = `regexp_matches(${trimmed}, '(Z|[+-]\\d{2}(:?\\d{2})?)$')`;
  let moment = `CASE WHEN ${zoned} AND length(${trimmed}) > 10 THEN TRY_CAST(${trimmed} AS TIMESTAMPTZ) ELSE TRY_CAST(${trimmed} AS TIMESTAMP) AT TIME ZONE ${zone} END`;
  if (hasZone(column.type)) moment = raw;
  if (column.type === 'DATE' || isTimestamp(column.type)) moment = `CAST(${raw} AS TIMESTAMP) AT TIME ZONE ${zone}`;
  return {
    value: `strftime((${moment}) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.000Z')`,
    faults: [{ reason: 'not-a-datetime', when: (value) => `${value} IS NULL AND ${trimmed} IS NOT NULL` }],
  };
}

/** Recognisable, and nothing more: letters become a, digits 9, at most 40 characters. */
export function shapeOf(raw: string): string {
  const start = `left(CAST(${raw} AS VARCHAR), 40)`;
  const masked = `regexp_replace(regexp_replace(${start}, '\\d', '9', 'g'), '\\p{L}', 'a', 'g')`;
  return `coalesce(${masked} || CASE WHEN length(CAST(${raw} AS VARCHAR)) > 40 THEN '… (' || length(CAST(${raw} AS VARCHAR)) || ')' ELSE '' END, 'nothing')`;
}

function noText(column: Column, shape: FieldShape): Fault {
  return new Fault(
    'setup',
    'type-unsupported',
    `Column ${column.name} (${column.type}) cannot fill ${shape.name} (${shape.type}).`,
    { next: 'Return a plain value from model.sql, or map another field.', place: column.name },
  );
}
