/** The parts of a run, put together: DuckDB as the warehouse, Salesforce as the org. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../clock.ts';
import type { OrgAccess } from '../config.ts';
import { Fault } from '../faults.ts';
import { salesforceOrg } from '../org/salesforce.ts';
import type { Parts } from '../run/run.ts';
import { openDuckWarehouse } from '../warehouse/duckdb/duckdb.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** The project at the root of this repository. */
export const defaultProject = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export function warehouseFileOf(project: string, file: string | undefined): string {
  return file === undefined ? join(resolve(project), '.todoku', 'warehouse.duckdb') : resolve(file);
}

export interface OpenParts extends Parts, AsyncDisposable {}

/** Opens the warehouse (and so takes its lock); nothing is asked of the org before it is needed. */
export async function openParts(
  warehouseFile: string,
  access: OrgAccess,
  options: { readonly address?: string } = {},
): Promise<OpenParts> {
  const warehouse = await openDuckWarehouse(warehouseFile, options);
  return {
    warehouse,
    org: salesforceOrg(access, systemClock),
    clock: systemClock,
    dir: `${warehouseFile}.files`,
    [Symbol.asyncDispose]: () => warehouse.close(),
  };
}

/** A warehouse that lives as long as the command and holds no file. */
export async function scratchWarehouse(): Promise<Warehouse & AsyncDisposable> {
  const warehouse = await openDuckWarehouse(undefined);
  return { ...warehouse, [Symbol.asyncDispose]: () => warehouse.close() };
}

export async function existingWarehouse(file: string): Promise<Warehouse & AsyncDisposable> {
  if (!existsSync(file)) {
    throw new Fault('setup', 'warehouse-missing', `There is no warehouse ${file}.`, {
      next: 'Push once, or name the file with --warehouse.',
      place: file,
    });
  }
  const warehouse = await openDuckWarehouse(file);
  return { ...warehouse, [Symbol.asyncDispose]: () => warehouse.close() };
}
