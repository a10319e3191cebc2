/** Tables that live as long as the work they are for. */
import { Fault } from '../../faults.ts';
import type { Engine } from './engine.ts';
import { Refused } from './refused.ts';
import { tablesReply } from './reply.ts';
import { idOf, there } from './tables.ts';

/** Removes a table of work that is over. What stays is replaced by its next use, or swept with the next lease. */
export async function discardWork(engine: Engine, of: string): Promise<void> {
  await discard(engine, idOf('work', of));
}

async function discard(engine: Engine, table: string): Promise<void> {
  try {
    await engine.wire.delete(`/datasets/${engine.settings.dataset}/tables/${encodeURIComponent(table)}`);
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Fault)) throw error;
  }
}

/** Removes the tables of work that killed runs have left; for whoever has the lease. */
export async function sweepWork(engine: Engine): Promise<void> {
  const path = `/datasets/${engine.settings.dataset}/tables`;
  let pageToken: string | undefined;
  do {
    const query = { maxResults: '1000', ...(pageToken === undefined ? {} : { pageToken }) };
    const page = tablesReply.parse(await there(engine, path, query));
    const left = page.tables.map(({ tableReference }) => tableReference.tableId);
    for (const table of left.filter((id) => id.startsWith(idOf('work', '')))) await discard(engine, table);
    ({ nextPageToken: pageToken } = page);
  } while (pageToken !== undefined);
}
