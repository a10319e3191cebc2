import { invalid, unportable } from '../refusal.ts';
import type { Expression } from '../parse/parse.ts';
import type { Type } from '../type.ts';
import { types } from '../type.ts';
import type { Typed } from '../typed.ts';
import { coerced } from '../typed.ts';
import { readFormat, showFormat } from './format.ts';
import type { Part } from './part.ts';
import { datesBetween, movedDate, movedMoment, partOf, truncatedDate, unitMicroseconds } from './part.ts';
import type { Called, Rule, Rules } from './rule.ts';
import { overloads, signature } from './rule.ts';

const { string, int, date, datetime, timestamp } = types;

/** A zone has to be written out, and be one of the IANA list: both engines then have the same rules for it. */
export function zoneOf(zone: Typed | undefined): string {
  if (zone === undefined) return "'UTC'";
  if (zone.text === undefined) throw unportable(zone.at, 'a computed time zone');
  if (!/^[A-Za-z]+(\/[A-Za-z_+-]+)*$/.test(zone.text)) throw unportable(zone.at, `time zone "${zone.text}"`);
  return zone.sql;
}

const as = (value: Typed | undefined, type: Type): string | undefined =>
  value === undefined ? undefined : coerced(value, type)?.sql;

/** In the zone's own time, without a zone. */
export const local = (moment: string, zone: Typed | undefined): string => `(${moment} AT TIME ZONE ${zoneOf(zone)})`;

interface Interval {
  readonly count: string;
  readonly part: Part;
}

function intervalOf(call: Called, expression: Expression | undefined): Interval {
  if (expression?.kind !== 'interval') {
    throw invalid(expression?.at ?? call.at, `${call.name} takes an INTERVAL`, call.name);
  }
  const count = coerced(call.value(expression.count), int);
  if (count === undefined) throw invalid(expression.at, 'The count of an INTERVAL is an INT64', 'INTERVAL');
  return {
    count: count.sql,
    part: partOf({ kind: 'path', at: expression.at, names: [expression.part] }, expression.at),
  };
}

function moving(type: Type, sign: '' | '-'): Rule {
  return {
    parts: [1],
    make: (call) => {
      const value = as(call.args[0], type);
      if (value === undefined || call.raw.length !== 2) return undefined;
      const { count, part } = intervalOf(call, call.raw[1]);
      const by = sign === '' ? count : `(-${count})`;
      if (type.kind === 'DATE') return { sql: movedDate(value, by, part, call.at), type };
      return { sql: movedMoment(value, by, part, type.kind === 'DATETIME', call.at), type };
    },
  };
}

const dateDiff: Rule = {
  parts: [2],
  make: (call) => {
    const [later, earlier] = [as(call.args[0], date), as(call.args[1], date)];
    if (later === undefined || earlier === undefined || call.raw.length !== 3) return undefined;
    return { sql: datesBetween(later, earlier, partOf(call.raw[2], call.at), call.at), type: int };
  },
};

/** Whole units that have passed, by the clock (TIMESTAMP), or beginnings of units between the two (DATETIME). */
function momentDiff(type: typeof datetime | typeof timestamp): Rule {
  return {
    parts: [2],
    make: (call) => {
      const [later, earlier] = [as(call.args[0], type), as(call.args[1], type)];
      if (later === undefined || earlier === undefined || call.raw.length !== 3) return undefined;
      const part = partOf(call.raw[2], call.at);
      const unit = unitMicroseconds(part);
      if (type.kind === 'TIMESTAMP') {
        if (unit === undefined) throw invalid(call.at, `TIMESTAMP_DIFF does not support the ${part.name} date part`);
        return { sql: `bq_div(epoch_us(${later}) - epoch_us(${earlier}), ${unit})`, type: int };
      }
      if (unit !== undefined && part.name !== 'DAY') {
        return { sql: `date_diff('${part.name.toLowerCase()}', ${earlier}, ${later})`, type: int };
      }
      return { sql: datesBetween(`CAST(${later} AS DATE)`, `CAST(${earlier} AS DATE)`, part, call.at), type: int };
    },
  };
}

