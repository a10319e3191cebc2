/** Reads a project folder into values, or says everything that is wrong with it. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Fault } from '../faults.ts';
import type { YamlFile } from './document.ts';
import { readYaml } from './document.ts';
import { inOrder } from './order.ts';
import type { Problem } from './problems.ts';
import { ProjectFault } from './problems.ts';
import type { Coverage, Model, Project, RawTable } from './project.ts';
import { scheduleProblems, schedulesOf } from './schedules.ts';
import type { TodokuFile } from './schema.ts';
import { todokuSchema } from './schema.ts';
import type { SyncFolder } from './sync-file.ts';
import { readSyncFolder } from './sync-file.ts';
import type { Sql } from './template.ts';
import { markerProblems, refsOf } from './template.ts';

const usualBulkAbove = 2000;

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
  const folders = globSync('syncs/*/', { cwd: dir })
    .sort()
    .map((path) => readSyncFolder(join(dir, path)));
  const models = globSync('models/*.sql', { cwd: dir })
    .sort()
    .map((path): Model => ({ name: basename(path, '.sql'), sql: readSql(join(dir, path)) }));
  const problems = folders.flatMap((item) => item.problems);
  if (!('value' in todoku)) throw new ProjectFault(dir, [...todoku, ...problems]);

  const all = [...models, ...folders.flatMap((item) => (item.model === undefined ? [] : [item.model]))];
  const tables = tablesOf(todoku.value);
  const coverage = coverageOf(dir, tables);
  const wrong = [
    ...problems,
    ...todokuProblems(todoku, folders),
    ...twice(models, folders),
    ...coverage.problems,
    ...sqlProblems(todoku.value, all, coverage.items),
  ];
  if (wrong.length > 0) throw new ProjectFault(dir, wrong);
  return toProject(dir, todoku.value, all, folders, tables, coverage.items);
}

function toProject(
  dir: string,
  file: TodokuFile,
  models: readonly Model[],
  folders: readonly SyncFolder[],
  tables: readonly RawTable[],
  coverage: readonly Coverage[],
): Project {
  return {
    dir,
    name: file.name,
    timeZone: file.timeZone,
    rawDir: resolve(dir, file.raw.dir ?? 'raw'),
    tables,
    params: new Map(Object.entries(file.params ?? {})),
    asOf: file.asOf === undefined ? undefined : { file: join(dir, 'todoku.yml'), text: file.asOf },
    bulkAbove: file.load?.bulkAbove ?? usualBulkAbove,
    calls: { max: file.calls?.max, reserve: file.calls?.reserve ?? usualReserve },
    models: inOrder(
      models,
      (model) => model.name,
      (model) => refsOf(model.sql),
    ).items,
    syncs: folders.flatMap((item) => (item.sync === undefined ? [] : [item.sync])),
    coverage,
    schedules: schedulesOf(file),
  };
}

function readSql(file: string): Sql {
  return { file, text: readFileSync(file, 'utf8') };
}

function tablesOf(file: TodokuFile): readonly RawTable[] {
  return Object.entries(file.raw.tables).map(([name, table]) => ({
    name,
    file: table.file,
    table: undefined,
    columns: table.columns,
    key: table.key,
  }));
}

function coverageOf(
  dir: string,
  tables: readonly RawTable[],
): { items: readonly Coverage[]; problems: readonly Problem[] } {
  const items: Coverage[] = [];
  const problems: Problem[] = [];
  for (const path of globSync('coverage/*.sql', { cwd: dir }).sort()) {
    const file = join(dir, path);
    const table = tables.find((item) => item.name === basename(path, '.sql'));
    if (table === undefined) {
      problems.push({
        file,
        line: 1,
        column: 1,
        message: `no raw table is called "${basename(path, '.sql')}".`,
        next: `Name the file after one of: ${tables.map((item) => item.name).join(', ')}.`,
      });
    } else {
      items.push({ table, sql: readSql(file) });
    }
  }
  return { items, problems };
}

function todokuProblems(file: YamlFile<TodokuFile>, folders: readonly SyncFolder[]): readonly Problem[] {
  const problems: Problem[] = [];
  const names = folders.flatMap((item) => (item.sync === undefined ? [] : [item.sync.name]));
  if (folders.length === 0) {
    problems.push(
      file.problem([], 'the project has no sync.', 'Add a folder with sync.yml and model.sql under syncs/.'),
    );
  }
  for (const [name, table] of Object.entries(file.value.raw.tables)) {
    const lower = table.columns.map((column) => column.toLowerCase());
    for (const [index, column] of lower.entries()) {
      if (lower.indexOf(column) === index) continue;
      problems.push(
        file.problem(
          ['raw', 'tables', name, 'columns', index],
          `column "${column}" is declared twice.`,
          'Keep one of the two.',
        ),
      );
    }
    if (table.key !== undefined && !lower.includes(table.key.toLowerCase())) {
      problems.push(
        file.problem(
          ['raw', 'tables', name, 'key'],
          `the key "${table.key}" is not among the columns.`,
          'Name one of the columns.',
        ),
      );
    }
  }
  return [...problems, ...scheduleProblems(file, names)];
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
  const problems = [...models, ...coverage].flatMap((item) =>
    markerProblems(item.sql, { ref: names, raw, param: params }),
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
