/** Side door: the warehouse that a project names, wherever it is. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../../clock.ts';
import { Fault } from '../../faults.ts';
import type { Project } from '../../syncs/syncs.ts';
import type * as bigQueryDoor from '../bigquery/bigquery.ts';
import { openDuckWarehouse } from '../duckdb/duckdb.ts';
import { lockOf, writeLock } from '../lock.ts';
import type { Warehouse } from '../warehouse.ts';

export interface WarehousePlace {
  readonly project: Pick<Project, 'name' | 'warehouse'>;
  /** DuckDB's file. Whatever the warehouse is, what belongs to it on this machine stands beside this path. */
  readonly file: string;
  readonly clock: Clock;
  /** Where the service answers, for commands and for the message another process shows. */
  readonly address?: string | undefined;
  /** How to sign in to BigQuery; Application Default Credentials when undefined. */
  readonly authClient?: bigQueryDoor.BigQueryOptions['authClient'];
}

/** Opens or makes it. Faults when it cannot be reached, or belongs to another project or process. */
export async function openWarehouse(place: WarehousePlace): Promise<Warehouse> {
  const { project, file, address } = place;
  if (project.warehouse.kind === 'duckdb') {
    const { memoryMb, threads } = project.warehouse;
    return openDuckWarehouse(file, { address, memoryMb, threads });
  }
  const { openBigQueryWarehouse } = await bigQuery();
  const warehouse = await openBigQueryWarehouse(project.warehouse, bigQueryOptions(place));
  if (address === undefined) return warehouse;
  // BigQuery's own lease keeps other runners out; this tells commands on this machine whom to ask.
  mkdirSync(dirname(file), { recursive: true });
  writeLock(file, address);
  const close = async (): Promise<void> => {
    await warehouse.close();
    rmSync(lockOf(file), { force: true });
  };
  return { ...warehouse, close };
}

/** Opens one that a push has made before. */
export async function existingWarehouse(place: WarehousePlace): Promise<Warehouse> {
  const { warehouse } = place.project;
  if (warehouse.kind === 'bigquery') {
    const { openBigQueryWarehouse } = await bigQuery();
    return openBigQueryWarehouse(warehouse, { ...bigQueryOptions(place), mustExist: true });
  }
  if (existsSync(place.file)) return openWarehouse(place);
  throw new Fault('setup', 'warehouse-missing', `There is no warehouse ${place.file}.`, {
    next: 'Push once, or name the file with --warehouse.',
    place: place.file,
  });
}

/** Whether a push could use it, in one sentence; nothing is made or changed. Faults when it could not. */
export async function lookAtWarehouse(place: WarehousePlace): Promise<string> {
  const { project, file } = place;
  if (project.warehouse.kind === 'bigquery') {
    const { lookAtBigQuery } = await bigQuery();
    return lookAtBigQuery(project.warehouse, bigQueryOptions(place));
  }
  if (!existsSync(file)) return `${file} will be made by the first push`;
  const warehouse = await openDuckWarehouse(file);
  await warehouse.close();
  return file;
}

/** Whether a push could read the raw tables that are no files, in one sentence. Faults with the first that it could not. */
export async function lookAtTables(place: WarehousePlace, tables: Project['tables']): Promise<string> {
  const { warehouse } = place.project;
  if (warehouse.kind === 'duckdb') return 'none';
  const { lookAtBigQueryTables } = await bigQuery();
  return lookAtBigQueryTables(warehouse, bigQueryOptions(place), tables);
}

/** Loaded where it is wanted: nobody with a DuckDB file waits for Google's client. */
function bigQuery(): Promise<typeof bigQueryDoor> {
  return import('../bigquery/bigquery.ts');
}

function bigQueryOptions({ project, file, clock, authClient }: WarehousePlace): bigQueryDoor.BigQueryOptions {
  return { project: project.name, dir: `${file}.files`, clock, ...(authClient === undefined ? {} : { authClient }) };
}