const dateTrunc: Rule = {
  parts: [1],
  make: (call) => {
    const value = as(call.args[0], date);
    if (value === undefined || call.raw.length !== 2) return undefined;
    return { sql: truncatedDate(value, partOf(call.raw[1], call.at), call.at), type: date };
  },
};

/** Begin of the part in a zone-less time. */
function truncated(value: string, part: Part, at: number): string {
  const unit = unitMicroseconds(part);
  if (unit !== undefined) return `date_trunc('${part.name.toLowerCase()}', ${value})`;
  return `CAST(${truncatedDate(`CAST(${value} AS DATE)`, part, at)} AS TIMESTAMP)`;
}

function momentTrunc(type: typeof datetime | typeof timestamp): Rule {
  return {
    parts: [1],
    make: (call) => {
      const value = as(call.args[0], type);
      if (value === undefined || call.raw.length > (type.kind === 'TIMESTAMP' ? 3 : 2)) return undefined;
      const part = partOf(call.raw[1], call.at);
      if (type.kind === 'DATETIME') return { sql: truncated(value, part, call.at), type };
      const zone = call.args[2];
      const isShort = (unitMicroseconds(part) ?? Infinity) < (unitMicroseconds({ name: 'DAY' }) ?? 0);
      if (zone !== undefined && isShort) throw unportable(call.at, `TIMESTAMP_TRUNC(…, ${part.name}, zone)`);
      return { sql: `(${truncated(local(value, zone), part, call.at)} AT TIME ZONE ${zoneOf(zone)})`, type };
    },
  };
}

const lastDay: Rule = {
  parts: [1],
  make: (call) => {
    const value = as(call.args[0], date);
    if (value === undefined || call.raw.length > 2) return undefined;
    const part = call.raw[1] === undefined ? { name: 'MONTH' } : partOf(call.raw[1], call.at);
    const start = truncatedDate(value, part, call.at);
    const next = movedDate(start, '1', { name: part.start === undefined ? part.name : 'WEEK' }, call.at);
    return { sql: `(${next} - 1)`, type: date };
  },
};

function showing(type: Type): Rule {
  return {
    make: ({ args, name }) => {
      const [pattern, value, zone] = args;
      const moment = as(value, type);
      if (pattern?.type.kind !== 'STRING' || moment === undefined) return undefined;
      if (args.length > (type.kind === 'TIMESTAMP' ? 3 : 2)) return undefined;
      const shown = type.kind === 'TIMESTAMP' ? local(moment, zone) : moment;
      return { sql: `strftime(${shown}, ${showFormat(pattern, name)})`, type: string };
    },
  };
}

function reading(type: Type, isSafe: boolean): Rule {
  return {
    make: ({ args, name }) => {
      const [pattern, text, zone] = args;
      if (pattern?.type.kind !== 'STRING' || text?.type.kind !== 'STRING') return undefined;
      if (args.length > (type.kind === 'TIMESTAMP' ? 3 : 2)) return undefined;
      const read = `${isSafe ? 'try_strptime' : 'strptime'}(${text.sql}, ${readFormat(pattern, name)})`;
      if (type.kind === 'DATE') return { sql: `CAST(${read} AS DATE)`, type };
      return { sql: type.kind === 'DATETIME' ? read : `(${read} AT TIME ZONE ${zoneOf(zone)})`, type };
    },
  };
}

/** DATE(…): of three numbers, of a moment in a zone, of a time without one. */
const dateRule: Rule = {
  make: (call) => {
    const { args } = call;
    const [first, zone] = args;
    if (args.length === 3) {
      const parts = args.map((arg) => as(arg, int));
      return parts.includes(undefined) ? undefined : { sql: `make_date(${parts.join(', ')})`, type: date };
    }
    if (first === undefined || args.length > 2) return undefined;
    if (first.type.kind === 'TIMESTAMP') return { sql: `CAST(${local(first.sql, zone)} AS DATE)`, type: date };
    if (zone !== undefined) return undefined;
    if (first.type.kind === 'DATETIME') return { sql: `CAST(${first.sql} AS DATE)`, type: date };
    return first.type.kind === 'DATE' ? first : undefined;
  },
};

