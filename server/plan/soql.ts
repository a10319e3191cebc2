/** SOQL text that holds values: quoted, and cut so that a request stays below the longest URI the platform takes. */

/** A text literal; `\` and `'` are the characters SOQL escapes. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/** URI limit 16,384 bytes (salesforce-api notes 3.2); half of it leaves room for the rest of the query. */
const longestList = 8000;

/** Lists for `IN (…)`, each short enough for one query. */
export function inLists(values: readonly string[]): readonly string[] {
  const lists: string[] = [];
  let open: string[] = [];
  let length = 0;
  for (const value of values) {
    const text = quoted(value);
    const size = encodeURIComponent(text).length + 3;
    if (open.length > 0 && length + size > longestList) {
      lists.push(open.join(','));
      open = [];
      length = 0;
    }
    open.push(text);
    length += size;
  }
  if (open.length > 0) lists.push(open.join(','));
  return lists;
}
