/** SOSL text → what is searched and what is returned (SOQL and SOSL Reference, "SOSL Syntax"). */
import { ApiError } from '../engine/engine.ts';
import { type Term, termOf } from './search-terms.ts';

export type SearchGroup = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

export interface Returning {
  readonly object: string;
  /** As in a SELECT; empty for the id alone. */
  readonly fields: string;
  /** Conditions, order, LIMIT and OFFSET as in SOQL; empty for none. */
  readonly where: string;
  readonly orderBy: string;
  readonly limit?: number;
  readonly offset?: number;
}

export interface Search {
  readonly term: Term;
  readonly group: SearchGroup;
  /** Absent: every object that can be searched. */
  readonly returning?: readonly Returning[];
  readonly limit?: number;
}

const malformed = (message: string): ApiError => new ApiError(400, 'MALFORMED_SEARCH', message);
const unexpected = (text: string): ApiError =>
  malformed(`unexpected token: '${text.trim().split(/\s/)[0] ?? '<EOF>'}'`); // text unverified

const groups = /^(ALL|NAME|EMAIL|PHONE|SIDEBAR)$/;

export function groupOf(text: string): SearchGroup {
  const name = text.toUpperCase();
  if (!groups.test(name)) throw unexpected(text);
  return name as SearchGroup; // the pattern admits no other
}

/** Splits at a character that stands outside of quotes and parentheses. */
function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isQuoted && character === '\\') at++;
    else if (character === "'") isQuoted = !isQuoted;
    else if (!isQuoted && character === '(') depth++;
    else if (!isQuoted && character === ')') depth--;
    else if (!isQuoted && depth === 0 && character === separator) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Takes quoted texts out of sight, so that keywords in them do not count; same length. */
function masked(text: string): string {
  return text.replace(/'(?:[^'\\]|\\.)*'/gs, (quoted) => '_'.repeat(quoted.length));
}

const clause = /\b(?:WHERE|ORDER\s+BY|LIMIT|OFFSET|USING)\b/i;

/** `Account(Id, Name WHERE … ORDER BY … LIMIT 5)`. */
function returningOf(text: string): Returning {
  const [, object = '', inner = ''] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/s.exec(text) ?? [];
  if (object === '') throw unexpected(text);
  const shape = masked(inner);
  const cuts: { keyword: string; start: number; from: number }[] = [];
  for (const match of shape.matchAll(new RegExp(clause, 'gi'))) {
    const keyword = match[0].toUpperCase().replace(/\s+/g, ' ');
    cuts.push({ keyword, start: match.index, from: match.index + match[0].length });
  }
  const part = (keyword: string): string => {
    const index = cuts.findIndex((one) => one.keyword === keyword);
    const cut = cuts[index];
    return cut === undefined ? '' : inner.slice(cut.from, cuts[index + 1]?.start).trim();
  };
  if (part('USING') !== '') throw malformed('USING ListView is not supported by this org.'); // text unverified
  return {
    object,
    fields: inner.slice(0, cuts[0]?.start).trim(),
    where: part('WHERE'),
    orderBy: part('ORDER BY'),
    ...numberIn('limit', part('LIMIT')),
    ...numberIn('offset', part('OFFSET')),
  };
}

function numberIn<Name extends 'limit' | 'offset'>(name: Name, text: string): Partial<Record<Name, number>> {
  if (text === '') return {};
  if (!/^\d+$/.test(text)) throw unexpected(text);
  return { [name]: Number(text) } as Partial<Record<Name, number>>; // the one key that was asked for
}

/** Clauses that stand behind RETURNING and change nothing here: no articles, no communities, no divisions. */
const ignored =
  /\b(?:WITH\s+(?:SNIPPET|HIGHLIGHT|METADATA\s*=\s*'\w+'|SPELL_CORRECTION\s*=\s*\w+)|UPDATE\s+\w+(?:\s*,\s*\w+)*)/gi;

/** Throws MALFORMED_SEARCH for text that is not SOSL, INVALID_SEARCH for a term that nothing can be found by. */
export function parseSosl(text: string): Search {
  const [, term, rest = ''] = /^\s*FIND\s*\{((?:[^{}\\]|\\.)*)\}(.*)$/is.exec(text) ?? [];
  if (term === undefined) {
    throw malformed('No search term found. The search term must be enclosed in braces.');
  }
  const [, group = 'ALL', behind = ''] = /^\s*(?:IN\s+(\w+)\s+FIELDS)?(.*)$/is.exec(rest) ?? [];
  const clauses = behind.replace(ignored, '');
  const match = tail.exec(outermost(clauses));
  if (match === null) throw unexpected(clauses);
  const [start, end] = match.indices?.[1] ?? [];
  const list = start === undefined ? undefined : clauses.slice(start, end);
  return {
    term: termOf(term),
    group: groupOf(group),
    ...(list === undefined ? {} : { returning: splitOutside(list, ',').map(returningOf) }),
    ...numberIn('limit', match[2] ?? ''),
  };
}

const tail = /^\s*(?:RETURNING\s+(.*?))?\s*(?:\bLIMIT\s+(\d+))?\s*$/dis;

/** What stands in parentheses or quotes is made unreadable, so that only the outermost LIMIT is seen; same length. */
function outermost(text: string): string {
  let hidden = masked(text);
  for (let before = ''; before !== hidden;) {
    before = hidden;
    hidden = hidden.replace(/\([^()]*\)/g, (inner) => '_'.repeat(inner.length));
  }
  return hidden;
}
