/**
 * SQL that brings a value of a model to the text that Salesforce will store, and says what is wrong with one that it
 * would refuse or mangle. Both sides of every comparison are in this form.
 */
import type { FieldShape, MappedField } from '../../model/model.ts';
import type { Canonical } from '../canonical.ts';
import { datetimePattern, exactDigits, falseWords, noText, numberPattern, trueWords, wholeId } from '../canonical.ts';
import { list, text, words } from './sql.ts';
import type { Column } from '../warehouse.ts';

/** What is taken off both ends: the whitespace that Salesforce takes off text on save. */
const blanks = String.raw`E' \t\n\r'`;

export function canonical(raw: string, column: Column, field: MappedField, timeZone: string): Canonical {
  const isText = column.type === 'VARCHAR';
  const plain = isText ? `nullif(trim(${raw}, ${blanks}), '')` : `CAST(${raw} AS VARCHAR)`;
  const source: Source = { raw, text: plain, isThere: `${isText ? plain : raw} IS NOT NULL`, column };
  const made = byKind(source, field.shape, timeZone);
  const isRequired = field.required && field.nulls === 'clear';
  return {
    value: made.value,
    faults: isRequired ? [...made.faults, { reason: 'required', when: (value) => `${value} IS NULL` }] : made.faults,
  };
}

interface Source {
  /** The column itself. */
  readonly raw: string;
  /** Its text without blanks around it; NULL for nothing. */
  readonly text: string;
  readonly isThere: string;
  readonly column: Column;
}

/** A value was there and could not be read. */
function unread(source: Source): (value: string) => string {
  return (value) => `${value} IS NULL AND ${source.isThere}`;
}

function byKind(source: Source, shape: FieldShape, timeZone: string): Canonical {
  const { text: value, column } = source;
  if (/^(STRUCT|MAP|BLOB|UNION)\b|\[\d*\]$/.test(column.type)) throw noText(column, shape);
  switch (shape.kind) {
    case 'text':
      return { value: textOf(source), faults: textFaults(shape) };
    case 'picklist':
      return {
        value: textOf(source),
        faults: [...textFaults(shape), ...picklistFaults(shape, (one) => outside(one, shape))],
      };
    case 'multipicklist':
      return {
        value: textOf(source),
        faults: [...textFaults(shape), ...picklistFaults(shape, (one) => words.strays(one, shape.allowed ?? []))],
      };
    case 'decimal':
      return decimal(source, shape);
    case 'boolean':
      return boolean(source);
    case 'date':
      return date(source, timeZone);
    case 'datetime':
      return datetime(source, timeZone);
    case 'reference':
      return {
        value: wholeId(value),
        faults: [{ reason: 'not-an-id', when: (id) => `NOT regexp_full_match(${id}, '[0-9A-Za-z]{18}')` }],
      };
    case 'unsupported':
      throw noText(column, shape);
  }
}

/** A type whose text has blanks of its own (an ENUM, a UUID) is trimmed as well. */
function textOf(source: Source): string {
  return source.column.type === 'VARCHAR' ? source.text : `nullif(trim(${source.text}, ${blanks}), '')`;
}

function outside(value: string, shape: FieldShape): string {
  return `${value} NOT IN ${list(shape.allowed ?? [])}`;
}

function textFaults(shape: FieldShape): Canonical['faults'] {
  const reserved = { reason: 'reserved-text' as const, when: (value: string) => `${value} = '#N/A'` };
  if (shape.length === 0) return [reserved];
  return [reserved, { reason: 'too-long', when: (value) => `length(${value}) > ${shape.length}` }];
}

function picklistFaults(shape: FieldShape, isOutside: (value: string) => string): Canonical['faults'] {
  return shape.allowed === undefined ? [] : [{ reason: 'not-in-picklist', when: isOutside }];
}

/**
 * Rounded half away from zero at the field's scale, as Salesforce's own formulas round; the API itself would keep the
 * extra digits (Help 000387302). A DOUBLE goes through its shortest text, so that 1.005 rounds as it reads. Salesforce
 * has no more than 18 digits, and DuckDB reads 18 digits a hundred times faster than 38.
 */
