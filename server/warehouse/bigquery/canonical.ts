/**
 * GoogleSQL that brings a value of a model to the text that Salesforce will store, and says what is wrong with one that
 * it would refuse or mangle: letter by letter the same text as `duckdb/canonical.ts` makes.
 */
import type { FieldShape, MappedField } from '../../model/model.ts';
import type { Canonical } from '../canonical.ts';
import { datetimePattern, exactDigits, falseWords, noText, numberPattern, trueWords, wholeId } from '../canonical.ts';
import type { Column } from '../sources.ts';
import { among, text, words } from './sql.ts';

/** What is taken off both ends: the whitespace that Salesforce takes off text on save. */
const blanks = String.raw`' \t\n\r'`;

interface Source {
  /** The column itself. */
  readonly raw: string;
  /** Its text without blanks around it; NULL for nothing. */
  readonly text: string;
  readonly isThere: string;
  readonly column: Column;
}

export function canonical(raw: string, column: Column, field: MappedField, timeZone: string): Canonical {
  const isText = column.type === 'STRING';
  const plain = isText ? `NULLIF(TRIM(${raw}, ${blanks}), '')` : `CAST(${raw} AS STRING)`;
  const source: Source = { raw, text: plain, isThere: `${isText ? plain : raw} IS NOT NULL`, column };
  const made = byKind(source, field.shape, timeZone);
  const isRequired = field.required && field.nulls === 'clear';
  return {
    value: made.value,
    faults: isRequired ? [...made.faults, { reason: 'required', when: (value) => `${value} IS NULL` }] : made.faults,
  };
}

/** A value was there and could not be read. */
function unread(source: Source): (value: string) => string {
  return (value) => `${value} IS NULL AND ${source.isThere}`;
}

const plainTypes = ['STRING', 'INT64', 'NUMERIC', 'BIGNUMERIC', 'FLOAT64', 'BOOL', 'DATE', 'DATETIME', 'TIMESTAMP'];

function byKind(source: Source, shape: FieldShape, timeZone: string): Canonical {
  const { text: value, column } = source;
  if (!plainTypes.includes(column.type)) throw noText(column, shape);
  switch (shape.kind) {
    case 'text':
      return { value, faults: textFaults(shape) };
    case 'picklist':
      return {
        value,
        faults: [...textFaults(shape), ...picklistFaults(shape, (one) => `NOT ${among(one, shape.allowed ?? [])}`)],
      };
    case 'multipicklist':
      return {
        value,
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
        faults: [{ reason: 'not-an-id', when: (id) => `NOT REGEXP_CONTAINS(${id}, r'^[0-9A-Za-z]{18}$')` }],
      };
    case 'unsupported':
      throw noText(column, shape);
  }
}

function textFaults(shape: FieldShape): Canonical['faults'] {
  const reserved = { reason: 'reserved-text' as const, when: (value: string) => `${value} = '#N/A'` };
  if (shape.length === 0) return [reserved];
  return [reserved, { reason: 'too-long', when: (value) => `CHAR_LENGTH(${value}) > ${shape.length}` }];
}

function picklistFaults(shape: FieldShape, isOutside: (value: string) => string): Canonical['faults'] {
  return shape.allowed === undefined ? [] : [{ reason: 'not-in-picklist', when: isOutside }];
}

/**
 * Rounded half away from zero at the field's scale. BIGNUMERIC has 38 places: a NUMERIC would be rounded to nine
 * beforehand, and then once more. A FLOAT64 goes through its shortest text, so that 1.005 rounds as it reads.
 */
function decimal(source: Source, shape: FieldShape): Canonical {
  const { raw, text: plain, column } = source;
  const scale = Math.min(shape.scale, 18);
  const isText = column.type === 'STRING';
  const isNumber = isText
    ? `REGEXP_CONTAINS(${plain}, r'${numberPattern}')`
    : column.type === 'FLOAT64'
      ? `NOT (IS_NAN(${raw}) OR IS_INF(${raw}))`
      : 'TRUE';
  const big = isText
    ? `IF(${isNumber}, SAFE_CAST(${plain} AS BIGNUMERIC), NULL)`
    : column.type === 'FLOAT64'
      ? `SAFE_CAST(${plain} AS BIGNUMERIC)`
      : `SAFE_CAST(${raw} AS BIGNUMERIC)`;
  const rounded = `ROUND(${big}, ${scale})`;
  const largest = `BIGNUMERIC '1${'0'.repeat(18 - scale)}'`;
  const wholeDigits = Math.min(shape.precision, Math.max(exactDigits, shape.scale)) - shape.scale;
  const isThere = unread(source);
  return {
    value: `IF(ABS(${rounded}) < ${largest}, FORMAT('%.${scale}f', ${rounded}), NULL)`,
    faults: [
      { reason: 'not-a-number', when: (value) => `${isThere(value)} AND NOT COALESCE(${isNumber}, FALSE)` },
      {
        reason: 'too-many-digits',
        when: (value) =>
          `((${isThere(value)} AND COALESCE(${isNumber}, FALSE)) OR ${isLonger(value, wholeDigits, scale)})`,
      },
    ],
  };
}

