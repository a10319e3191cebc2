/** A project's GoogleSQL in a session of DuckDB: translated where that was tested, refused with its place where not. */
import { Fault } from '../../faults.ts';
import type { Column, Table } from '../../googlesql/googlesql.ts';
import {
  Refusal,
  duckType,
  googleText,
  nearestType,
  placeOf,
  translate,
  typeOfDuck,
} from '../../googlesql/googlesql.ts';
import type { Project, Sql } from '../../syncs/syncs.ts';
import { ownIn, pulledIn, rawsOf, refsOf, render } from '../../syncs/syncs.ts';
import { asText } from '../row.ts';
import type { Duck } from './duck.ts';
import { name, table } from './sql.ts';

/** Stands before the names of our own tables in the text that is translated; a name of a user's cannot be one of them. */
const ours = 'todoku';

/** The text as one query of DuckDB. Faults name line and construct. */
export async function translated(duck: Duck, sql: Sql, params: Project['params']): Promise<string> {
  const tables = new Map<string, Table>();
  for (const model of refsOf(sql)) tables.set(`mart.${model}`, await tableOf(duck, 'mart', model));
  for (const raw of rawsOf(sql)) tables.set(`raw.${raw}`, await tableOf(duck, 'raw', raw));
  for (const pulled of pulledIn(sql)) tables.set(`pulled.${pulled}`, await tableOf(duck, 'pulled', pulled));
  for (const own of ownIn(sql)) tables.set(`own.${own}`, await ownTable(duck, own));
  const text = render(sql, {
    ref: (model) => `\`${ours}.mart.${model}\``,
    raw: (raw) => `\`${ours}.raw.${raw}\``,
    pulled: (pulled) => `\`${ours}.pulled.${pulled}\``,
    own: (own) => `\`${ours}.own.${own}\``,
    param: (param) => {
      const value = params.get(param) ?? '';
      return typeof value === 'string' ? googleText(value) : String(value);
    },
  });
  try {
    const catalog = {
      level: 'portable',
      now: 'now()',
      table: ([first, ...path]: readonly string[]) => (first === ours ? tables.get(path.join('.')) : undefined),
    } as const;
    return translate(text, catalog).sql;
  } catch (error) {
    if (error instanceof Refusal) throw faultOf(error, sql, text);
    throw error;
  }
}

async function tableOf(duck: Duck, schema: 'mart' | 'raw' | 'pulled', id: string): Promise<Table> {
  const rows = await duck.rows(`DESCRIBE ${table(schema, id)}`);
  const columns = rows.flatMap((row): readonly Column[] => {
    const type = typeOfDuck(asText(row, 'column_type'));
    return type === undefined ? [] : [{ name: asText(row, 'column_name'), type }];
  });
  return { key: id, sql: table(schema, id), columns };
}

/** Our own tables have decimals as narrow as Salesforce's; GoogleSQL knows one width. */
async function ownTable(duck: Duck, id: string): Promise<Table> {
  const rows = await duck.rows(`DESCRIBE ${table('todoku', id)}`);
  const columns = rows.flatMap((row): readonly Column[] => {
    const type = nearestType(asText(row, 'column_type'));
    return type === undefined ? [] : [{ name: asText(row, 'column_name'), type }];
  });
  const typed = columns.map(
    (column) => `CAST(${name(column.name)} AS ${duckType(column.type)}) AS ${name(column.name)}`,
  );
  return { key: id, sql: `(SELECT ${typed.join(', ')} FROM ${table('todoku', id)})`, columns };
}

function faultOf(refusal: Refusal, sql: Sql, text: string): Fault {
  const { line, column } = placeOf(text, refusal);
  const place = `${sql.file}:${line}:${column}`;
  if (refusal.kind === 'unportable') {
    const second = `put the same in DuckDB's SQL into ${sql.file.replace(/\.sql$/, '.duckdb.sql')}`;
    return new Fault('setup', 'sql-unportable', `${place}: ${refusal.message}`, {
      next: `${refusal.hint ?? 'Write it another way.'} Or ${second}.`,
      place,
      cause: refusal,
    });
  }
  const [, kind = '', bare] = /^Not found: Table (raw|pulled)\.(\w+)$/.exec(refusal.message) ?? [];
  return new Fault('setup', 'sql-failed', `${place}: ${refusal.message}`, {
    next: `${bare === undefined ? 'Correct the SQL' : `Write \${${kind}('${bare}')}`}, then run "todoku validate".`,
    place,
    cause: refusal,
  });
}

/** A query in DuckDB's own SQL with columns that GoogleSQL can read on from; whole numbers and decimals become its own. */
export async function readable(duck: Duck, sql: Sql, query: string): Promise<string> {
  const columns = await duck.rows(`DESCRIBE ${query}`);
  const items = columns.map((row) => {
    const [column, found] = [asText(row, 'column_name'), asText(row, 'column_type')];
    const type = nearestType(found);
    if (type !== undefined) return `CAST(${name(column)} AS ${duckType(type)}) AS ${name(column)}`;
    throw new Fault('setup', 'type-unsupported', `${sql.file}: column ${column} has the type ${found}.`, {
      next: 'CAST it to a type that BigQuery has too, such as DECIMAL(38, 9).',
      place: sql.file,
    });
  });
  return `SELECT ${items.join(', ')} FROM (${query}\n)`;
}
