/** Aggregates, alone or over a window, and the functions that are only known over a window. */
import { invalid, unportable } from '../refusal.ts';
import type { Call } from '../parse/parse.ts';
import type { Type } from '../type.ts';
import { isComparable, isNumber, typeText, types } from '../type.ts';
import type { Typed } from '../typed.ts';
import { coerced } from '../typed.ts';

const { int, numeric, bignumeric, float, bool, string } = types;

/** What stands around the arguments, in DuckDB's words. */
export interface Surroundings {
  readonly distinct: '' | 'DISTINCT ';
  /** ` ORDER BY …` inside the parentheses, or nothing. */
  readonly order: string;
  readonly limit: number | undefined;
  /** ` OVER (…)`, or nothing. */
  readonly over: string;
}

interface Made {
  readonly sql: string;
  readonly type: Type;
}

type Aggregate = (args: readonly Typed[], call: Call, around: Surroundings) => Made | undefined;

const single =
  (sql: (value: Typed, around: Surroundings, call: Call) => Made | undefined): Aggregate =>
  (args, call, around) => {
    const [value] = args;
    return value === undefined || args.length !== 1 ? undefined : sql(value, around, call);
  };

const sum = single((value, { distinct, over }) => {
  if (!isNumber(value.type)) return undefined;
  const total = `sum(${distinct}${value.sql})${over}`;
  if (value.type.kind === 'INT64') return { sql: `CAST(${total} AS BIGINT)`, type: int };
  return { sql: total, type: value.type };
});

/** An exact decimal stays exact: its sum divided by the count, rounded once. */
const avg = single((value, { distinct, over }) => {
  if (value.type.kind === 'NUMERIC') {
    const [total, count] = [`sum(${distinct}${value.sql})${over}`, `count(${distinct}${value.sql})${over}`];
    return { sql: `bq_quotient(${total}, CAST(nullif(${count}, 0) AS DECIMAL(38, 9)))`, type: numeric };
  }
  if (value.type.kind === 'BIGNUMERIC' || !isNumber(value.type)) return undefined;
  return { sql: `avg(${distinct}${value.sql})${over}`, type: float };
});

const ordered = (name: 'min' | 'max'): Aggregate =>
  single((value, { over }) =>
    isComparable(value.type) ? { sql: `${name}(${value.sql})${over}`, type: value.type } : undefined,
  );

const count: Aggregate = (args, call, { distinct, over }) => {
  if (call.args[0]?.kind === 'star') return { sql: `count(*)${over}`, type: int };
  const [value] = args;
  if (value === undefined || args.length !== 1) return undefined;
  if (distinct !== '' && !isComparable(value.type)) return undefined;
  return { sql: `count(${distinct}${value.sql})${over}`, type: int };
};

const logical = (name: 'bool_and' | 'bool_or'): Aggregate =>
  single((value, { over }) =>
    value.type.kind === 'BOOL' ? { sql: `${name}(${value.sql})${over}`, type: bool } : undefined,
  );

const countIf = single((value, { distinct, over }) => {
  if (value.type.kind !== 'BOOL' || distinct !== '') return undefined;
  return { sql: `count(CASE WHEN ${value.sql} THEN 1 END)${over}`, type: int };
});

const stringAgg: Aggregate = (args, call, { distinct, order, limit, over }) => {
  const [value, by] = args;
  if (value?.type.kind !== 'STRING' || args.length > 2) return undefined;
  if (limit !== undefined) throw unportable(call.at, 'STRING_AGG with LIMIT');
  if (by !== undefined && by.text === undefined) throw invalid(by.at, 'STRING_AGG takes a literal as its delimiter');
  return { sql: `string_agg(${distinct}${value.sql}, ${by?.sql ?? "','"}${order})${over}`, type: string };
};

const arrayAgg = single((value, { distinct, order, limit, over }, call) => {
  if (value.type.kind === 'ARRAY') return undefined;
  if (over !== '') throw unportable(call.at, 'ARRAY_AGG over a window');
  const wanted = call.nulls === 'IGNORE' ? ` FILTER (WHERE ${value.sql} IS NOT NULL)` : '';
  const list = `list(${distinct}${value.sql}${order})${wanted}`;
  return { sql: limit === undefined ? list : `(${list})[1:${limit}]`, type: { kind: 'ARRAY', of: value.type } };
});

const by =
  (name: 'arg_max' | 'arg_min'): Aggregate =>
  (args, _call, { over }) => {
    const [value, key] = args;
    if (value === undefined || key === undefined || args.length !== 2 || !isComparable(key.type)) return undefined;
    return { sql: `${name}_null(${value.sql}, ${key.sql})${over}`, type: value.type };
  };

export const aggregates: Readonly<Record<string, Aggregate>> = {
  COUNT: count,
  COUNTIF: countIf,
  SUM: sum,
  AVG: avg,
  MIN: ordered('min'),
  MAX: ordered('max'),
  LOGICAL_AND: logical('bool_and'),
  LOGICAL_OR: logical('bool_or'),
  STRING_AGG: stringAgg,
  ARRAY_AGG: arrayAgg,
  MAX_BY: by('arg_max'),
  MIN_BY: by('arg_min'),
  ANY_VALUE: single((value, { over }) => ({ sql: `any_value(${value.sql})${over}`, type: value.type })),
  GROUPING: single((value) => ({ sql: `CAST(grouping(${value.sql}) AS BIGINT)`, type: int })),
};

