/** A project's SQL checked without data and without an org: every table is built empty, every mapped column looked for. */
import { Fault } from '../faults.ts';
import type { Sync } from '../model/model.ts';
import { declarePulls } from '../replicate/replicate.ts';
import type { Project } from '../syncs/syncs.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

export interface ProjectCheck {
  readonly project: string;
  readonly tables: number;
  readonly models: number;
  readonly syncs: readonly { readonly sync: string; readonly object: string; readonly fields: number }[];
  readonly coverage: readonly string[];
}

/** Needs a warehouse in memory: it fills `raw` with empty tables. */
export async function checkProject(project: Project, warehouse: Warehouse): Promise<ProjectCheck> {
  const { sources } = warehouse;
  await sources.declare(project.tables);
  await declarePulls(project, warehouse);
  await sources.build(project.models, project.params);
  for (const coverage of project.coverage) await sources.cover(coverage, project.params);
  const missing: string[] = [];
  for (const sync of project.syncs) missing.push(...(await missingColumns(sync, warehouse)));
  if (missing.length > 0) {
    throw new Fault('setup', 'column-missing', missing.join('\n'), {
      next: 'Correct sync.yml or the names that model.sql returns.',
    });
  }
  return {
    project: project.name,
    tables: project.tables.length,
    models: project.models.length,
    syncs: project.syncs.map((sync) => ({ sync: sync.name, object: sync.object, fields: sync.fields.length })),
    coverage: project.coverage.map((item) => item.table.name),
  };
}

async function missingColumns(sync: Sync, { sources }: Warehouse): Promise<readonly string[]> {
  const columns = (await sources.columnsOf(sync.name)).map((column) => column.name);
  const known = new Set(columns.map((column) => column.toLowerCase()));
  const { period, rollups } = sync.reconcile;
  const wanted = [
    ...sync.fields.map(({ field, column }) => ({ field, column })),
    ...rollups,
    ...sync.plausible.flatMap(({ field, size }) => (size === undefined ? [] : [{ field, column: size.column }])),
    ...(period === undefined ? [] : [{ field: period.field, column: period.column }]),
  ];
  return wanted
    .filter(({ column }) => !known.has(column.toLowerCase()))
    .map(
      ({ field, column }) =>
        `${sync.file}: ${field} wants column "${column}"; model.sql returns ${columns.join(', ')}.`,
    );
}
