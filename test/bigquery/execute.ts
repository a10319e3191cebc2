/** Runs one statement in a session of DuckDB, as strictly as BigQuery would. */
import { analysed, condition } from '../../server/googlesql/analyse.ts';
import type { Column, Table } from '../../server/googlesql/googlesql.ts';
import { duckType, quoted, typeText } from '../../server/googlesql/googlesql.ts';
import type { Expression, Query } from '../../server/googlesql/parse/parse.ts';
import { firm, queryOf } from '../../server/googlesql/queries.ts';
import { Refusal } from '../../server/googlesql/refusal.ts';
import type { Scope } from '../../server/googlesql/scope.ts';
import { noMarks } from '../../server/googlesql/scope.ts';
import type { Source } from '../../server/googlesql/sources.ts';
import { sourceOf } from '../../server/googlesql/sources.ts';
import { typeOf } from '../../server/googlesql/type.ts';
import { coerced } from '../../server/googlesql/typed.ts';
import type { Context } from './context.ts';
import { tablePath } from './context.ts';
import { duplicate, invalidQuery, notFound } from './refused.ts';
import type { Assignment, Of, Statement, Target } from './statement.ts';
import type { StoredTable } from './store.ts';
import { asTable, columnList, duckName } from './store.ts';

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

function columnNamed(table: Table, name: string): Column {
  const found = table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw invalidQuery(`Column ${name} is not present in table ${table.key}`);
  return found;
}

/** A value for a column; only what coerces by itself may be stored. */
function stored(value: Expression, column: Column, scope: Scope): string {
  const found = analysed(value, scope);
  const as = coerced(found, column.type);
  if (as !== undefined) return as.sql;
  throw invalidQuery(
    `Value has type ${typeText(found.type)} which cannot be inserted into column ${column.name}, which has type ${typeText(column.type)}`,
  );
}

function planInsert({ target, columns, query, rows }: Of<'insert'>, context: Context): Planned {
  const { table, known } = targetOf(target, context);
  const wanted = columns.length === 0 ? table.columns : columns.map((name) => columnNamed(table, name));
  const source = query === undefined ? valuesSql(rows, wanted, context.scope) : selectedSql(query, wanted, context);
  const sql = `INSERT INTO ${table.sql} (${wanted.map((column) => quoted(column.name)).join(', ')}) ${source}`;
  return changing('INSERT', known, () => context.run(sql));
}

function valuesSql(rows: readonly (readonly Expression[])[], wanted: readonly Column[], scope: Scope): string {
  const lines = rows.map((row) => {
    if (row.length !== wanted.length) throw invalidQuery('Inserted row has wrong column count');
    return `(${wanted.map((column, index) => stored(row[index] ?? never(), column, scope)).join(', ')})`;
  });
  return `VALUES ${lines.join(', ')}`;
}

function never(): never {
  throw new TypeError('The counts have been compared.');
}

function selectedSql(query: Query, wanted: readonly Column[], context: Context): string {
  const made = queryOf(query, context.scope);
  if (made.columns.length !== wanted.length) throw invalidQuery('Inserted row has wrong column count');
  const values = wanted.map((column, index) => {
    const own = made.columns[index];
    const value = { sql: `q.${quoted(own?.alias ?? '')}`, type: own?.type ?? column.type, at: 0 };
    const as = coerced(value, column.type);
    if (as !== undefined) return as.sql;
    throw invalidQuery(
      `Query column ${index + 1} has type ${typeText(value.type)} which cannot be inserted into column ${column.name}, which has type ${typeText(column.type)}`,
    );
  });
  return `SELECT ${values.join(', ')} FROM (${made.sql}) AS q`;
}

interface TargetTable {
  readonly table: Table;
  readonly known: StoredTable;
}

function targetOf({ path }: Target, context: Context): TargetTable {
  const { dataset, table } = tablePath(path, context);
  const known = context.store.table(dataset, table);
  return { known, table: asTable(known) };
}

function changing(statementType: string, known: StoredTable, run: () => Promise<number>): Planned {
  return {
    statementType,
    columns: undefined,
    run: async () => ({ statementType, affectedRows: await run(), changed: known }),
  };
}

