/** Names, calls and values as they are read off the text. */
import { refused } from './refusal.ts';
import type { Reader, Token } from './tokens.ts';
import type { Argument, Call, Operand, Path, Value, ValueType } from './tree.ts';

/** Words that are no name ("Reserved Keywords" of the alias notation). */
const reserved = new Set(
  'AND ASC DESC EXCLUDES FIRST FROM GROUP HAVING IN INCLUDES LAST LIKE LIMIT NOT NULL NULLS OR SELECT USING WHERE WITH'.split(
    ' ',
  ),
);

/** Calls may stand in each other twice (Summer '24, "Changed Error Messages"). */
const deepest = 2;

const functions = new Set(
  `AVG COUNT COUNT_DISTINCT MIN MAX SUM GROUPING FIELDS TOLABEL FORMAT CONVERTCURRENCY CONVERTTIMEZONE DISTANCE
  GEOLOCATION CALENDAR_MONTH CALENDAR_QUARTER CALENDAR_YEAR DAY_IN_MONTH DAY_IN_WEEK DAY_IN_YEAR DAY_ONLY FISCAL_MONTH
  FISCAL_QUARTER FISCAL_YEAR HOUR_IN_DAY WEEK_IN_MONTH WEEK_IN_YEAR`.split(/\s+/),
);

const single = 'YESTERDAY TODAY TOMORROW LAST_90_DAYS NEXT_90_DAYS'.split(' ');
const units = ['WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR'];
const ranges = new Set([
  ...single,
  ...['LAST', 'THIS', 'NEXT'].flatMap((when) => units.map((unit) => `${when}_${unit}`)),
]);
const counted = new Set(['DAY', ...units].flatMap((unit) => [`LAST_N_${unit}S`, `NEXT_N_${unit}S`, `N_${unit}S_AGO`]));

export function isName(token: Token): boolean {
  return token.kind === 'word' && !reserved.has(token.text.toUpperCase());
}

/** A name without points, such as an alias. */
export function nameIn(reader: Reader): Token {
  if (!isName(reader.peek())) throw reader.unexpected();
  return reader.take();
}

/** `Group` is a keyword and an object and a relationship. */
function startsPath(reader: Reader): boolean {
  return isName(reader.peek()) || (reader.isNext('GROUP') && !reader.isNext('GROUP', 'BY'));
}

export function pathIn(reader: Reader): Path {
  if (!startsPath(reader)) throw reader.unexpected();
  const { at, text } = reader.take();
  const steps = [text];
  while (reader.skip('.')) {
    if (reader.peek().kind !== 'word') throw reader.unexpected();
    steps.push(reader.take().text);
  }
  return { kind: 'path', text: steps.join('.'), at };
}

function argumentIn(reader: Reader, depth: number): Argument {
  return isName(reader.peek()) ? operandIn(reader, depth) : valueIn(reader);
}

function callIn(reader: Reader, depth: number): Call {
  const { at, text } = reader.peek();
  if (depth > deepest || !functions.has(text.toUpperCase())) throw reader.unexpected(reader.peek(1));
  reader.take();
  reader.take();
  const args: Argument[] = [];
  if (!reader.isNext(')')) {
    do args.push(argumentIn(reader, depth + 1));
    while (reader.skip(','));
  }
  reader.expect(')');
  return { kind: 'call', name: text.toUpperCase(), text: reader.soql.slice(at, reader.end), args, at };
}

/** A path, or a call. */
export function operandIn(reader: Reader, depth = 1): Operand {
  const isCall = isName(reader.peek()) && reader.peek(1).text === '(';
  return isCall ? callIn(reader, depth) : pathIn(reader);
}

const currency = /[A-Za-z]{3}-?\d+(?:\.\d+)?/y;

/** `USD-500.5` comes as several tokens; they are taken together. */
function currencyIn(reader: Reader): Value | undefined {
  const { at } = reader.peek();
  currency.lastIndex = at;
  const text = currency.exec(reader.soql)?.[0];
  if (text === undefined) return undefined;
  while (reader.end < at + text.length) reader.take();
  return { kind: 'value', type: 'currency', text, at };
}

function wordIn(reader: Reader): Value {
  const { text, at } = reader.peek();
  const name = text.toUpperCase();
  const value = (type: ValueType): Value => {
    reader.take();
    return { kind: 'value', type, text, at };
  };
  if (name === 'NULL') return value('null');
  if (name === 'TRUE' || name === 'FALSE') return value('boolean');
  if (ranges.has(name)) return value('range');
  if (counted.has(name) && reader.peek(1).text === ':') {
    reader.take();
    reader.take();
    return { kind: 'value', type: 'range', text: `${text}:${reader.count()}`, at };
  }
  const money = currencyIn(reader);
  if (money === undefined) throw reader.unexpected();
  return money;
}

/** A literal. Apex's `:name` is refused by name, as it is often sent by mistake. */
export function valueIn(reader: Reader): Value {
  const token = reader.peek();
  const { kind, text, at } = token;
  if (kind === 'word') return wordIn(reader);
  if (kind === 'symbol' && text === ':') {
    throw refused('MALFORMED_QUERY', reader.soql, at, 'Bind variables only allowed in Apex code');
  }
  if (kind === 'symbol' || kind === 'end') throw reader.unexpected();
  reader.take();
  return { kind: 'value', type: kind, text, at };
}
