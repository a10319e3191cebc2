/** GoogleSQL translated and run in DuckDB, with some tables to ask. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Catalog, Table, Type } from '../../../server/googlesql/googlesql.ts';
import { duckType, macroStatements, quoted, translate, types } from '../../../server/googlesql/googlesql.ts';

export interface Session extends AsyncDisposable {
  readonly tables: Map<string, Table>;
  /** Makes a table from a query in GoogleSQL. */
  make(name: string, sql: string): Promise<void>;
  rows(sql: string, level?: Catalog['level']): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The value of an expression, or `! message` when the query stops. */
  value(expression: string, level?: Catalog['level']): Promise<unknown>;
}

const sessionSettings = [
  `SET TimeZone = 'UTC'`,
  `SET default_null_order = 'nulls_first_on_asc_last_on_desc'`,
  `SET autoinstall_known_extensions = false`,
];

export const now = `TIMESTAMPTZ '2026-04-01 20:30:15.5+00'`;

export async function openSession(): Promise<Session> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const setting of [...sessionSettings, ...macroStatements()]) await connection.run(setting);
  const tables = new Map<string, Table>();
  const catalog = (level: Catalog['level']): Catalog => ({ level, now, table: (path) => tables.get(path.join('.')) });
  const session: Session = {
    tables,
    make: async (name, sql) => {
      const made = translate(sql, catalog('engine'));
      await connection.run(`CREATE TABLE ${quoted(name)} AS ${made.sql}`);
      tables.set(name, {
        key: name,
        sql: quoted(name),
        columns: made.columns.map((column) => ({ name: column.name ?? '', type: column.type })),
      });
    },
    rows: async (sql, level = 'portable') => {
      const { sql: duck, columns } = translate(sql, catalog(level));
      await checkTypes(connection, duck, columns);
      return (await connection.runAndReadAll(duck)).getRowObjectsJson();
    },
    value: async (expression, level = 'portable') => {
      const { sql, columns } = translate(`SELECT ${expression} AS x`, catalog(level));
      await checkTypes(connection, sql, columns);
      try {
        return (await connection.runAndReadAll(sql)).getRowObjectsJson()[0]?.['x'];
      } catch (error) {
        return `! ${error instanceof Error ? error.message : String(error)}`;
      }
    },
    [Symbol.asyncDispose]: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
  return session;
}

/** The types we say are those that DuckDB gives. */
async function checkTypes(
  connection: DuckDBConnection,
  sql: string,
  columns: readonly { readonly type: Type }[],
): Promise<void> {
  const found = (await connection.runAndReadAll(`DESCRIBE ${sql}`))
    .getRowObjectsJson()
    .flatMap(({ column_type: type }) => (typeof type === 'string' ? [type] : []));
  const said = columns.map((column) =>
    duckType(column.type.kind === 'NULL' ? types.int : column.type).replaceAll(', ', ','),
  );
  const plain = found.map((type) => type.replaceAll(', ', ',').replaceAll(/"(\w+)"/g, '$1'));
  const expected = said.map((type) => type.replaceAll(/"(\w+)"/g, '$1'));
  if (plain.join() !== expected.join()) {
    throw new Error(`types differ: ${plain.join('; ')} instead of ${expected.join('; ')} in ${sql}`);
  }
}