/** Whether canonical decimal text has more digits before its point: counted, for reading numbers back is dear. */
function isLonger(value: string, wholeDigits: number, scale: number): string {
  const digits = `LTRIM(${value}, '-')`;
  if (wholeDigits === 0) return `NOT STARTS_WITH(${digits}, '0')`;
  return `CHAR_LENGTH(${digits}) > ${wholeDigits + (scale === 0 ? 0 : scale + 1)}`;
}

/** A checkbox knows no null: nothing is false. */
function boolean(source: Source): Canonical {
  const { raw, text: plain, column } = source;
  const words = column.type === 'STRING' ? `LOWER(${plain})` : plain;
  let isTrue = among(words, trueWords);
  let isFalse = among(words, falseWords);
  if (column.type === 'BOOL') [isTrue, isFalse] = [raw, `NOT ${raw}`];
  if (['INT64', 'NUMERIC', 'BIGNUMERIC', 'FLOAT64'].includes(column.type)) {
    [isTrue, isFalse] = [`${raw} = 1`, `${raw} = 0`];
  }
  return {
    value: `CASE WHEN ${isTrue} THEN 'true' WHEN ${isFalse} THEN 'false' END`,
    faults: [{ reason: 'not-a-boolean', when: unread(source) }],
  };
}

/** A moment becomes the date it is in the project's zone. Salesforce keeps dates from 1700 to 4000. */
function date(source: Source, timeZone: string): Canonical {
  const { raw, text: plain, column } = source;
  const days: Readonly<Record<string, string>> = {
    STRING: `IF(REGEXP_CONTAINS(${plain}, r'^\\d{4}-\\d{2}-\\d{2}$'), SAFE_CAST(${plain} AS DATE), NULL)`,
    DATE: raw,
    DATETIME: `DATE(${raw})`,
    TIMESTAMP: `DATE(${raw}, ${text(timeZone)})`,
  };
  const day = days[column.type] ?? 'CAST(NULL AS DATE)';
  return {
    value: `IF(${day} BETWEEN DATE '1700-01-01' AND DATE '4000-12-31', CAST(${day} AS STRING), NULL)`,
    faults: [{ reason: 'not-a-date', when: unread(source) }],
  };
}

/** Whole seconds in UTC. A time without a zone is one of the project's zone. */
function datetime(source: Source, timeZone: string): Canonical {
  const { raw, text: plain, column } = source;
  const zone = text(timeZone);
  const moments: Readonly<Record<string, string>> = {
    STRING: readMoment(plain, zone),
    DATE: `TIMESTAMP(${raw}, ${zone})`,
    DATETIME: `TIMESTAMP(${raw}, ${zone})`,
    TIMESTAMP: raw,
  };
  const moment = moments[column.type] ?? 'CAST(NULL AS TIMESTAMP)';
  return {
    value: `FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%S.000Z', ${moment}, 'UTC')`,
    faults: [{ reason: 'not-a-datetime', when: unread(source) }],
  };
}

/** An ISO text in the one form that CAST reads: seconds, no fraction, an offset with a colon. */
function readMoment(plain: string, zone: string): string {
  const day = `SUBSTR(${plain}, 1, 10)`;
  const minutes = `IF(CHAR_LENGTH(${plain}) > 10, SUBSTR(${plain}, 12, 5), '00:00')`;
  const seconds = `IF(REGEXP_CONTAINS(${plain}, r'^.{16}:\\d{2}'), SUBSTR(${plain}, 17, 3), ':00')`;
  const offset = `REGEXP_EXTRACT(SUBSTR(${plain}, 11), r'(?:Z|[+-]\\d{2}:?\\d{0,2})$')`;
  const colon = `IF(${offset} = 'Z', '+00:00', CONCAT(SUBSTR(${offset}, 1, 3), ':', IF(CHAR_LENGTH(${offset}) = 3, '00', SUBSTR(${offset}, -2))))`;
  const local = `CONCAT(${day}, ' ', ${minutes}, ${seconds})`;
  return `IF(REGEXP_CONTAINS(${plain}, r'${datetimePattern}'),
    IF(${offset} IS NULL, TIMESTAMP(SAFE_CAST(${local} AS DATETIME), ${zone}), SAFE_CAST(CONCAT(${local}, ${colon}) AS TIMESTAMP)), NULL)`;
}

/** Recognisable, and nothing more: letters become a, digits 9, at most 40 characters. */
export function shapeOf(raw: string): string {
  const whole = `CAST(${raw} AS STRING)`;
  const masked = `REGEXP_REPLACE(REGEXP_REPLACE(LEFT(${whole}, 40), r'\\d', '9'), r'\\p{L}', 'a')`;
  const rest = `IF(CHAR_LENGTH(${whole}) > 40, CONCAT('… (', CAST(CHAR_LENGTH(${whole}) AS STRING), ')'), '')`;
  return `COALESCE(CONCAT(${masked}, ${rest}), 'nothing')`;
}
