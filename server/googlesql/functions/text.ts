import { invalid, unportable } from '../refusal.ts';
import { types } from '../type.ts';
import type { Typed } from '../typed.ts';
import { literal } from '../typed.ts';
import type { Called, Rule, Rules } from './rule.ts';
import { overloads, signature } from './rule.ts';

const { string, bytes, int, bool } = types;

/** What TRIM takes off: the characters that Unicode calls white space. */
const blanks = literal(
  '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
);

const trimming = (name: string): Rule =>
  overloads(signature([string, string], string, (text, set = blanks) => `${name}(${text}, ${set})`, 1));

/** The pattern of a regular expression has to be a literal: both engines then read the same RE2. */
function patternOf({ args, name }: Called, index: number): string | undefined {
  const pattern = args[index];
  if (pattern === undefined || args[0]?.type.kind !== 'STRING') return undefined;
  if (pattern.text === undefined) throw unportable(pattern.at, `${name} with a computed pattern`);
  return pattern.text;
}

function groupsIn(pattern: string): number {
  const plain = pattern.replaceAll(/\\.|\[\^?\]?(?:\\.|[^\]])*\]/gs, '');
  return (plain.match(/\((?!\?)|\(\?P?</g) ?? []).length;
}

const regexpExtract: Rule = {
  make: (call) => {
    const pattern = patternOf(call, 1);
    const [text, written, ...rest] = call.args;
    if (pattern === undefined || text === undefined || written === undefined) return undefined;
    if (rest.length > 0) throw unportable(call.at, 'REGEXP_EXTRACT with a position');
    const groups = groupsIn(pattern);
    if (groups > 1) throw invalid(written.at, 'Regular expression has more than 1 capturing group', call.name);
    const found = `regexp_extract(${text.sql}, ${written.sql}, ${groups})`;
    return { sql: `CASE WHEN regexp_matches(${text.sql}, ${written.sql}) THEN ${found} END`, type: string };
  },
};

const regexpReplace: Rule = {
  make: (call) => {
    const [text, pattern, by] = call.args;
    if (patternOf(call, 1) === undefined || by?.type.kind !== 'STRING' || call.args.length !== 3) return undefined;
    return { sql: `regexp_replace(${text?.sql ?? ''}, ${pattern?.sql ?? ''}, ${by.sql}, 'g')`, type: string };
  },
};

const regexpContains: Rule = {
  make: (call) => {
    const [text, pattern] = call.args;
    if (patternOf(call, 1) === undefined || call.args.length !== 2) return undefined;
    return { sql: `regexp_matches(${text?.sql ?? ''}, ${pattern?.sql ?? ''})`, type: bool };
  },
};

/** Texts, or whole numbers as text. NULL makes the whole NULL, which DuckDB's own concat would leave out. */
const concat: Rule = {
  make: ({ args }) => {
    const isBytes = args.every((arg) => arg.type.kind === 'BYTES');
    const parts = args.map((arg) => {
      if (arg.type.kind === 'INT64') return `CAST(${arg.sql} AS VARCHAR)`;
      if (arg.type.kind === 'NULL') return 'CAST(NULL AS VARCHAR)';
      return isBytes || arg.type.kind === 'STRING' ? arg.sql : undefined;
    });
    if (args.length === 0 || parts.includes(undefined)) return undefined;
    return { sql: `(${parts.join(' || ')})`, type: isBytes ? bytes : string };
  },
};

/** One element of a pattern of FORMAT and the value it shows. */
function formatted(element: string, value: Typed, at: number): string {
  const fixed = /^%\.(\d+)f$/.exec(element);
  const padded = /^%(0\d+)?d$/.exec(element);
  const { kind } = value.type;
  if (element === '%s' && kind === 'STRING') return `coalesce(${value.sql}, 'NULL')`;
  if (padded !== null && kind === 'INT64') return `coalesce(printf('${element}', ${value.sql}), 'NULL')`;
  if (fixed !== null && kind === 'FLOAT64') return `coalesce(printf('${element}', ${value.sql}), 'NULL')`;
  if (fixed !== null && (kind === 'NUMERIC' || kind === 'BIGNUMERIC')) {
    const places = Number(fixed[1]);
    if (places > 18) throw unportable(at, `FORMAT "${element}"`);
    return `coalesce(CAST(CAST(round(${value.sql}, ${places}) AS DECIMAL(38, ${places})) AS VARCHAR), 'NULL')`;
  }
  throw unportable(at, `FORMAT "${element}" of ${kind}`, 'FORMAT takes %s, %d, %05d and %.2f.');
}

const format: Rule = {
  make: ({ args, at }) => {
    const [pattern, ...values] = args;
    if (pattern === undefined || pattern.type.kind !== 'STRING') return undefined;
    if (pattern.text === undefined) throw unportable(at, 'FORMAT with a computed pattern');
    let place = 0;
    const parts = pattern.text.split(/(%(?:%|[^a-zA-Z%]*[a-zA-Z]))/).map((part) => {
      if (part === '%%') return literal('%');
      if (!part.startsWith('%')) return literal(part);
      const value = values[place];
      place += 1;
      if (value === undefined) throw invalid(at, 'Too few arguments to FORMAT', 'FORMAT');
      return formatted(part, value, at);
    });
    if (place !== values.length) throw invalid(at, 'Too many arguments to FORMAT', 'FORMAT');
    return { sql: `(${parts.filter((part) => part !== "''").join(' || ') || "''"})`, type: string };
  },
};

const split: Rule = {
  make: ({ args, at }) => {
    const [text, by] = args;
    if (text?.type.kind !== 'STRING' || args.length > 2 || (by !== undefined && by.type.kind !== 'STRING')) {
      return undefined;
    }
    if (by?.text === '' || (by !== undefined && by.text === undefined)) {
      throw unportable(at, 'SPLIT by nothing, or by a computed text');
    }
    return { sql: `string_split(${text.sql}, ${by?.sql ?? "','"})`, type: { kind: 'ARRAY', of: string } };
  },
};

/** Of the four forms DuckDB has NFC, which is the default. */
const normalize: Rule = {
  parts: [1],
  make: ({ args: [text], raw, at }) => {
    const [, form] = raw;
    if (text?.type.kind !== 'STRING' || raw.length > 2) return undefined;
    const name = form?.kind === 'path' ? form.names.join('.').toUpperCase() : 'NFC';
    if (name !== 'NFC') throw unportable(at, `NORMALIZE(…, ${name})`, 'Use NFC.');
    return { sql: `nfc_normalize(${text.sql})`, type: string };
  },
};

export const textRules: Rules = {
  CONCAT: concat,
  LOWER: overloads(signature([string], string, (text) => `lower(${text})`)),
  UPPER: overloads(signature([string], string, (text) => `upper(${text})`)),
  LENGTH: overloads(
    signature([string], int, (text) => `CAST(length(${text}) AS BIGINT)`),
    signature([bytes], int, (value) => `CAST(octet_length(${value}) AS BIGINT)`),
  ),
  CHAR_LENGTH: overloads(signature([string], int, (text) => `CAST(length(${text}) AS BIGINT)`)),
  CHARACTER_LENGTH: overloads(signature([string], int, (text) => `CAST(length(${text}) AS BIGINT)`)),
  BYTE_LENGTH: overloads(
    signature([string], int, (text) => `CAST(strlen(${text}) AS BIGINT)`),
    signature([bytes], int, (value) => `CAST(octet_length(${value}) AS BIGINT)`),
  ),
  TRIM: trimming('trim'),
  LTRIM: trimming('ltrim'),
  RTRIM: trimming('rtrim'),
  SUBSTR: overloads(
    signature([string, int, int], string, (...args) => `bq_substr${args.length}(${args.join(', ')})`, 1),
  ),
  SUBSTRING: overloads(
    signature([string, int, int], string, (...args) => `bq_substr${args.length}(${args.join(', ')})`, 1),
  ),
  LEFT: overloads(signature([string, int], string, (text, count) => `bq_left(${text}, ${count})`)),
  RIGHT: overloads(signature([string, int], string, (text, count) => `bq_right(${text}, ${count})`)),
  LPAD: overloads(
    signature([string, int, string], string, (text, size, by = "' '") => `bq_lpad(${text}, ${size}, ${by})`, 1),
  ),
  RPAD: overloads(
    signature([string, int, string], string, (text, size, by = "' '") => `bq_rpad(${text}, ${size}, ${by})`, 1),
  ),
  REPEAT: overloads(signature([string, int], string, (text, count) => `bq_repeat(${text}, ${count})`)),
  REPLACE: overloads(
    signature(
      [string, string, string],
      string,
      (text, from, to) => `CASE WHEN ${from} = '' THEN ${text} ELSE replace(${text}, ${from}, ${to}) END`,
    ),
  ),
  STARTS_WITH: overloads(signature([string, string], bool, (text, start) => `starts_with(${text}, ${start})`)),
  ENDS_WITH: overloads(signature([string, string], bool, (text, end) => `ends_with(${text}, ${end})`)),
  STRPOS: overloads(signature([string, string], int, (text, part) => `CAST(strpos(${text}, ${part}) AS BIGINT)`)),
  NORMALIZE: normalize,
  SPLIT: split,
  FORMAT: format,
  REGEXP_CONTAINS: regexpContains,
  REGEXP_EXTRACT: regexpExtract,
  REGEXP_REPLACE: regexpReplace,
  MD5: overloads(
    signature([string], bytes, (text) => `unhex(md5(${text}))`),
    signature([bytes], bytes, (value) => `unhex(md5(${value}))`),
  ),
  SHA256: overloads(
    signature([string], bytes, (text) => `unhex(sha256(${text}))`),
    signature([bytes], bytes, (value) => `unhex(sha256(${value}))`),
  ),
  TO_HEX: overloads(signature([bytes], string, (value) => `lower(hex(${value}))`)),
  FROM_HEX: overloads(signature([string], bytes, (text) => `unhex(${text})`)),
  TO_BASE64: overloads(signature([bytes], string, (value) => `to_base64(${value})`)),
  FROM_BASE64: overloads(signature([string], bytes, (text) => `from_base64(${text})`)),
};