const numbering =
  (name: string, type: Type): Aggregate =>
  (args, _call, { over }) =>
    args.length === 0
      ? { sql: `CAST(${name}()${over} AS ${type.kind === 'FLOAT64' ? 'DOUBLE' : 'BIGINT'})`, type }
      : undefined;

const shifted =
  (name: 'lag' | 'lead'): Aggregate =>
  (args, call, { over }) => {
    const [value, distance, otherwise] = args;
    if (value === undefined || args.length > 3) return undefined;
    if (distance !== undefined && (distance.integer === undefined || distance.integer < 0)) {
      throw unportable(distance.at, `${call.name} by a computed distance`);
    }
    const fallback = otherwise === undefined ? undefined : coerced(otherwise, value.type);
    if (otherwise !== undefined && fallback === undefined) return undefined;
    const rest =
      distance === undefined ? '' : `, ${distance.integer ?? 1}${fallback === undefined ? '' : `, ${fallback.sql}`}`;
    return { sql: `${name}(${value.sql}${rest})${over}`, type: value.type };
  };

const edge = (name: 'first_value' | 'last_value'): Aggregate =>
  single((value, { over }, call) => {
    const nulls = call.nulls === 'IGNORE' ? ' IGNORE NULLS' : '';
    return { sql: `${name}(${value.sql}${nulls})${over}`, type: value.type };
  });

/** The first value whose share of the rows reaches the percentile; NULL values are left out. */
const percentile: Aggregate = (args, call, { over }) => {
  const [value] = args;
  if (value === undefined || args.length !== 2 || !isComparable(value.type)) return undefined;
  if (call.nulls === 'RESPECT') throw unportable(call.at, `${call.name}(… RESPECT NULLS)`);
  checkUnordered(call);
  return { sql: `quantile_disc(${value.sql}, ${shareOf(call)})${over}`, type: value.type };
};

function shareOf({ args: [, written], name, at }: Call): number {
  if (written?.kind !== 'literal') throw unportable(at, `${name} of a computed percentile`);
  const share = Number(written.value);
  if (share >= 0 && share <= 1) return share;
  throw invalid(written.at, 'Percentile must be between 0 and 1', name);
}

function checkUnordered({ over, name, at }: Call): void {
  if (over?.base !== undefined) throw unportable(at, `${name} over a named window`, 'Write the window out.');
  if (over?.frame === undefined && (over?.order ?? []).length === 0) return;
  throw invalid(at, `Window ORDER BY and window frame are not allowed for ${name}`, name);
}

export const windowFunctions: Readonly<Record<string, Aggregate>> = {
  ROW_NUMBER: numbering('row_number', int),
  RANK: numbering('rank', int),
  DENSE_RANK: numbering('dense_rank', int),
  PERCENT_RANK: numbering('percent_rank', float),
  CUME_DIST: numbering('cume_dist', float),
  NTILE: single((value, { over }) =>
    value.integer === undefined || value.integer < 1
      ? undefined
      : { sql: `CAST(ntile(${value.integer})${over} AS BIGINT)`, type: int },
  ),
  LAG: shifted('lag'),
  LEAD: shifted('lead'),
  FIRST_VALUE: edge('first_value'),
  LAST_VALUE: edge('last_value'),
  PERCENTILE_DISC: percentile,
};

/** What may stand inside the parentheses of which call. */
export function checkSurroundings(call: Call): void {
  const takesOrder = ['STRING_AGG', 'ARRAY_AGG'].includes(call.name);
  if (call.order.length > 0 && !takesOrder) throw unportable(call.at, `${call.name}(… ORDER BY …)`);
  if (call.limit !== undefined && !takesOrder) throw unportable(call.at, `${call.name}(… LIMIT …)`);
  const takesNulls = ['ARRAY_AGG', 'FIRST_VALUE', 'LAST_VALUE', 'PERCENTILE_DISC'].includes(call.name);
  if (call.nulls !== undefined && !takesNulls) throw unportable(call.at, `${call.name}(… ${call.nulls} NULLS)`);
  if (call.over !== undefined && call.isDistinct) throw unportable(call.at, `${call.name}(DISTINCT …) over a window`);
  const takesDistinct = ['COUNT', 'SUM', 'AVG', 'STRING_AGG', 'ARRAY_AGG', 'MIN', 'MAX'].includes(call.name);
  if (call.isDistinct && !takesDistinct) throw invalid(call.at, `${call.name} does not take DISTINCT`, call.name);
}

/** Only the facade sums them, and only at scales that Salesforce has. */
export function refuseBig(type: Type, at: number, level: 'portable' | 'engine'): void {
  if (type.kind === 'BIGNUMERIC' && level === 'portable') {
    throw unportable(at, typeText(bignumeric), 'Use NUMERIC: 38 digits, 9 behind the point.');
  }
}
