/** Whether each raw row is accounted for exactly once. */
import { Fault } from '../faults.ts';
import type { Coverage } from '../syncs/syncs.ts';

export interface CoverageCounts {
  readonly rawRows: number;
  readonly rows: number;
  /** Keys that are null or occur twice. */
  readonly twice: number;
  /** Rows with neither a placement nor a reason. */
  readonly wordless: number;
  /** Raw rows that are not covered, and covered keys that are not raw; by key where one is declared. */
  readonly missing: number;
  readonly unknown: number;
}

/** What is wrong with a coverage; undefined when nothing is. */
export function coverageFault({ table, sql }: Coverage, counts: CoverageCounts): Fault | undefined {
  const { rawRows, rows, twice, wordless } = counts;
  const hasKey = table.key !== undefined;
  const missing = hasKey ? counts.missing : Math.max(rawRows - rows, 0);
  const unknown = hasKey ? counts.unknown : Math.max(rows - rawRows, 0);
  const wrong = [
    missing > 0 ? `${missing} of ${rawRows} rows are missing` : '',
    unknown > 0 ? `${unknown} rows are not in the raw table` : '',
    twice > 0 ? `${twice} keys are null or occur twice` : '',
    wordless > 0 ? `${wordless} rows have neither a placement nor a reason` : '',
    hasKey && missing + unknown + twice === 0 && rows !== rawRows ? `${rowsText(rows)} for ${rowsText(rawRows)}` : '',
  ].filter((line) => line !== '');
  if (wrong.length === 0) return undefined;
  return new Fault('refused', 'coverage-open', `Coverage of ${table.name}: ${wrong.join('; ')}.`, {
    next: 'Return each raw row exactly once: key, placement (where it went), reason (why it went nowhere).',
    place: sql.file,
  });
}

function rowsText(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`;
}
