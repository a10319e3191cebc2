/** The parts of a run, put together: the warehouse that the project names, Salesforce as the org. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import type { OrgAccess } from '../config.ts';
import { salesforceOrg } from '../org/salesforce.ts';
import type { Parts } from '../run/run.ts';
import type { Project } from '../syncs/syncs.ts';
import { readWarehouse } from '../syncs/syncs.ts';
import { openDuckWarehouse } from '../warehouse/duckdb/duckdb.ts';
import { existingWarehouse, openWarehouse } from '../warehouse/place/place.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** The project at the root of this repository. */
export const defaultProject = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export function warehouseFileOf(project: string, file: string | undefined): string {
  return file === undefined ? join(resolve(project), '.todoku', 'warehouse.duckdb') : resolve(file);
}

/** A project folder and the path beside which its warehouse keeps what it has on this machine. */
export interface Place {
  readonly project: string;
  readonly warehouseFile: string;
}

export function placeOf({ project, warehouse }: { readonly project: string; readonly warehouse?: string }): Place {
  return { project, warehouseFile: warehouseFileOf(project, warehouse) };
}

export interface OpenParts extends Parts, AsyncDisposable {}

/** Opens the warehouse (DuckDB's file is locked by that); nothing is asked of the org before it is needed. */
export async function openParts(
  project: Pick<Project, 'name' | 'warehouse'>,
  file: string,
  access: OrgAccess,
  clock: Clock = systemClock,
): Promise<OpenParts> {
  const warehouse = await openWarehouse({ project, file, clock });
  return {
    warehouse,
    org: salesforceOrg(access, clock),
    clock,
    dir: `${file}.files`,
    [Symbol.asyncDispose]: () => warehouse.close(),
  };
}

/** A warehouse that lives as long as the command and holds no file. */
export async function scratchWarehouse(): Promise<Warehouse & AsyncDisposable> {
  return disposable(await openDuckWarehouse(undefined));
}

/** For what a push has left; faults when there was none. */
export async function openExisting({ project, warehouseFile }: Place): Promise<Warehouse & AsyncDisposable> {
  const place = { project: readWarehouse(project), file: warehouseFile, clock: systemClock };
  return disposable(await existingWarehouse(place));
}

/** For work of its own; makes what is not there. */
export async function openToBuild({ project, warehouseFile }: Place): Promise<Warehouse & AsyncDisposable> {
  const place = { project: readWarehouse(project), file: warehouseFile, clock: systemClock };
  return disposable(await openWarehouse(place));
}

function disposable(warehouse: Warehouse): Warehouse & AsyncDisposable {
  return { ...warehouse, [Symbol.asyncDispose]: () => warehouse.close() };
}
