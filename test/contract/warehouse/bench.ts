/** A fresh warehouse for one test: models given as rows, state moved by saying what Salesforce answered. */
import type { MappedSync } from '../../../server/model/model.ts';
import { changedFields } from '../../../server/plan/text.ts';
import type { Answer, Part, Warehouse } from '../../../server/warehouse/warehouse.ts';
import type { Adapter, Dialect, Opened } from './adapters.ts';

/** A value of a model: text, nothing, or SQL by the type it has in either engine. */
export type Value =
  | string
  | null
  | { readonly kind: 'numeric' | 'float' | 'int' | 'bool' | 'date' | 'datetime' | 'timestamp'; readonly value: string };

export const numeric = (value: number | string): Value => ({ kind: 'numeric', value: String(value) });
export const float = (value: string): Value => ({ kind: 'float', value });
export const int = (value: string): Value => ({ kind: 'int', value });
export const bool = (value: boolean): Value => ({ kind: 'bool', value: String(value) });
export const date = (value: string): Value => ({ kind: 'date', value });
export const datetime = (value: string): Value => ({ kind: 'datetime', value });
export const timestamp = (value: string): Value => ({ kind: 'timestamp', value });

export type ModelRow = Readonly<Record<string, Value>>;

export interface Bench extends Opened {
  readonly warehouse: Warehouse;
  /** Builds the model of a sync from rows; all have the columns of the first one. */
  model(sync: string, rows: readonly ModelRow[]): Promise<void>;
  /** Builds, stages and compares. */
  draft(mapped: MappedSync, rows: readonly ModelRow[]): Promise<void>;
  /** Plans for everything and has Salesforce accept all but the keys named. */
  accept(mapped: MappedSync, run: string, refused?: readonly string[]): Promise<void>;
}

/** Planned changes as `operation key field:old>new`. */
export async function changes({ warehouse }: Bench, mapped: MappedSync): Promise<readonly string[]> {
  const rows = await warehouse.changes.rows(mapped, 'change', 99);
  return rows
    .map((row) => {
      const fields = changedFields(row).map(
        ([field, was, will]) =>
          `${field}:${was?.kind === 'value' ? was.text : ''}>${will.kind === 'value' ? will.text : ''}`,
      );
      return [row.operation, row.key, ...fields].join(' ');
    })
    .toSorted();
}

export const limits = { rows: 1000, bytes: 1_000_000 };

export async function openBench(adapter: Adapter): Promise<Bench> {
  const opened = await adapter.open();
  const { warehouse, dialect } = opened;
  await warehouse.hold();
  const model = async (sync: string, rows: readonly ModelRow[]): Promise<void> => {
    const sql = { file: `syncs/${sync}/model.sql`, text: modelSql(rows, dialect), dialect };
    await warehouse.sources.build([{ name: sync, sql }], new Map());
  };
  return {
    ...opened,
    model,
    draft: async (mapped, rows) => {
      await model(mapped.sync.name, rows);
      await warehouse.changes.stage(mapped, 'Asia/Tokyo');
      await warehouse.changes.diff(mapped, 'change');
    },
    accept: async (mapped, run, refused = []) => {
      const { journal, state } = warehouse;
      await journal.parkOrphans(run, mapped, new Map());
      for (const operation of ['upsert', 'delete'] as const) {
        for (const part of await journal.plan(run, mapped, operation, 'collections', limits)) {
          await journal.applyAnswers(part, await answers(warehouse, mapped, part, refused));
        }
      }
      await state.acknowledge(run, mapped.sync.name);
    },
  };
}

async function answers(
  warehouse: Warehouse,
  mapped: MappedSync,
  part: Part,
  refused: readonly string[],
): Promise<readonly Answer[]> {
  const rows = await warehouse.journal.sendables(mapped, part);
  return rows.map(({ change }): Answer => {
    const { key, operation } = change;
    if (refused.includes(key)) return { key, salesforceId: undefined, status: 'rejected', code: 'NO', message: 'no' };
    const status = ({ insert: 'created', update: 'updated', archive: 'updated', delete: 'deleted' } as const)[
      operation
    ];
    return { key, salesforceId: `a0100000000${key.padStart(7, '0')}`, status, code: undefined, message: undefined };
  });
}

/** Rows as a query; a column without any typed value is text. */
export function modelSql(rows: readonly ModelRow[], dialect: Dialect): string {
  const [first = {}] = rows;
  const columns = Object.keys(first);
  const lines = rows.map(
    (row) =>
      `SELECT ${columns.map((column) => `${valueSql(row[column] ?? null, dialect, typeIn(rows, column))} AS ${column}`).join(', ')}`,
  );
  return lines.join(' UNION ALL\n');
}

function typeIn(rows: readonly ModelRow[], column: string): string {
  const typed = rows.flatMap((row) => {
    const value = row[column];
    return typeof value === 'object' && value !== null ? [value.kind] : [];
  });
  return typed[0] ?? 'text';
}

const types: Readonly<Record<string, Readonly<Record<Dialect, string>>>> = {
  text: { duckdb: 'VARCHAR', bigquery: 'STRING' },
  numeric: { duckdb: 'DECIMAL(38, 9)', bigquery: 'NUMERIC' },
  float: { duckdb: 'DOUBLE', bigquery: 'FLOAT64' },
  int: { duckdb: 'BIGINT', bigquery: 'INT64' },
  bool: { duckdb: 'BOOLEAN', bigquery: 'BOOL' },
  date: { duckdb: 'DATE', bigquery: 'DATE' },
  datetime: { duckdb: 'TIMESTAMP', bigquery: 'DATETIME' },
  timestamp: { duckdb: 'TIMESTAMPTZ', bigquery: 'TIMESTAMP' },
};

function valueSql(value: Value, dialect: Dialect, type: string): string {
  if (value === null) return `CAST(NULL AS ${types[type]?.[dialect] ?? ''})`;
  const content = typeof value === 'string' ? value : value.value;
  return `CAST(${textLiteral(content, dialect)} AS ${types[typeof value === 'string' ? 'text' : value.kind]?.[dialect] ?? ''})`;
}

function textLiteral(value: string, dialect: Dialect): string {
  if (dialect === 'duckdb') return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value).replaceAll('`', '\\`');
}
