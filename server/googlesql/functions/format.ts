/** Patterns of FORMAT_DATE, PARSE_DATE and their like, in the elements that mean the same in DuckDB. */
import { unportable } from '../refusal.ts';
import type { Typed } from '../typed.ts';
import { literal } from '../typed.ts';

/** GoogleSQL's element → DuckDB's (GoogleSQL reference, "Format elements for date and time parts"). */
const shown: Readonly<Record<string, string>> = {
  '%Y': '%Y',
  '%y': '%y',
  '%m': '%m',
  '%d': '%d',
  '%j': '%j',
  '%F': '%Y-%m-%d',
  '%b': '%b',
  '%B': '%B',
  '%a': '%a',
  '%A': '%A',
  '%H': '%H',
  '%I': '%I',
  '%M': '%M',
  '%S': '%S',
  '%p': '%p',
  '%T': '%H:%M:%S',
  '%R': '%H:%M',
  '%U': '%U',
  '%W': '%W',
  '%V': '%V',
  '%G': '%G',
  '%u': '%u',
  '%w': '%w',
  '%%': '%%',
};

const readBack: ReadonlySet<string> = new Set(['%Y', '%m', '%d', '%F', '%b', '%B', '%H', '%M', '%S', '%T', '%R', '%%']);

function translated(pattern: Typed, allowed: (element: string) => boolean, what: string): string {
  if (pattern.text === undefined) throw unportable(pattern.at, `${what} with a computed format`);
  const text = pattern.text.replaceAll(/%(?:E\d?[A-Za-z*]+|.)/gs, (element) => {
    const duck = shown[element];
    if (duck === undefined || !allowed(element)) throw unportable(pattern.at, `${what} element ${element}`);
    return duck;
  });
  return literal(text);
}

export function showFormat(pattern: Typed, what: string): string {
  return translated(pattern, () => true, what);
}

export function readFormat(pattern: Typed, what: string): string {
  return translated(pattern, (element) => readBack.has(element), what);
}
