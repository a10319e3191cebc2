/** The org's records of one sync, read page by page into the columns that the warehouse compares. */
import type { MappedSync } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import type { Org, OrgRow } from '../org/org.ts';
import { extractColumns, rollupColumn } from '../warehouse/warehouse.ts';
import type { ExtractRow } from '../warehouse/warehouse.ts';
import { scopeOf } from './scope.ts';

export async function* extractPages(mapped: MappedSync, org: Org): AsyncGenerator<readonly ExtractRow[]> {
  const period = mapped.sync.reconcile.period?.field;
  const paths = [
    'Id',
    stamps.rowHash,
    ...mapped.fields.map((field) => field.name),
    ...mapped.rollups.map(({ shape }) => shape.name),
    ...(period === undefined ? [] : [period]),
  ];
  const soql = `SELECT ${[...new Set(paths)].join(', ')} FROM ${mapped.object.name}${scopeOf(mapped)}`;
  for await (const page of org.query(soql)) yield page.map((row) => toExtract(mapped, row, period));
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
