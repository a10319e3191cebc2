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
  const limit = csv === undefined ? listed + 1 : Number.MAX_SAFE_INTEGER;
  const place = placeOf(options);
  const service = await runningService(place.warehouseFile);
  const rows = service === undefined ? await here(place, run, limit) : await service.failed(run, limit);
  const more = csv === undefined && rows.length > listed ? ['… and more; --csv FILE writes all.'] : [];
  if (csv !== undefined) writeFileSync(csv, stringify([...rows], { header: true, columns: [...columns] }));
  const shown = csv === undefined ? rows.slice(0, listed) : [];
  const text = csv === undefined ? shown.map(lineOf) : [`${rows.length} rows written to ${csv}.`];
  return {
    text: [...(rows.length === 0 ? [`Every row of ${run} is in Salesforce as planned.`] : text), ...more].join('\n'),
    json:
      csv === undefined ? { run, rows: shown, isWhole: rows.length <= listed } : { run, rows: rows.length, file: csv },
    exitCode: rows.length === 0 ? exitCodes.ok : exitCodes.incomplete,
  };
}

const columns = [
  'sync',
  'key',
  'operation',
  'status',
  'code',
  'message',
] as const satisfies readonly (keyof FailedRow)[];

function lineOf({ sync, key, operation, status, code = '', message = '' }: FailedRow): string {
  return `${sync} ${key}: ${operation} ${status} ${code} ${message}`.trimEnd();
}

async function here(place: Place, run: string, limit: number): Promise<readonly FailedRow[]> {
  await using warehouse = await openExisting(place);
  return await failedRows(run, limit, warehouse);
}
