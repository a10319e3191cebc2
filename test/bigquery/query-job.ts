/** A query job: one statement or a script, dry or for real, into a result of its own or a table. */
import type { Column, Type } from '../../server/googlesql/googlesql.ts';
import { placeOf, scalarNamed } from '../../server/googlesql/googlesql.ts';
import { Cursor } from '../../server/googlesql/parse/parse.ts';
import { Refusal } from '../../server/googlesql/refusal.ts';
import { bytesRead, leastBytes } from './bytes.ts';
import type { Parameter } from './context.ts';
import type { WireRow } from './cells.ts';
import { toWire, wireColumns } from './cells.ts';
import { Context } from './context.ts';
import type { Done, Planned } from './execute.ts';
import { plan } from './execute.ts';
import { toField } from './field.ts';
import { Refused, invalidQuery, invalidValue } from './refused.ts';
import type { Statement } from './statement.ts';
import { scriptAt } from './statement.ts';
import type { Session, Store, StoredTable } from './store.ts';
import { duckName } from './store.ts';

export interface QueryConfiguration {
  readonly query: string;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly defaultDataset: string | undefined;
  readonly destination: { readonly dataset: string; readonly table: string } | undefined;
  readonly writeDisposition: string;
  readonly maximumBytesBilled: number | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface QueryOutcome {
  readonly statementType: string;
  readonly columns: readonly Column[];
  readonly totalBytesProcessed: number;
  readonly totalBytesBilled: number;
  readonly affectedRows: number | undefined;
  readonly result: Result | undefined;
}

/** Few rows are kept as they go out; others in a table of DuckDB of that name. */
export type Result = { readonly rows: readonly WireRow[] } | { readonly table: string };

interface Running {
  readonly store: Store;
  readonly session: Session;
  readonly location: string;
  readonly countUpdate: (dataset: string, table: string) => void;
  /** Name of the anonymous table for the result. */
  readonly anonymous: string;
  /** Called before the last statement. */
  readonly beforeLast: () => Promise<void>;
}

export async function dryRun(configuration: QueryConfiguration, running: Running): Promise<QueryOutcome> {
  return placed(configuration.query, async () => {
    const statements = parsed(configuration.query);
    const context = contextOf(configuration, running);
    const [only] = statements;
    if (only === undefined || statements.length > 1) return { ...nothing, statementType: 'SCRIPT' };
    const planned = plan(only, context);
    const bytes = await bytesRead(context.reads, wholesOf(only, context), running.store, running.session);
    return {
      ...nothing,
      statementType: planned.statementType,
      columns: planned.columns ?? [],
      totalBytesProcessed: bytes,
    };
  });
}

const nothing: QueryOutcome = {
  statementType: 'SELECT',
  columns: [],
  totalBytesProcessed: 0,
  totalBytesBilled: 0,
  affectedRows: undefined,
  result: undefined,
};

export async function runQuery(configuration: QueryConfiguration, running: Running): Promise<QueryOutcome> {
  return placed(configuration.query, async () => {
    const statements = parsed(configuration.query);
    const context = contextOf(configuration, running);
    if (statements.length > 1 && configuration.destination !== undefined) {
      throw invalidQuery('configuration.query.destinationTable cannot be set for scripts');
    }
    let outcome: QueryOutcome = nothing;
    try {
      for (const statement of statements) {
        if (statement === statements.at(-1)) await running.beforeLast();
        outcome = await step(statement, configuration, context, running, outcome);
      }
    } finally {
      if (context.isInTransaction()) await context.run('ROLLBACK');
    }
    return statements.length > 1 ? { ...outcome, statementType: 'SCRIPT' } : outcome;
  });
}

async function step(
  statement: Statement,
  configuration: QueryConfiguration,
  context: Context,
  running: Running,
  before: QueryOutcome,
): Promise<QueryOutcome> {
  context.begin();
  const planned = plan(statement, context);
  const bytes = await bytesRead(context.reads, wholesOf(statement, context), running.store, running.session);
  const billed = Math.max(bytes, leastBytes * context.reads.size);
  const { maximumBytesBilled } = configuration;
  if (maximumBytesBilled !== undefined && before.totalBytesBilled + billed > maximumBytesBilled) {
    throw new Refused(
      400,
      'bytesBilledLimitExceeded',
      `Query exceeded limit for bytes billed: ${maximumBytesBilled}. ${before.totalBytesBilled + billed} or higher required.`,
    );
  }
  const done = await carriedOut(planned, configuration, context, running);
  if (done.changed !== undefined) {
    done.changed.modifiedAt = running.store.now();
    done.changed.sizes = undefined;
  }
  return {
    statementType: done.statementType,
    columns: done.columns ?? before.columns,
    totalBytesProcessed: before.totalBytesProcessed + bytes,
    totalBytesBilled: before.totalBytesBilled + billed,
    affectedRows: done.affectedRows,
    result: done.result ?? before.result,
  };
}

async function carriedOut(
  planned: Planned,
  configuration: QueryConfiguration,
  context: Context,
  running: Running,
): Promise<CarriedOut> {
  const { result: query, ...done } = await planned.run();
  if (query === undefined) {
    if (configuration.destination !== undefined) {
      throw invalidQuery('Cannot set destination table in jobs with DML or DDL statements');
    }
    return done;
  }
  const { columns, sql } = query;
  const { destination } = configuration;
  if (destination === undefined) return { ...done, columns, result: await resultOf(query, context, running) };
  const changed = await writeTo(destination, sql, columns, configuration, context, running);
  return { ...done, columns, result: { table: duckName(changed) }, changed };
}

interface CarriedOut extends Omit<Done, 'result'> {
  readonly columns?: readonly Column[];
  readonly result?: Result;
}

/** A table for each answer of a few rows would cost more than the answer. */
const keptRows = 1000;

async function resultOf(
  { columns, sql }: NonNullable<Done['result']>,
  context: Context,
  { anonymous }: Running,
): Promise<Result> {
  const few = await context.firstRows(`SELECT ${wireColumns(columns)} FROM (${sql})`, keptRows);
  if (few !== undefined) return { rows: few.map((row) => toWire(columns, row)) };
  await context.run(`CREATE OR REPLACE TABLE ${anonymous} AS ${sql}`);
  return { table: anonymous };
}

async function writeTo(
  { dataset, table }: { readonly dataset: string; readonly table: string },
  sql: string,
  columns: readonly Column[],
  { writeDisposition, metadata }: QueryConfiguration,
  context: Context,
  { store, countUpdate }: Running,
): Promise<StoredTable> {
  const known = store.dataset(dataset).tables.get(table);
  const name = duckName({ dataset, id: table });
  countUpdate(dataset, table);
  if (known === undefined || writeDisposition === 'WRITE_TRUNCATE') {
    await context.run(`CREATE OR REPLACE TABLE ${name} AS ${sql}`);
    return store.note(dataset, table, columns, { ...known?.metadata, ...metadata });
  }
  const [row] = await context.rows(`SELECT count(*) AS n FROM ${name}`);
  if (writeDisposition !== 'WRITE_APPEND' && Number(row?.['n']) > 0) {
    throw new Refused(409, 'duplicate', `Already Exists: Table ${store.project}:${dataset}.${table}`);
  }
  await context.run(`INSERT INTO ${name} BY NAME ${sql}`);
  return known;
}

function parsed(text: string): readonly Statement[] {
  return scriptAt(new Cursor(text));
}

function contextOf({ parameters, defaultDataset }: QueryConfiguration, running: Running): Context {
  const { store, session, location, countUpdate } = running;
  return new Context({ store, session, location, defaultDataset, parameters, countUpdate });
}

/** What changes rows reads the whole of its table. */
function wholesOf(statement: Statement, context: Context): readonly StoredTable[] {
  if (statement.kind !== 'update' && statement.kind !== 'delete' && statement.kind !== 'merge') return [];
  const [table = '', dataset = context.defaultDataset ?? ''] = statement.target.path.toReversed();
  return [context.store.table(dataset, table)];
}

/** A refusal with its place, in BigQuery's words; what DuckDB says is no place of the text. */
async function placed<T>(text: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (error instanceof Refusal) {
      const { line, column } = placeOf(text, error);
      throw invalidQuery(`${error.message} at [${line}:${column}]`);
    }
    throw invalidQuery(error instanceof Error ? error.message : String(error));
  }
}

