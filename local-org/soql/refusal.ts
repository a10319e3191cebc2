/** Refusals of a query with the place they are about, in the form in which the platform prefixes its messages. */
import { ApiError } from '../errors.ts';

/** Characters shown on each side of the place, stretched to whole words. Read off public replies; unverified. */
const around = 30;
const word = /[A-Za-z0-9_.]/;

/** A piece of the query, a caret below the place, and `ERROR at Row:1:Column:8`. */
function excerpt(soql: string, at: number): string {
  let start = Math.max(at - around, 0);
  while (start > 0 && word.test(soql.charAt(start - 1))) start--;
  let end = Math.min(at + around, soql.length);
  while (end < soql.length && word.test(soql.charAt(end))) end++;
  const before = soql.slice(0, at).split('\n');
  const place = `ERROR at Row:${before.length}:Column:${(before.at(-1)?.length ?? 0) + 1}`;
  return `\n${soql.slice(start, end).replaceAll('\n', ' ')}\n${' '.repeat(at - start)}^\n${place}\n`;
}

/** 400 with this code; `at` is the offset in the query of what is wrong. */
export function refused(errorCode: string, soql: string, at: number, message: string): ApiError {
  return new ApiError(400, errorCode, excerpt(soql, at) + message);
}

/** MALFORMED_QUERY that is about the query as a whole. */
export function malformed(message: string): ApiError {
  return new ApiError(400, 'MALFORMED_QUERY', message);
}
