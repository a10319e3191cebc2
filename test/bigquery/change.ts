/** INSERT, UPDATE, DELETE and MERGE: only what coerces by itself is stored, and no row is changed twice. */
import { analysed, condition } from '../../server/googlesql/analyse.ts';
import type { Column, Table } from '../../server/googlesql/googlesql.ts';
import { quoted, typeText } from '../../server/googlesql/googlesql.ts';
import type { Expression, Query } from '../../server/googlesql/parse/parse.ts';
import { queryOf } from '../../server/googlesql/queries.ts';
import type { Scope } from '../../server/googlesql/scope.ts';
import { noMarks } from '../../server/googlesql/scope.ts';
import type { Source } from '../../server/googlesql/sources.ts';
import { sourceOf } from '../../server/googlesql/sources.ts';
import { coerced } from '../../server/googlesql/typed.ts';
import type { Context } from './context.ts';
import { tablePath } from './context.ts';
import type { Planned } from './execute.ts';
import { invalidQuery } from './refused.ts';
import type { Assignment, Of, Target } from './statement.ts';
import type { StoredTable } from './store.ts';
import { asTable } from './store.ts';

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

export function planInsert({ target, columns, query, rows }: Of<'insert'>, context: Context): Planned {
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

export function planUpdate({ target, set, from, where }: Of<'update'>, context: Context): Planned {
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

export function planDelete({ target, where }: Of<'delete'>, context: Context): Planned {
  const { known } = targetOf(target, context);
  const mine = targetSource(target, context);
  const on = condition(where, scopeOver(context, mine), 'WHERE clause');
  return changing('DELETE', known, () => context.run(`DELETE FROM ${mine.sql} WHERE ${on}`));
}

export function planMerge({ target, source, on, whens }: Of<'merge'>, context: Context): Planned {
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
