/** The warehouse step: raw files in, models built, every raw row accounted for. */
import type { CoverageReport } from './result.ts';
import { declarePulls } from '../replicate/replicate.ts';
import type { OnEvent } from './events.ts';
import type { Project } from '../syncs/syncs.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

export interface Prepared {
  readonly sourceAsOf: Date;
  readonly coverage: readonly CoverageReport[];
}

/** Rows without a place that a result lists; the warehouse keeps all of them. */
const listedRows = 1000;

/** Faults before anything else is touched when a file, the SQL or the coverage is not what it should be. */
export async function prepare(
  project: Project,
  rawDir: string,
  warehouse: Warehouse,
  onEvent: OnEvent,
): Promise<Prepared> {
  const { sources } = warehouse;
  onEvent({ type: 'step', step: 'ingest', state: 'started' });
  const ingested = await sources.ingest(project.tables, rawDir);
  onEvent({ type: 'step', step: 'ingest', state: 'finished' });
  onEvent({ type: 'step', step: 'build', state: 'started' });
  await declarePulls(project, warehouse);
  await sources.build(project.models, project.params);
  const sourceAsOf =
    project.asOf === undefined
      ? ingested.modifiedAt
      : await sources.moment(project.asOf, project.params, project.timeZone);
  const coverage: CoverageReport[] = [];
  for (const item of project.coverage) {
    const result = await sources.cover(item, project.params);
    coverage.push({ ...result, listed: await firstUnplaced(warehouse, item.table.name) });
  }
  onEvent({ type: 'step', step: 'build', state: 'finished' });
  return { sourceAsOf, coverage };
}

async function firstUnplaced(warehouse: Warehouse, table: string): Promise<CoverageReport['listed']> {
  const rows: { key: string; reason: string }[] = [];
  for await (const page of warehouse.sources.unplaced(table)) {
    rows.push(...page.slice(0, listedRows - rows.length));
    if (rows.length >= listedRows) break;
  }
  return rows;
}