function decimal(source: Source, shape: FieldShape): Canonical {
  const { raw, text: plain, column } = source;
  const type = decimalType(shape);
  const isExact = /^(DECIMAL|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)/.test(column.type);
  const isText = column.type === 'VARCHAR';
  const isWritten = `regexp_full_match(${plain}, '${numberPattern}')`;
  const read = isText
    ? `CASE WHEN ${isWritten} THEN TRY_CAST(${plain} AS ${type}) END`
    : `TRY_CAST(${plain} AS ${type})`;
  const rounded = isExact ? `TRY_CAST(round(${raw}, ${shape.scale}) AS ${type})` : read;
  const wholeDigits = Math.min(shape.precision, Math.max(exactDigits, shape.scale)) - shape.scale;
  const bound = `1${'0'.repeat(wholeDigits)}`;
  const isNumber = isText ? `coalesce(${isWritten}, false)` : `coalesce(isfinite(TRY_CAST(${plain} AS DOUBLE)), false)`;
  return {
    value: `CAST(${rounded} AS VARCHAR)`,
    faults: [
      { reason: 'not-a-number', when: (value) => `${unread(source)(value)} AND NOT ${isNumber}` },
      {
        reason: 'too-many-digits',
        when: (value) => `(${unread(source)(value)} AND ${isNumber}) OR abs(CAST(${value} AS ${type})) >= ${bound}`,
      },
    ],
  };
}

/** Exact, and wide enough for every number that Salesforce keeps. */
export function decimalType(shape: FieldShape): string {
  return `DECIMAL(18, ${Math.min(shape.scale, 18)})`;
}

/** A checkbox knows no null: nothing is false. */
function boolean(source: Source): Canonical {
  const isNumber = /^(DECIMAL|DOUBLE|FLOAT|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)/.test(source.column.type);
  const isOne = isNumber ? `${source.raw} = 1` : `lower(${source.text}) IN ${list(trueWords)}`;
  const isZero = isNumber ? `${source.raw} = 0` : `lower(${source.text}) IN ${list(falseWords)}`;
  return {
    value: `CASE WHEN ${isOne} THEN 'true' WHEN ${isZero} THEN 'false' END`,
    faults: [{ reason: 'not-a-boolean', when: unread(source) }],
  };
}

const hasZone = (type: string): boolean => type === 'TIMESTAMP WITH TIME ZONE';
const isTimestamp = (type: string): boolean => /^TIMESTAMP(_(S|MS|NS))?$/.test(type);

/** A moment becomes the date it is in the project's zone. Salesforce keeps dates from 1700 to 4000. */
function date(source: Source, timeZone: string): Canonical {
  const { raw, text: plain, column } = source;
  let day = `TRY_CAST(CASE WHEN regexp_full_match(${plain}, '\\d{4}-\\d{2}-\\d{2}') THEN ${plain} END AS DATE)`;
  if (column.type === 'DATE') day = raw;
  if (isTimestamp(column.type)) day = `CAST(${raw} AS DATE)`;
  if (hasZone(column.type)) day = `CAST(${raw} AT TIME ZONE ${text(timeZone)} AS DATE)`;
  const inRange = `CASE WHEN ${day} BETWEEN DATE '1700-01-01' AND DATE '4000-12-31' THEN ${day} END`;
  return {
    value: `strftime(${inRange}, '%Y-%m-%d')`,
    faults: [{ reason: 'not-a-date', when: unread(source) }],
  };
}

/** Whole seconds in UTC. A time without a zone is one of the project's zone. */
function datetime(source: Source, timeZone: string): Canonical {
  const { raw, text: plain, column } = source;
  const zone = text(timeZone);
  const zoned = `regexp_matches(${plain}, '(Z|[+-]\\d{2}(:?\\d{2})?)$')`;
  const read = `CASE WHEN ${zoned} AND length(${plain}) > 10 THEN TRY_CAST(${plain} AS TIMESTAMPTZ) ELSE TRY_CAST(${plain} AS TIMESTAMP) AT TIME ZONE ${zone} END`;
  let moment = `CASE WHEN regexp_full_match(${plain}, '${datetimePattern}') THEN ${read} END`;
  if (hasZone(column.type)) moment = raw;
  if (column.type === 'DATE' || isTimestamp(column.type)) moment = `CAST(${raw} AS TIMESTAMP) AT TIME ZONE ${zone}`;
  return {
    value: `strftime((${moment}) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.000Z')`,
    faults: [{ reason: 'not-a-datetime', when: unread(source) }],
  };
}

/** Recognisable, and nothing more: letters become a, digits 9, at most 40 characters. */
export function shapeOf(raw: string): string {
  const start = `left(CAST(${raw} AS VARCHAR), 40)`;
  const masked = `regexp_replace(regexp_replace(${start}, '\\d', '9', 'g'), '\\p{L}', 'a', 'g')`;
  return `coalesce(${masked} || CASE WHEN length(CAST(${raw} AS VARCHAR)) > 40 THEN '… (' || length(CAST(${raw} AS VARCHAR)) || ')' ELSE '' END, 'nothing')`;
}
