/** Runs one statement in a session of DuckDB, as strictly as BigQuery would. */
import { analysed, condition } from '../../server/googlesql/analyse.ts';
import type { Column } from '../../server/googlesql/googlesql.ts';
import { duckType, quoted } from '../../server/googlesql/googlesql.ts';
import type { Query } from '../../server/googlesql/parse/parse.ts';
import { firm, queryOf } from '../../server/googlesql/queries.ts';
import { typeOf } from '../../server/googlesql/type.ts';
import { planDelete, planInsert, planMerge, planUpdate } from './change.ts';
import type { Context } from './context.ts';
import { tablePath } from './context.ts';
import { duplicate, invalidQuery, notFound } from './refused.ts';
import type { Of, Statement } from './statement.ts';
import type { StoredTable } from './store.ts';
import { columnList, duckName } from './store.ts';

export interface Done {
  readonly statementType: string;
  /** Of a query: its result, to be read from `sql`. */
  readonly result?: { readonly sql: string; readonly columns: readonly Column[] };
  readonly affectedRows?: number;
  readonly changed?: StoredTable;
}

/** A statement with everything worked out, ready to run. */
export interface Planned {
  readonly statementType: string;
  readonly columns: readonly Column[] | undefined;
  run(): Promise<Done>;
}

export function plan(statement: Statement, context: Context): Planned {
  switch (statement.kind) {
    case 'query':
      return planQuery(statement, context);
    case 'create':
      return planCreate(statement, context);
    case 'drop':
      return planDrop(statement, context);
    case 'alter':
      return planAlter(statement, context);
    case 'insert':
      return planInsert(statement, context);
    case 'update':
      return planUpdate(statement, context);
    case 'delete':
      return planDelete(statement, context);
    case 'merge':
      return planMerge(statement, context);
    case 'transaction':
      return planTransaction(statement, context);
    case 'assert':
      return planAssert(statement, context);
  }
}

/** Columns as BigQuery names them: f0_ where the query gives no name. */
export function outputOf(
  query: Query,
  context: Context,
): { readonly sql: string; readonly columns: readonly Column[] } {
  const made = queryOf(query, context.scope);
  const columns = made.columns.map((column, index) => ({ name: column.name ?? `f${index}_`, type: firm(column.type) }));
  const twice = columns.find(
    (column, index) => columns.findIndex((other) => other.name.toLowerCase() === column.name.toLowerCase()) < index,
  );
  if (twice !== undefined) {
    throw invalidQuery(`Duplicate column names in the result are not supported. Found duplicate(s): ${twice.name}`);
  }
  return { sql: made.sql, columns };
}

function planQuery({ query }: Of<'query'>, context: Context): Planned {
  const { sql, columns } = outputOf(query, context);
  return {
    statementType: 'SELECT',
    columns,
    run: async () => ({ statementType: 'SELECT', result: { sql, columns } }),
  };
}

function planCreate(statement: Of<'create'>, context: Context): Planned {
  const { path, isTemporary, replaces, ifMissing, query, columns: defined, partition, cluster, options } = statement;
  if (context.isInTransaction() && !isTemporary) {
    throw invalidQuery('DDL statements are not supported in a transaction');
  }
  const made = query === undefined ? undefined : outputOf(query, context);
  const unnamed = made?.columns.find((column) => /^f\d+_$/.test(column.name));
  if (unnamed !== undefined) throw invalidQuery('CREATE TABLE columns must be named');
  const columns = made?.columns ?? defined.map((column) => ({ name: column.name, type: typeOf(column.type) }));
  for (const name of cluster) {
    if (!columns.some((column) => column.name === name)) throw invalidQuery(`Clustering column ${name} not found`);
  }
  for (const value of options.values()) analysed(value, context.scope);
  const statementType = made === undefined ? 'CREATE_TABLE' : 'CREATE_TABLE_AS_SELECT';
  const definition = made === undefined ? `(${columnList(columns)})` : `AS ${made.sql}`;
  const run = async (): Promise<Done> => {
    if (isTemporary) {
      await context.run(`CREATE ${replaces ? 'OR REPLACE ' : ''}TEMP TABLE ${quoted(path[0] ?? '')} ${definition}`);
      context.noteTemporary(path[0] ?? '', columns);
      return { statementType };
    }
    const { dataset, table } = tablePath(path, context);
    const known = context.store.dataset(dataset).tables.get(table);
    if (known !== undefined && ifMissing) return { statementType };
    if (known !== undefined && !replaces) throw duplicate(`Table ${context.store.project}:${dataset}.${table}`);
    context.countUpdate(dataset, table);
    await context.run(`CREATE OR REPLACE TABLE ${duckName({ dataset, id: table })} ${definition}`);
    const metadata = { partition, clustering: cluster.length === 0 ? undefined : { fields: cluster } };
    return { statementType, changed: context.store.note(dataset, table, columns, metadata) };
  };
  return { statementType, columns, run };
}

function planDrop({ path, ifThere }: Of<'drop'>, context: Context): Planned {
  return {
    statementType: 'DROP_TABLE',
    columns: undefined,
    run: async () => {
      const { dataset, table } = tablePath(path, context);
      const tables = context.store.dataset(dataset).tables;
      if (!tables.has(table) && !ifThere) throw notFound(`Table ${dataset}.${table}`);
      await context.run(`DROP TABLE IF EXISTS ${duckName({ dataset, id: table })}`);
      tables.delete(table);
      return { statementType: 'DROP_TABLE' };
    },
  };
}

function planAlter({ path, add }: Of<'alter'>, context: Context): Planned {
  const { dataset, table } = tablePath(path, context);
  return {
    statementType: 'ALTER_TABLE',
    columns: undefined,
    run: async () => {
      const known = context.store.table(dataset, table);
      const fresh = add.filter(({ name, ifMissing }) => {
        const isThere = known.columns.some((column) => column.name.toLowerCase() === name.toLowerCase());
        if (isThere && !ifMissing) throw duplicate(`Column ${name}`);
        return !isThere;
      });
      context.countUpdate(dataset, table);
      const columns = fresh.map(({ name, type }) => ({ name, type: typeOf(type) }));
      for (const column of columns) {
        await context.run(`ALTER TABLE ${duckName(known)} ADD COLUMN ${quoted(column.name)} ${duckType(column.type)}`);
      }
      return {
        statementType: 'ALTER_TABLE',
        changed: context.store.note(dataset, table, [...known.columns, ...columns], known.metadata),
      };
    },
  };
}

function planTransaction({ verb }: Of<'transaction'>, context: Context): Planned {
  context.noteTransaction(verb);
  const statementType = `${verb}_TRANSACTION`;
  return {
    statementType,
    columns: undefined,
    run: async () => {
      await context.run(verb === 'BEGIN' ? 'BEGIN TRANSACTION' : verb);
      return { statementType };
    },
  };
}

function planAssert({ condition: test, message }: Of<'assert'>, context: Context): Planned {
  const sql = condition(test, context.scope, 'ASSERT');
  return {
    statementType: 'ASSERT',
    columns: undefined,
    run: async () => {
      const [row] = await context.rows(`SELECT ${sql} AS ok`);
      if (row?.['ok'] !== true) throw invalidQuery(`Assertion failed: ${message}`);
      return { statementType: 'ASSERT' };
    },
  };
}
