/** Reads a project folder into values, or says everything that is wrong with it. */
import { existsSync, globSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Fault } from '../faults.ts';
import { cycleOf, cycleProblems } from './cycle.ts';
import type { YamlFile } from './document.ts';
import { readYaml } from './document.ts';
import { inOrder } from './order.ts';
import type { Problem } from './problems.ts';
import { ProjectFault } from './problems.ts';
import type { Coverage, Model, Project, RawTable, WarehouseSettings } from './project.ts';
import { pullProblems, pullsOf } from './pulls.ts';
import { rawFolder, tableProblems, tablesOf } from './raw-tables.ts';
import { scheduleProblems, schedulesOf } from './schedules.ts';
import type { TodokuFile } from './schema.ts';
import { todokuSchema } from './schema.ts';
import { readSql, secondTextProblems, sqlFiles } from './sql-file.ts';
import type { SyncFolder } from './sync-file.ts';
import { readSyncFolder } from './sync-file.ts';
import type { Dialect } from './template.ts';
import { markerProblems, refsOf } from './template.ts';

const usualBulkAbove = 2000;
const usualMaxBytesBilled = 100_000_000_000;

/** A tenth of the org's calls is for whoever else uses the org. */
const usualReserve = 10;

export function readProject(folder: string): Project {
  const dir = resolve(folder);
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    throw new Fault('setup', 'project-missing', `There is no project folder ${dir}.`, {
      next: 'Name a folder that holds todoku.yml with --project.',
      place: dir,
    });
  }
  const todoku = readYaml(join(dir, 'todoku.yml'), todokuSchema);
  const dialect = 'value' in todoku ? todoku.value.dialect : 'duckdb';
  const folders = globSync('syncs/*/', { cwd: dir })
    .sort()
    .map((path) => readSyncFolder(join(dir, path), dialect));
  const models = sqlFiles(dir, 'models/*.sql').map((file): Model => ({
    name: basename(file, '.sql'),
    sql: readSql(file, dialect),
  }));
  const problems = folders.flatMap((item) => item.problems);
  if (!('value' in todoku)) throw new ProjectFault(dir, [...todoku, ...problems]);

  const all = [...models, ...folders.flatMap((item) => (item.model === undefined ? [] : [item.model]))];
  const tables = tablesOf(todoku.value);
  const coverage = coverageOf(dir, dialect, tables);
  const wrong = [
    ...problems,
    ...todokuProblems(dir, todoku, folders, models),
    ...secondTextProblems(dir, dialect),
    ...twice(models, folders),
    ...coverage.problems,
    ...sqlProblems(todoku.value, all, coverage.items),
  ];
  if (wrong.length > 0) throw new ProjectFault(dir, wrong);
  return toProject(dir, todoku, all, folders, tables, coverage.items);
}

/** Where the project's warehouse is, and whose it is; DuckDB where there is no todoku.yml. */
export function readWarehouse(folder: string): Pick<Project, 'name' | 'warehouse'> {
  const file = join(resolve(folder), 'todoku.yml');
  if (!existsSync(file)) return { name: '', warehouse: { kind: 'duckdb', memoryMb: undefined, threads: undefined } };
  const todoku = readYaml(file, todokuSchema);
  if ('value' in todoku) return { name: todoku.value.name, warehouse: warehouseOf(todoku.value) };
  throw new ProjectFault(resolve(folder), todoku);
}

function toProject(
  dir: string,
  todoku: YamlFile<TodokuFile>,
  models: readonly Model[],
  folders: readonly SyncFolder[],
  tables: readonly RawTable[],
  coverage: readonly Coverage[],
): Project {
  const file = todoku.value;
  return {
    dir,
    isOwn: false,
    name: file.name,
    timeZone: file.timeZone,
    warehouse: warehouseOf(file),
    rawDir: resolve(dir, rawFolder(file)),
    tables,
    params: new Map(Object.entries(file.params ?? {})),
    asOf:
      file.asOf === undefined ? undefined : { file: join(dir, 'todoku.yml'), text: file.asOf, dialect: file.dialect },
    bulkAbove: file.load?.bulkAbove ?? usualBulkAbove,
    calls: { max: file.calls?.max, reserve: file.calls?.reserve ?? usualReserve },
    models: inOrder(
      models,
      (model) => model.name,
      (model) => refsOf(model.sql),
    ).items,
    syncs: folders.flatMap((item) => (item.sync === undefined ? [] : [item.sync])),
    coverage,
    pulls: pullsOf(todoku),
    schedules: schedulesOf(file),
    cycle: cycleOf(dir, file),
  };
}

