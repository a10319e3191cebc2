import { unportable } from '../refusal.ts';
import type { Type } from '../type.ts';
import { types } from '../type.ts';
import { coerced, literal } from '../typed.ts';
import { movedDate, partOf } from './part.ts';
import type { Called, Rule, Rules } from './rule.ts';
import { overloads, signature } from './rule.ts';

const { string, int, date } = types;

const length: Rule = {
  make: ({ args: [array, ...rest] }) =>
    array?.type.kind === 'ARRAY' && rest.length === 0
      ? { sql: `CAST(len(${array.sql}) AS BIGINT)`, type: int }
      : undefined,
};

/** Elements with a text between; NULL elements are left out, and of nothing else there is an empty text. */
const join: Rule = {
  make: ({ args: [array, by, ...rest] }) => {
    const isTexts = array?.type.kind === 'ARRAY' && array.type.of.kind === 'STRING';
    if (!isTexts || by?.type.kind !== 'STRING' || rest.length > 0) return undefined;
    const isThere = `len(${array.sql}) IS NOT NULL AND ${by.sql} IS NOT NULL`;
    return {
      sql: `CASE WHEN ${isThere} THEN coalesce(array_to_string(${array.sql}, ${by.sql}), '') END`,
      type: string,
    };
  },
};

const generateArray: Rule = {
  make: ({ args, at }) => {
    const numbers = args.map((arg) => coerced(arg, int));
    if (args.length < 2 || args.length > 3 || numbers.includes(undefined)) return undefined;
    if (args[2] !== undefined && (args[2].integer ?? 0) <= 0) {
      throw unportable(at, 'GENERATE_ARRAY with a computed step');
    }
    const [from, to, by = '1'] = numbers.map((value) => value?.sql ?? '');
    return { sql: `generate_series(${from}, ${to}, ${by})`, type: { kind: 'ARRAY', of: int } };
  },
};

/** Each step is counted from the start, so that the last days of months do not drift. */
const generateDates: Rule = {
  parts: [2],
  make: (call) => {
    const [from, to] = call.args.map((arg) => coerced(arg, date)?.sql);
    const step = call.raw[2];
    if (from === undefined || to === undefined || call.raw.length > 3) return undefined;
    if (step !== undefined && step.kind !== 'interval') return undefined;
    const by = step === undefined ? 1 : call.value(step.count).integer;
    if (by === undefined || by <= 0) throw unportable(call.at, 'GENERATE_DATE_ARRAY with a computed step');
    const part = partOf({ kind: 'path', at: call.at, names: [step?.part ?? 'DAY'] }, call.at);
    const moved = movedDate(from, `i * ${by}`, part, call.at);
    const list = `list_transform(range(0, greatest(${to} - ${from}, -1) + 1), lambda i: ${moved})`;
    return { sql: `list_filter(${list}, lambda d: d <= ${to})`, type: { kind: 'ARRAY', of: date } };
  },
};

const reverse: Rule = {
  make: ({ args: [array, ...rest] }) =>
    array?.type.kind === 'ARRAY' && rest.length === 0
      ? { sql: `list_reverse(${array.sql})`, type: array.type }
      : undefined,
};

/** `$.a.b` and `$[0].a`; anything cleverer is refused. */
function pathOf(call: Called): string | undefined {
  const [document, path] = call.args;
  if (document?.type.kind !== 'STRING' || call.args.length > 2) return undefined;
  if (path === undefined) return literal('$');
  if (path.text === undefined || !/^\$(\.\w+|\[\d+\])*$/.test(path.text)) {
    throw unportable(path.at, `${call.name} path`);
  }
  return path.sql;
}

const jsonValue: Rule = {
  make: (call) => {
    const path = pathOf(call);
    if (path === undefined) return undefined;
    const found = `json_extract(${call.args[0]?.sql ?? ''}, ${path})`;
    const text = `json_extract_string(${call.args[0]?.sql ?? ''}, ${path})`;
    return {
      sql: `CASE WHEN json_type(${found}) NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN ${text} END`,
      type: string,
    };
  },
};

const jsonArray: Rule = {
  make: (call) => {
    const path = pathOf(call);
    if (path === undefined) return undefined;
    const found = `json_extract(${call.args[0]?.sql ?? ''}, ${path})`;
    const type: Type = { kind: 'ARRAY', of: string };
    return {
      sql: `CASE WHEN json_type(${found}) = 'ARRAY' THEN CAST(CAST(${found} AS JSON[]) AS VARCHAR[]) END`,
      type,
    };
  },
};

const jsonText: Rule = {
  isEngine: true,
  make: ({ args: [value, ...rest] }) => {
    if (value?.type.kind !== 'STRING' || rest.length > 0) return undefined;
    return { sql: `coalesce(CAST(to_json(${value.sql}) AS VARCHAR), 'null')`, type: string };
  },
};

export const arrayRules: Rules = {
  ARRAY_LENGTH: length,
  ARRAY_TO_STRING: join,
  ARRAY_REVERSE: reverse,
  GENERATE_ARRAY: generateArray,
  GENERATE_DATE_ARRAY: generateDates,
  JSON_VALUE: jsonValue,
  JSON_EXTRACT_SCALAR: jsonValue,
  JSON_QUERY_ARRAY: jsonArray,
  JSON_EXTRACT_ARRAY: jsonArray,
  TO_JSON_STRING: jsonText,
  ...({
    GENERATE_UUID: { isEngine: true, ...overloads(signature([], string, () => 'CAST(uuid() AS VARCHAR)')) },
  } satisfies Rules),
};
