import { unportable } from '../refusal.ts';
import type { Type } from '../type.ts';
import { duckType, isNumber, typeText, types } from '../type.ts';
import type { Typed } from '../typed.ts';
import { coerced, unified } from '../typed.ts';
import type { Rule, Rules } from './rule.ts';
import { overloads, signature } from './rule.ts';

const { int, numeric, bignumeric, float, bool } = types;

/** One form for each type of number that stays what it is. */
function keeping(sql: (value: string) => string): Rule {
  return overloads(
    ...[int, numeric, bignumeric, float].map((type) => signature([type], type, (value = '') => sql(value))),
  );
}

/** A whole number becomes FLOAT64, an exact decimal stays exact. */
function rounding(name: string): Rule {
  const exact = (type: Type, digits: number): ReturnType<typeof signature> =>
    signature([type], type, (value) => `CAST(${name}(${value}) AS DECIMAL(38, ${digits}))`);
  return overloads(
    signature([float], float, (value) => `${name}(${value})`),
    exact(numeric, 9),
    exact(bignumeric, 18),
    signature([int], float, (value) => `CAST(${value} AS DOUBLE)`),
  );
}

/** To so many places, half away from zero. */
const round: Rule = {
  make: ({ args, at }) => {
    const [value, places] = args;
    if (args.length === 3) throw unportable(at, 'ROUND with a mode');
    if (value === undefined || !isNumber(value.type) || args.length > 3) return undefined;
    const to = places === undefined ? 0 : placesOf(places);
    if (to === undefined) return undefined;
    if (value.type.kind === 'NUMERIC' || value.type.kind === 'BIGNUMERIC') return roundedExact(value, to);
    return { sql: `round(${coerced(value, float)?.sql ?? ''}, ${to})`, type: float };
  },
};

function placesOf({ type, integer, at }: Typed): number | undefined {
  if (type.kind !== 'INT64') return undefined;
  if (integer === undefined) throw unportable(at, 'ROUND to computed places');
  return integer;
}

function roundedExact({ sql, type, at }: Typed, to: number): ReturnType<Rule['make']> {
  if (to < 0) throw unportable(at, 'ROUND of a NUMERIC to negative places');
  const digits = type.kind === 'NUMERIC' ? 9 : 18;
  return { sql: `CAST(round(${sql}, ${Math.min(to, digits)}) AS DECIMAL(38, ${digits}))`, type };
}

const modulo: Rule = overloads(
  signature([int, int], int, (a, b) => `bq_mod(${a}, ${b})`),
  signature([numeric, numeric], numeric, (a, b) => `bq_mod(${a}, ${b})`),
);

/** NULL where any value is NULL; DuckDB's own would leave it out. */
function extreme(name: 'greatest' | 'least'): Rule {
  return {
    make: ({ args, at }) => {
      if (args.length === 0) return undefined;
      const values = unified(args, name.toUpperCase(), at);
      const [first] = values;
      const isMissing = values.map((value) => `${value.sql} IS NULL`).join(' OR ');
      const list = values.map((value) => value.sql).join(', ');
      if (first === undefined) return undefined;
      return { sql: `CASE WHEN ${isMissing} THEN NULL ELSE ${name}(${list}) END`, type: first.type };
    },
  };
}

/** x / y, and NULL where y is zero. */
const safeDivide: Rule = {
  make: ({ args }) => {
    const [left, right] = args;
    if (left === undefined || right === undefined || args.length !== 2) return undefined;
    const isExact =
      [left, right].some(({ type }) => type.kind === 'NUMERIC') &&
      [left, right].every(({ type }) => type.kind !== 'FLOAT64');
    if (![left, right].every(({ type }) => isNumber(type) || type.kind === 'NULL')) return undefined;
    if ([left, right].some(({ type }) => type.kind === 'BIGNUMERIC')) {
      throw unportable(left.at, `SAFE_DIVIDE of ${typeText(bignumeric)}`);
    }
    const type = isExact ? numeric : float;
    const [a = '', b = ''] = [left, right].map((value) => coerced(value, type)?.sql ?? '');
    const quotient = isExact ? `bq_quotient(${a}, ${b})` : `${a} / ${b}`;
    return { sql: `CASE WHEN ${b} = 0 THEN NULL ELSE ${quotient} END`, type };
  },
};

const onFloat = (sql: (value: string) => string): Rule =>
  overloads(signature([float], float, (value = '') => sql(value)));

export const numberRules: Rules = {
  ABS: keeping((value) => `abs(${value})`),
  SIGN: overloads(
    ...[int, numeric, float].map((type) =>
      signature([type], type, (value) => `CAST(sign(${value}) AS ${duckType(type)})`),
    ),
  ),
  ROUND: round,
  CEIL: rounding('ceil'),
  CEILING: rounding('ceil'),
  FLOOR: rounding('floor'),
  MOD: modulo,
  DIV: overloads(
    signature([int, int], int, (a, b) => `bq_div(${a}, ${b})`),
    signature([numeric, numeric], numeric, (a, b) => `bq_div_exact(${a}, ${b})`),
  ),
  SAFE_DIVIDE: safeDivide,
  GREATEST: extreme('greatest'),
  LEAST: extreme('least'),
  POW: overloads(signature([float, float], float, (a, b) => `pow(${a}, ${b})`)),
  POWER: overloads(signature([float, float], float, (a, b) => `pow(${a}, ${b})`)),
  SQRT: onFloat((value) => `sqrt(${value})`),
  EXP: onFloat((value) => `exp(${value})`),
  LN: onFloat((value) => `ln(${value})`),
  LOG10: onFloat((value) => `log10(${value})`),
  IS_NAN: overloads(signature([float], bool, (value) => `isnan(${value})`)),
  IS_INF: overloads(signature([float], bool, (value) => `isinf(${value})`)),
};
