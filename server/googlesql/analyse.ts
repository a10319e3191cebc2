/** An expression, with its type: every kind of it is named here, and nothing passes that is not. */
import { callOf } from './calls.ts';
import { cast } from './casts.ts';
import { refuseBig, extracted, local, namedPart } from './functions/functions.ts';
import { binaryOf, compared, unaryOf } from './operators.ts';
import { subqueryOf } from './queries.ts';
import { invalid, unportable } from './refusal.ts';
import type { Scope } from './scope.ts';
import { fieldsOf, resolved } from './scope.ts';
import type { Expression, Literal } from './parse/parse.ts';
import type { Type } from './type.ts';
import { duckType, fieldName, quoted, typeOf, typeText, types } from './type.ts';
import type { Typed } from './typed.ts';
import { coerced, dateLiteral, literal, unified } from './typed.ts';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** One for each kind of expression. */
const analysers: { readonly [K in Expression['kind']]: (expression: Of<K>, scope: Scope) => Typed } = {
  literal: literalOf,
  parameter: ({ name, at }, scope) => parameterOf(name, scope, at),
  path: ({ names, at }, scope) => resolved(scope, names, at),
  field: ({ of, name }, scope) => fieldsOf(analysed(of, scope), [name]),
  element: elementOf,
  unary: ({ operator, of, at }, scope) => unaryOf(operator, analysed(of, scope), at),
  binary: ({ operator, left, right, at }, scope) =>
    binaryOf(operator, analysed(left, scope), analysed(right, scope), at),
  is: isOf,
  in: inOf,
  between: betweenOf,
  like: likeOf,
  case: caseOf,
  cast: castOf,
  extract: extractOf,
  array: arrayOf,
  struct: structOf,
  subquery: subqueryOf,
  call: callOf,
  star: ({ at }) => {
    throw invalid(at, 'Argument * can only be used in COUNT(*)', '*');
  },
  interval: ({ at }) => {
    throw unportable(at, 'INTERVAL outside of DATE_ADD and its like');
  },
};

export function analysed(expression: Expression, scope: Scope): Typed {
  const analyser = analysers[expression.kind] as (expression: Expression, scope: Scope) => Typed; // the one of its kind
  return analyser(expression, scope);
}

/** A condition: BOOL and nothing else. */
export function condition(expression: Expression, scope: Scope, clause: string): string {
  const value = coerced(analysed(expression, scope), types.bool);
  if (value !== undefined) return value.sql;
  throw invalid(expression.at, `${clause} should return type BOOL`, clause);
}

function literalOf({ type, value, at }: Literal, scope: Scope): Typed {
  switch (type) {
    case 'NULL':
      return { sql: 'NULL', type: types.null, at };
    case 'STRING':
      return { sql: literal(value), type: types.string, at, text: value };
    case 'BOOL':
      return { sql: value, type: types.bool, at };
    case 'FLOAT64':
      return { sql: `CAST(${literal(value)} AS DOUBLE)`, type: types.float, at };
    case 'INT64':
      return wholeOf(value, at);
    case 'NUMERIC':
    case 'BIGNUMERIC':
      return decimalOf(value, type, scope, at);
    case 'DATE':
    case 'DATETIME':
    case 'TIMESTAMP':
    case 'TIME':
      return { sql: dateLiteral(value, { kind: type }, at), type: { kind: type }, at };
    case 'BYTES':
      throw unportable(at, 'BYTES literal');
  }
}

function wholeOf(value: string, at: number): Typed {
  const number = BigInt(value);
  if (number > 9_223_372_036_854_775_807n) throw invalid(at, `Invalid integer literal: ${value}`);
  return { sql: `CAST(${number} AS BIGINT)`, type: types.int, at, integer: Number(number) };
}

function decimalOf(value: string, kind: 'NUMERIC' | 'BIGNUMERIC', scope: Scope, at: number): Typed {
  refuseBig({ kind }, at, scope.catalog.level);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) {
    throw invalid(at, `Invalid ${kind} literal: "${value}"`);
  }
  return { sql: `CAST(${literal(value)} AS ${duckType({ kind })})`, type: { kind }, at };
}

function parameterOf(name: string, scope: Scope, at: number): Typed {
  const type = scope.catalog.parameter?.(name);
  if (type === undefined) throw invalid(at, `Query parameter '${name}' not found`, `@${name}`);
  const sql =
    type.kind === 'ARRAY' ? `from_json($${name}, '["${duckType(type.of)}"]')` : `CAST($${name} AS ${duckType(type)})`;
  return { sql, type, at };
}

