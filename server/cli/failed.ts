/** `failed`: rows of a run that are not in Salesforce as planned, with Salesforce's own words. */
import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { FailedRow } from '../run/run.ts';
import { failedRows } from '../run/run.ts';
import type { Answer, Options } from './answer.ts';
import type { Place } from './compose.ts';
import { openExisting, placeOf } from './compose.ts';
import { exitCodes } from './exit.ts';
import { runningService } from './remote.ts';

/** Rows that are listed; a file has all. */
const listed = 50;

export async function failed(options: Options): Promise<Answer> {
  const { run = '', csv } = options;
  const which =
    csv === undefined ? { limit: listed + 1, withValues: false } : { limit: Number.MAX_SAFE_INTEGER, withValues: true };
  const place = placeOf(options);
  const service = await runningService(place.warehouseFile);
  const rows = service === undefined ? await here(place, run, which) : await service.failed(run, which);
  const more = csv === undefined && rows.length > listed ? ['… and more; --csv FILE writes all.'] : [];
  if (csv !== undefined) writeFileSync(csv, fileOf(run, rows));
  const shown = csv === undefined ? rows.slice(0, listed) : [];
  const text =
    csv === undefined ? shown.map(lineOf) : [`${rows.length} rows written to ${csv}${nextOf(run, rows, csv)}`];
  return {
    text: [...(rows.length === 0 ? [`Every row of ${run} is in Salesforce as planned.`] : text), ...more].join('\n'),
    json:
      csv === undefined ? { run, rows: shown, isWhole: rows.length <= listed } : { run, rows: rows.length, file: csv },
    exitCode: rows.length === 0 ? exitCodes.ok : exitCodes.incomplete,
  };
}

/** What each row has, before the fields of its sync. */
const columns = ['run', 'sync', 'key', 'operation', 'status', 'code', 'message'] as const;

/** A column for each field of any row: `retry --from` takes the file back with its values corrected. */
function fileOf(run: string, rows: readonly FailedRow[]): string {
  const fields = [...new Set(rows.flatMap(({ values = {} }) => Object.keys(values)))];
  const records = rows.map((row) => [
    run,
    ...columns.slice(1).map((column) => row[column as Exclude<(typeof columns)[number], 'run'>]), // the first is the run
    ...fields.map((field) => row.values?.[field]),
  ]);
  return stringify([[...columns, ...fields], ...records]);
}

function nextOf(run: string, rows: readonly FailedRow[], csv: string): string {
  if (rows.some(({ values }) => values !== undefined)) {
    return `, with their values. Correct them there and send them: todoku retry ${run} --from ${csv}`;
  }
  return rows.length === 0 ? '.' : ', without values: a later run has planned since, or nothing of them has any.';
}

function lineOf({ sync, key, operation, status, code = '', message = '' }: FailedRow): string {
  return `${sync} ${key}: ${operation} ${status} ${code} ${message}`.trimEnd();
}

async function here(place: Place, run: string, which: Parameters<typeof failedRows>[1]): Promise<readonly FailedRow[]> {
  await using warehouse = await openExisting(place);
  return await failedRows(run, which, warehouse);
}
