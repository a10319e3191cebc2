/** The raw tables of todoku.yml, and what can be wrong with them. */
import type { YamlFile } from './document.ts';
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

export function tableProblems(file: YamlFile<TodokuFile>): readonly Problem[] {
  const kind = file.value.warehouse?.kind ?? 'duckdb';
  return Object.entries(file.value.raw.tables).flatMap(([name, table]) => [
    ...placeProblems(file, name, table, kind),
    ...columnProblems(file, name, table),
  ]);
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
