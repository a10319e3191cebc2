/** A value that the row's own record type does not offer cannot be sent: said of the rows of a plan, and of corrections. */
import type { RecordTypeChoices } from '../model/model.ts';
import type { Canonical } from './canonical.ts';
import type { Words } from './words.ts';

/** `type`: the canonical text of the row's record type; a row without one, or of a type that nobody knows, may have any. */
export function notOffered(
  { offered }: RecordTypeChoices,
  type: string,
  words: Pick<Words, 'text' | 'strays'>,
): Canonical['faults'][number] {
  const when = (value: string): string => {
    const cases = [...offered].map(
      ([id, values]) => `WHEN ${words.text(id)} THEN ${values.length === 0 ? 'true' : words.strays(value, values)}`,
    );
    return `(${value} IS NOT NULL AND CASE SUBSTR(${type}, 1, 15) ${cases.join(' ')} ELSE false END)`;
  };
  return { reason: 'not-in-record-type', when };
}
