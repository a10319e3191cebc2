/** SOQL text that holds values: quoted, and cut so that a request stays below the longest URI the platform takes. */

/** A text literal; `\` and `'` are the characters SOQL escapes. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/**
 * What texts that begin like this match after `LIKE`, where `%` and `_` stand for other characters unless they are escaped
 * (SOQL and SOSL Reference, Quoted String Escape Sequences).
 */
export function beginningWith(text: string): string {
  return `${quoted(text)
    .slice(0, -1)
    .replaceAll(/[%_]/g, String.raw`\$&`)}%'`;
}

/** URI limit 16,384 bytes (salesforce-api notes 3.2); half of it leaves room for the rest of the query. */
const longestList = 8000;

/** What quotes and a comma add to a value in a list. */
const aroundValue = 5;

/** Lists for `IN (…)`, each short enough for one query. */
export function inLists(values: readonly string[]): readonly string[] {
  const cut = cutter();
  return [...values.flatMap((value) => cut.add(value)), ...cut.rest()];
}

/** The same for values that come page by page: no more than one list is held. */
export async function* inListsOf(pages: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  const cut = cutter();
  for await (const values of pages) {
    for (const value of values) yield* cut.add(value);
  }
  yield* cut.rest();
}

/** About how many lists so many values make, which have so many bytes in all. */
export function listsFor({ keys, bytes }: { readonly keys: number; readonly bytes: number }): number {
  return Math.ceil((bytes + keys * aroundValue) / longestList);
}

interface Cutter {
  /** The list that was full before this value, if it was. */
  add(value: string): readonly string[];
  rest(): readonly string[];
}

function cutter(): Cutter {
  let open: string[] = [];
  let length = 0;
  const rest = (): readonly string[] => (open.length === 0 ? [] : [open.join(',')]);
  return {
    add: (value) => {
      const text = quoted(value);
      const size = encodeURIComponent(text).length + 3;
      const isFull = open.length > 0 && length + size > longestList;
      const full = isFull ? rest() : [];
      if (isFull) [open, length] = [[], 0];
      open.push(text);
      length += size;
      return full;
    },
    rest,
  };
}