function warehouseOf({ warehouse }: TodokuFile): WarehouseSettings {
  if (warehouse?.kind !== 'bigquery') {
    return { kind: 'duckdb', memoryMb: warehouse?.memoryMb, threads: warehouse?.threads };
  }
  const { maxBytesBilled = usualMaxBytesBilled, labels = {}, maxBytesPerRun, endpoint, ...rest } = warehouse;
  return { ...rest, maxBytesBilled, maxBytesPerRun, labels, endpoint };
}

function coverageOf(
  dir: string,
  dialect: Dialect,
  tables: readonly RawTable[],
): { items: readonly Coverage[]; problems: readonly Problem[] } {
  const items: Coverage[] = [];
  const problems: Problem[] = [];
  for (const file of sqlFiles(dir, 'coverage/*.sql')) {
    const name = basename(file, '.sql');
    const table = tables.find((item) => item.name === name);
    if (table === undefined) {
      problems.push({
        file,
        line: 1,
        column: 1,
        message: `no raw table is called "${name}".`,
        next: `Name the file after one of: ${tables.map((item) => item.name).join(', ')}.`,
      });
    } else {
      items.push({ table, sql: readSql(file, dialect) });
    }
  }
  return { items, problems };
}

function todokuProblems(
  dir: string,
  file: YamlFile<TodokuFile>,
  folders: readonly SyncFolder[],
  models: readonly Model[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const names = folders.flatMap((item) => (item.sync === undefined ? [] : [item.sync.name]));
  if (folders.length === 0) {
    problems.push(
      file.problem([], 'the project has no sync.', 'Add a folder with sync.yml and model.sql under syncs/.'),
    );
  }
  if (file.value.warehouse?.kind === 'bigquery' && file.value.dialect !== 'bigquery') {
    problems.push(
      file.problem(
        ['dialect'],
        'BigQuery runs GoogleSQL alone.',
        'Write the SQL in GoogleSQL and say dialect: bigquery.',
      ),
    );
  }
  return [
    ...problems,
    ...tableProblems(dir, file),
    ...pullProblems(file),
    ...scheduleProblems(file, names),
    ...cycleProblems(
      dir,
      file,
      names,
      models.map(({ name }) => name),
    ),
  ];
}

function twice(models: readonly Model[], folders: readonly SyncFolder[]): readonly Problem[] {
  const names = new Set(models.map((model) => model.name.toLowerCase()));
  return folders
    .flatMap((item) => (item.model === undefined ? [] : [item.model]))
    .filter((model) => names.has(model.name.toLowerCase()))
    .map((model) => ({
      file: model.sql.file,
      line: 1,
      column: 1,
      message: `a model and a sync are both called "${model.name}".`,
      next: `Rename the file in models/ or the folder ${basename(dirname(model.sql.file))}.`,
    }));
}

function sqlProblems(file: TodokuFile, models: readonly Model[], coverage: readonly Coverage[]): readonly Problem[] {
  const names = new Set(models.map((model) => model.name));
  const params = new Set(Object.keys(file.params ?? {}));
  const raw = new Set(Object.keys(file.raw.tables));
  const pulled = new Set((file.pull ?? []).map(({ table }) => table));
  const problems = [...models, ...coverage].flatMap((item) =>
    markerProblems(item.sql, { ref: names, raw, pulled, param: params }),
  );
  const { cycle } = inOrder(
    models,
    (model) => model.name,
    (model) => refsOf(model.sql),
  );
  const first = models.find((model) => model.name === cycle?.[0]);
  if (cycle === undefined || first === undefined) return problems;
  return [
    ...problems,
    {
      file: first.sql.file,
      line: 1,
      column: 1,
      message: `models refer to each other in a circle: ${cycle.join(' → ')}.`,
      next: 'Break the circle.',
    },
  ];
}