const datetimeRule: Rule = {
  make: ({ args }) => {
    const [first, zone] = args;
    if (args.length === 6) {
      const parts = args.map((arg) => as(arg, int));
      return parts.includes(undefined) ? undefined : { sql: `make_timestamp(${parts.join(', ')})`, type: datetime };
    }
    if (first === undefined || args.length > 2) return undefined;
    if (first.type.kind === 'TIMESTAMP') return { sql: local(first.sql, zone), type: datetime };
    const plain = zone === undefined ? as(first, datetime) : undefined;
    return plain === undefined ? undefined : { sql: plain, type: datetime };
  },
};

const timestampRule: Rule = {
  make: ({ args, at }) => {
    const [first, zone] = args;
    if (first === undefined || args.length > 2) return undefined;
    if (first.type.kind === 'STRING' && first.text === undefined) {
      throw unportable(at, 'TIMESTAMP(STRING)', 'Use PARSE_TIMESTAMP.');
    }
    if (first.text !== undefined && zone === undefined) return { sql: as(first, timestamp) ?? '', type: timestamp };
    const plain = as(first, datetime);
    if (plain !== undefined) return { sql: `(${plain} AT TIME ZONE ${zoneOf(zone)})`, type: timestamp };
    return first.type.kind === 'TIMESTAMP' && zone === undefined ? first : undefined;
  },
};

/** CURRENT_DATE and its like: the moment of the statement, in a zone. */
function current(type: Type): Rule {
  return {
    make: ({ args, scope }) => {
      const [zone] = args;
      const { now } = scope.catalog;
      if (args.length > 1 || (type.kind === 'TIMESTAMP' && zone !== undefined)) return undefined;
      if (type.kind === 'TIMESTAMP') return { sql: now, type };
      return { sql: type.kind === 'DATE' ? `CAST(${local(now, zone)} AS DATE)` : local(now, zone), type };
    },
  };
}

const sinceEpoch = (unit: number): Rule =>
  overloads(signature([timestamp], int, (moment) => `bq_floor(epoch_us(${moment}), ${unit})`));

const fromEpoch = (unit: number): Rule =>
  overloads(signature([int], timestamp, (count) => `(make_timestamp(${count} * ${unit}) AT TIME ZONE 'UTC')`));

export const timeRules: Rules = {
  CURRENT_DATE: current(date),
  CURRENT_DATETIME: current(datetime),
  CURRENT_TIMESTAMP: current(timestamp),
  DATE: dateRule,
  DATETIME: datetimeRule,
  TIMESTAMP: timestampRule,
  DATE_ADD: moving(date, ''),
  DATE_SUB: moving(date, '-'),
  DATE_DIFF: dateDiff,
  DATE_TRUNC: dateTrunc,
  DATETIME_ADD: moving(datetime, ''),
  DATETIME_SUB: moving(datetime, '-'),
  DATETIME_DIFF: momentDiff(datetime),
  DATETIME_TRUNC: momentTrunc(datetime),
  TIMESTAMP_ADD: moving(timestamp, ''),
  TIMESTAMP_SUB: moving(timestamp, '-'),
  TIMESTAMP_DIFF: momentDiff(timestamp),
  TIMESTAMP_TRUNC: momentTrunc(timestamp),
  LAST_DAY: lastDay,
  FORMAT_DATE: showing(date),
  FORMAT_DATETIME: showing(datetime),
  FORMAT_TIMESTAMP: showing(timestamp),
  PARSE_DATE: reading(date, false),
  PARSE_DATETIME: reading(datetime, false),
  PARSE_TIMESTAMP: reading(timestamp, false),
  'SAFE.PARSE_DATE': reading(date, true),
  'SAFE.PARSE_DATETIME': reading(datetime, true),
  'SAFE.PARSE_TIMESTAMP': reading(timestamp, true),
  UNIX_SECONDS: sinceEpoch(1_000_000),
  UNIX_MILLIS: sinceEpoch(1000),
  UNIX_MICROS: sinceEpoch(1),
  TIMESTAMP_SECONDS: fromEpoch(1_000_000),
  TIMESTAMP_MILLIS: fromEpoch(1000),
  TIMESTAMP_MICROS: fromEpoch(1),
};
