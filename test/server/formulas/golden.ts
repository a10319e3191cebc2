/** A truth table of `test/golden/` as rows of DuckDB. */
import { readFileSync } from 'node:fs';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** The cases of a table; each test says what they hold. */
export function casesOf(name: string): readonly unknown[] {
  const text = readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly cases: readonly unknown[] }).cases;
}

function literal(value: Value, type: string): string {
  if (value === null) return `CAST(NULL AS ${type})`;
  return `CAST('${String(value).replaceAll("'", "''")}' AS ${type})`;
}

/** A query with these rows; `columns` names them with their DuckDB types. An amount is a decimal, as in a mart. */
export function rowsSql(columns: Readonly<Record<string, string>>, rows: readonly Row[]): string {
  const names = Object.keys(columns);
  const lines = rows.map(
    (row) => `(${names.map((name) => literal(row[name] ?? null, columns[name] ?? '')).join(', ')})`,
  );
  const isEmpty = lines.length === 0;
  const none = `(${names.map((name) => literal(null, columns[name] ?? '')).join(', ')})`;
  const list = names.map((name) => `"${name}"`).join(', ');
  return `SELECT * FROM (VALUES ${isEmpty ? none : lines.join(', ')}) AS given(${list})${isEmpty ? ' WHERE FALSE' : ''}`;
}

export const amount = 'DECIMAL(18, 2)';

export async function connect(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  return instance.connect();
}

/** Rows of a query as plain values; decimals and big integers as numbers. */
export async function ask(duck: DuckDBConnection, sql: string): Promise<readonly Readonly<Record<string, Value>>[]> {
  const rows = (await duck.runAndReadAll(sql)).getRowObjectsJson();
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toValue(value)])));
}

function toValue(value: unknown): Value {
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return value as Value; // the queries of the tests give no lists or structs
}