function elementOf({ of, how, index, at }: Of<'element'>, scope: Scope): Typed {
  const list = analysed(of, scope);
  const place = coerced(analysed(index, scope), types.int);
  if (list.type.kind !== 'ARRAY' || place === undefined) {
    throw invalid(at, `Element access with ${how} is not supported on ${typeText(list.type)}`, how);
  }
  const from = how.endsWith('ORDINAL') ? `(${place.sql} - 1)` : place.sql;
  const macro = how.startsWith('SAFE') ? 'bq_safe_offset' : 'bq_offset';
  return { sql: `${macro}(${list.sql}, ${from})`, type: list.type.of, at };
}

function isOf({ of, what, not, at }: Of<'is'>, scope: Scope): Typed {
  const value = analysed(of, scope);
  if (what !== 'NULL' && coerced(value, types.bool) === undefined) {
    throw invalid(at, `IS ${what} takes a BOOL, not ${typeText(value.type)}`, `IS ${what}`);
  }
  return { sql: `(${value.sql} IS ${not ? 'NOT ' : ''}${what})`, type: types.bool, at };
}

function inOf({ of, among, not, at }: Of<'in'>, scope: Scope): Typed {
  const value = analysed(of, scope);
  const word = not ? 'NOT IN' : 'IN';
  if (isList(among)) {
    const [first, ...rest] = unified([value, ...among.map((item) => analysed(item, scope))], word, at);
    if (first === undefined || rest.length === 0) throw invalid(at, `${word} needs at least one value`, word);
    return { sql: `(${first.sql} ${word} (${rest.map((item) => item.sql).join(', ')}))`, type: types.bool, at };
  }
  const source = 'array' in among ? arrayQuery(among.array, scope) : listQuery(among, scope);
  const [mine, theirs] = unified([value, source.element], word, at);
  if (mine === undefined || theirs === undefined || theirs.sql !== source.element.sql) {
    throw unportable(at, `${word} with values of another type`, 'CAST one of the two.');
  }
  return { sql: `(${mine.sql} ${word} (${source.sql}))`, type: types.bool, at };
}

/** `Array.isArray` alone does not tell a readonly list. */
function isList(among: Of<'in'>['among']): among is readonly Expression[] {
  return Array.isArray(among);
}

interface Listed {
  readonly sql: string;
  readonly element: Typed;
}

function arrayQuery(expression: Expression, scope: Scope): Listed {
  const list = analysed(expression, scope);
  if (list.type.kind !== 'ARRAY') {
    throw invalid(expression.at, `UNNEST takes an ARRAY, not ${typeText(list.type)}`, 'UNNEST');
  }
  const name = quoted('element');
  return {
    sql: `SELECT ${name} FROM unnest(${list.sql}) AS ${scope.unique('in')}(${name})`,
    element: { sql: name, type: list.type.of, at: expression.at },
  };
}

function listQuery(query: Of<'subquery'>['query'], scope: Scope): Listed {
  const value = subqueryOf({ kind: 'subquery', at: query.at, form: 'scalar', query }, scope);
  return { sql: value.sql, element: { sql: '', type: value.type, at: query.at } };
}

function betweenOf({ of, low, high, not, at }: Of<'between'>, scope: Scope): Typed {
  const [value, from, to] = compared(
    [of, low, high].map((part) => analysed(part, scope)),
    'BETWEEN',
    at,
  );
  const word = not ? 'NOT BETWEEN' : 'BETWEEN';
  return { sql: `(${value?.sql ?? ''} ${word} ${from?.sql ?? ''} AND ${to?.sql ?? ''})`, type: types.bool, at };
}

function likeOf({ of, pattern, not, at }: Of<'like'>, scope: Scope): Typed {
  const [value, like] = [analysed(of, scope), analysed(pattern, scope)];
  if (![value, like].every((part) => part.type.kind === 'STRING' || part.type.kind === 'NULL')) {
    throw invalid(
      at,
      `No matching signature for operator LIKE for argument types: ${typeText(value.type)}, ${typeText(like.type)}`,
      'LIKE',
    );
  }
  return { sql: `(${value.sql} ${not ? 'NOT ' : ''}LIKE ${like.sql} ESCAPE '\\')`, type: types.bool, at };
}

