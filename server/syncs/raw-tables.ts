/** The raw tables of todoku.yml, and what can be wrong with them. */
import { join } from 'node:path';
import type { YamlFile } from './document.ts';
import { isInside } from './inside.ts';
import type { Problem } from './problems.ts';
import type { RawTable, WarehouseSettings } from './project.ts';
import type { TodokuFile } from './schema.ts';

type FileTable = TodokuFile['raw']['tables'][string];

const namesOf = ({ columns }: FileTable): readonly string[] =>
  Array.isArray(columns) ? columns : Object.keys(columns);

export function tablesOf(file: TodokuFile): readonly RawTable[] {
  return Object.entries(file.raw.tables).map(([name, table]) => ({
    name,
    file: table.file,
    table: table.table,
    columns: namesOf(table),
    types: new Map(Array.isArray(table.columns) ? [] : Object.entries(table.columns)),
    key: table.key,
  }));
}

/** Where the raw files are, from the project's folder, unless the caller names another folder. */
export function rawFolder({ raw }: TodokuFile): string {
  return raw.dir ?? 'raw';
}

export function tableProblems(dir: string, file: YamlFile<TodokuFile>): readonly Problem[] {
  const kind = file.value.warehouse?.kind ?? 'duckdb';
  return [
    ...folderProblems(dir, file),
    ...Object.entries(file.value.raw.tables).flatMap(([name, table]) => [
      ...placeProblems(file, name, table, kind),
      ...columnProblems(file, name, table),
    ]),
  ];
}

function folderProblems(dir: string, file: YamlFile<TodokuFile>): readonly Problem[] {
  const folder = rawFolder(file.value);
  if (!isInside(dir, folder)) {
    const at = file.value.raw.dir === undefined ? ['raw'] : ['raw', 'dir'];
    const message = `raw.dir leads out of the project's folder: ${folder}.`;
    return [file.problem(at, message, 'Name a folder of the project; for one elsewhere whoever runs it says --raw.')];
  }
  return Object.entries(file.value.raw.tables).flatMap(([name, table]) => {
    if (table.file === undefined || isInside(join(dir, folder), table.file)) return [];
    const message = `raw.tables.${name}.file leads out of the folder of raw files: ${table.file}.`;
    return [file.problem(['raw', 'tables', name, 'file'], message, `Put the file into ${folder}.`)];
  });
}

function placeProblems(
  file: YamlFile<TodokuFile>,
  name: string,
  table: FileTable,
  kind: WarehouseSettings['kind'],
): readonly Problem[] {
  const at = ['raw', 'tables', name];
  if ((table.file === undefined) === (table.table === undefined)) {
    const message = `"${name}" has ${table.file === undefined ? 'neither file nor table' : 'both file and table'}.`;
    return [file.problem(at, message, 'Give it one of the two.')];
  }
  if (table.table !== undefined && kind !== 'bigquery') {
    const message = `"${name}" is a table of BigQuery, and the warehouse is DuckDB.`;
    return [file.problem([...at, 'table'], message, 'Name a file, or a warehouse of kind bigquery.')];
  }
  if (table.table === undefined && !Array.isArray(table.columns)) {
    const message = `"${name}" is a file: each of its columns is text.`;
    return [file.problem([...at, 'columns'], message, 'List the names alone, and CAST in SQL.')];
  }
  if (table.table !== undefined && Array.isArray(table.columns)) {
    const message = `the columns of "${name}" have no types.`;
    return [file.problem([...at, 'columns'], message, 'Write each with its type, such as { amount: NUMERIC }.')];
  }
  return [];
}

function columnProblems(file: YamlFile<TodokuFile>, name: string, table: FileTable): readonly Problem[] {
  const problems: Problem[] = [];
  const lower = namesOf(table).map((column) => column.toLowerCase());
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
  return problems;
}