/** `queryParameters` as the client sends them. */
export function parametersOf(list: readonly WireParameter[]): ReadonlyMap<string, Parameter> {
  return new Map(
    list.map(({ name, parameterType, parameterValue }): [string, Parameter] => {
      if (name === undefined || name === '') throw invalidValue('Positional parameters are not supported here');
      const type = typeOfParameter(parameterType);
      if (type.kind === 'ARRAY') {
        return [
          name,
          { type, value: JSON.stringify((parameterValue.arrayValues ?? []).map((item) => item.value ?? null)) },
        ];
      }
      const { value } = parameterValue;
      return [name, { type, value: value === undefined || value === null ? null : String(value) }];
    }),
  );
}

export interface WireParameter {
  readonly name?: string;
  readonly parameterType: WireType;
  readonly parameterValue: {
    readonly value?: string | number | boolean | null;
    readonly arrayValues?: readonly { readonly value?: string | null }[];
  };
}

interface WireType {
  readonly type: string;
  readonly arrayType?: WireType;
}

function typeOfParameter({ type, arrayType }: WireType): Type {
  if (type === 'ARRAY' && arrayType !== undefined) return { kind: 'ARRAY', of: typeOfParameter(arrayType) };
  const kind = scalarNamed(type);
  if (kind === undefined) throw invalidValue(`Invalid parameter type ${type}`);
  return { kind };
}

/** Schema of a result as the API gives it. */
export function schemaOf(columns: readonly Column[]): object {
  return { fields: columns.map(toField) };
}