function caseOf({ of, whens, otherwise, at }: Of<'case'>, scope: Scope): Typed {
  const subject = of === undefined ? undefined : analysed(of, scope);
  const tests = whens.map(({ when }) => {
    if (subject === undefined) return condition(when, scope, 'WHEN');
    return binaryOf('=', subject, analysed(when, scope), when.at).sql;
  });
  const results = unified(
    [...whens.map(({ then }) => then), ...(otherwise === undefined ? [] : [otherwise])].map((part) =>
      analysed(part, scope),
    ),
    'CASE',
    at,
  );
  const branches = tests.map((test, index) => `WHEN ${test} THEN ${results[index]?.sql ?? 'NULL'}`);
  const last = otherwise === undefined ? '' : ` ELSE ${results.at(-1)?.sql ?? 'NULL'}`;
  return { sql: `CASE ${branches.join(' ')}${last} END`, type: results[0]?.type ?? types.null, at };
}

function castOf({ of, to, isSafe, at }: Of<'cast'>, scope: Scope): Typed {
  const type = typeOf(to);
  refuseBig(type, to.at, scope.catalog.level);
  return cast(analysed(of, scope), type, isSafe, scope, at);
}

function extractOf({ part, of, zone, at }: Of<'extract'>, scope: Scope): Typed {
  const value = analysed(of, scope);
  const inZone = zone === undefined ? undefined : analysed(zone, scope);
  const { kind } = value.type;
  if (!['DATE', 'DATETIME', 'TIMESTAMP'].includes(kind) || (inZone !== undefined && kind !== 'TIMESTAMP')) {
    throw invalid(
      at,
      `EXTRACT does not support ${typeText(value.type)}${inZone === undefined ? '' : ' with a time zone'}`,
      'EXTRACT',
    );
  }
  const sql = kind === 'TIMESTAMP' ? local(value.sql, inZone) : value.sql;
  const named = namedPart(part, at);
  if (named.name === 'DATE' && kind !== 'DATE') return { sql: `CAST(${sql} AS DATE)`, type: types.date, at };
  if (named.name === 'DATETIME' && kind === 'TIMESTAMP') return { sql, type: types.datetime, at };
  const isTime = ['HOUR', 'MINUTE', 'SECOND', 'MILLISECOND', 'MICROSECOND'].includes(named.name);
  if (kind === 'DATE' && isTime) throw invalid(at, `EXTRACT from DATE does not support ${part}`, 'EXTRACT');
  return { sql: extracted(sql, named, at), type: types.int, at };
}

function arrayOf({ items, of, at }: Of<'array'>, scope: Scope): Typed {
  const values = items.map((item) => analysed(typedItem(item, of), scope));
  const wanted = of === undefined ? undefined : typeOf(of);
  const made = wanted === undefined ? unified(values, 'ARRAY', at) : values.map((value) => elementAs(value, wanted));
  const type: Type = wanted ?? made[0]?.type ?? types.null;
  const list = `[${made.map((value) => value.sql).join(', ')}]`;
  const array: Type = { kind: 'ARRAY', of: type.kind === 'NULL' && items.length > 0 ? types.int : type };
  return { sql: `CAST(${list} AS ${duckType(array)})`, type: array, at };
}

/** `(1, 'x')` in an ARRAY<STRUCT<…>> is a structure of that type. */
function typedItem(item: Expression, of: Of<'array'>['of']): Expression {
  const isBare = item.kind === 'struct' && item.type === undefined && of?.fields !== undefined;
  return isBare ? { ...item, type: of } : item;
}

function elementAs(value: Typed, wanted: Type): Typed {
  const as = coerced(value, wanted);
  if (as !== undefined) return as;
  throw invalid(value.at, `Array element type ${typeText(value.type)} does not coerce to ${typeText(wanted)}`, 'ARRAY');
}

function structOf({ items, type: written, at }: Of<'struct'>, scope: Scope): Typed {
  const wanted = written === undefined ? undefined : typeOf(written);
  const fields = items.map(({ value, name }, index) => {
    const found = analysed(value, scope);
    const field = wanted?.kind === 'STRUCT' ? wanted.fields[index] : undefined;
    if (field === undefined) return { value: found.type.kind === 'NULL' ? elementAs(found, types.int) : found, name };
    return { value: elementAs(found, field.type), name: field.name };
  });
  const type: Type = { kind: 'STRUCT', fields: fields.map(({ value, name }) => ({ name, type: value.type })) };
  const parts = fields.map(({ value, name }, index) => `${quoted(fieldName({ name }, index))} := ${value.sql}`);
  return { sql: `struct_pack(${parts.join(', ')})`, type, at };
}