/** The target under its alias, as a source of a FROM clause. */
function targetSource(target: Target, context: Context): Source {
  const { path, alias, at } = target;
  return sourceOf({ kind: 'table', at, path, alias, offset: undefined, hasOffset: false }, context.scope);
}

function scopeOver(context: Context, ...sources: readonly Source[]): Scope {
  return {
    ...context.scope,
    ranges: sources.flatMap((source) => source.ranges),
    merged: sources.flatMap((source) => source.merged),
    marks: noMarks(),
  };
}

function planUpdate({ target, set, from, where }: Of<'update'>, context: Context): Planned {
  const { table, known } = targetOf(target, context);
  const mine = targetSource(target, context);
  const others = from === undefined ? undefined : sourceOf(from, context.scope, mine.ranges);
  const scope = scopeOver(context, ...(others === undefined ? [mine] : [mine, others]));
  const on = condition(where, scope, 'WHERE clause');
  const assigned = assignments(set, table, scope);
  const alias = aliasOf(mine);
  return changing('UPDATE', known, async () => {
    if (others !== undefined) await refuseAmbiguous(context, `${mine.sql}, ${others.sql} WHERE ${on}`, alias);
    return context.run(
      `UPDATE ${mine.sql} SET ${assigned}${others === undefined ? '' : ` FROM ${others.sql}`} WHERE ${on}`,
    );
  });
}

/** BigQuery refuses to guess which of several source rows a target row should take. */
async function refuseAmbiguous(context: Context, joined: string, alias: string): Promise<void> {
  const twice = await context.rows(`SELECT 1 FROM ${joined} GROUP BY ${alias}.rowid HAVING count(*) > 1 LIMIT 1`);
  if (twice.length > 0) throw invalidQuery('UPDATE/MERGE must match at most one source row for each target row');
}

function aliasOf(source: Source): string {
  return source.sql.slice(source.sql.lastIndexOf(' AS ') + 4);
}

function assignments(set: readonly Assignment[], table: Table, scope: Scope): string {
  return set
    .map(({ column, value }) => {
      const wanted = columnNamed(table, column);
      return `${quoted(wanted.name)} = ${stored(value, wanted, scope)}`;
    })
    .join(', ');
}

function planDelete({ target, where }: Of<'delete'>, context: Context): Planned {
  const { known } = targetOf(target, context);
  const mine = targetSource(target, context);
  const on = condition(where, scopeOver(context, mine), 'WHERE clause');
  return changing('DELETE', known, () => context.run(`DELETE FROM ${mine.sql} WHERE ${on}`));
}

function planMerge({ target, source, on, whens }: Of<'merge'>, context: Context): Planned {
  const { table, known } = targetOf(target, context);
  const mine = targetSource(target, context);
  const theirs = sourceOf(source, context.scope, mine.ranges);
  const both = scopeOver(context, mine, theirs);
  const joined = condition(on, both, 'MERGE ON clause');
  const branches = whens.map(({ match, condition: test, then }) => {
    const scope =
      match === 'NOT MATCHED' ? scopeOver(context, theirs) : match === 'MATCHED' ? both : scopeOver(context, mine);
    const when = match === 'NOT MATCHED' ? 'NOT MATCHED BY TARGET' : match;
    const and = test === undefined ? '' : ` AND ${condition(test, scope, 'WHEN clause')}`;
    if (then.kind === 'delete') return `WHEN ${when}${and} THEN DELETE`;
    if (then.kind === 'update') return `WHEN ${when}${and} THEN UPDATE SET ${assignments(then.set, table, scope)}`;
    const columns = then.columns.map((name) => columnNamed(table, name));
    const values = columns.map((column, index) => stored(then.values[index] ?? never(), column, scope));
    return `WHEN ${when}${and} THEN INSERT (${columns.map((column) => quoted(column.name)).join(', ')}) VALUES (${values.join(', ')})`;
  });
  const alias = aliasOf(mine);
  return changing('MERGE', known, async () => {
    await refuseAmbiguous(context, `${mine.sql} JOIN ${theirs.sql} ON ${joined}`, alias);
    return context.run(`MERGE INTO ${mine.sql} USING ${theirs.sql} ON ${joined} ${branches.join(' ')}`);
  });
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
  let sql: string;
  try {
    sql = condition(test, context.scope, 'ASSERT');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw error;
  }
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
