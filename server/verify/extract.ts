/** The org's records of one sync, read page by page into the columns that the warehouse compares. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MappedSync } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import type { Org, OrgRow } from '../org/org.ts';
import { extractColumns, rollupColumn } from '../warehouse/warehouse.ts';
import type { ExtractRow, Warehouse } from '../warehouse/warehouse.ts';
import { scopeOf } from './scope.ts';

/** `where`: the records that are the sync's business, unless it says others. */
export async function* extractPages(
  mapped: MappedSync,
  org: Org,
  where = scopeOf(mapped),
): AsyncGenerator<readonly ExtractRow[]> {
  const period = mapped.sync.reconcile.period?.field;
  const paths = [
    'Id',
    stamps.rowHash,
    ...mapped.fields.map((field) => field.name),
    ...mapped.rollups.map(({ shape }) => shape.name),
    ...(period === undefined ? [] : [period]),
  ];
  const soql = `SELECT ${[...new Set(paths)].join(', ')} FROM ${mapped.object.name}${where}`;
  for await (const page of org.query(soql)) yield page.map((row) => toExtract(mapped, row, period));
}

/** Brings pages of records into `extract.<sync>`. `label` tells the file, which is gone afterwards, from those of others. */
export async function extracted(
  mapped: MappedSync,
  pages: AsyncIterable<readonly ExtractRow[]>,
  label: string,
  { warehouse, dir }: { readonly warehouse: Warehouse; readonly dir: string },
): Promise<void> {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, `${label}-${mapped.sync.name}.extract.json`);
  await warehouse.comparison.extract(mapped, pages, file);
  rmSync(file, { force: true });
}

function toExtract(mapped: MappedSync, row: OrgRow, period: string | undefined): ExtractRow {
  const at = (path: string): string | null => row[path] ?? null;
  return {
    [extractColumns.key]: at(mapped.key.name),
    [extractColumns.salesforceId]: at('Id'),
    [extractColumns.hash]: at(stamps.rowHash),
    [extractColumns.period]: period === undefined ? null : at(period),
    ...Object.fromEntries(mapped.fields.map((field) => [field.name, at(field.name)])),
    ...Object.fromEntries(mapped.rollups.map(({ shape }) => [rollupColumn(shape.name), at(shape.name)])),
  };
}
