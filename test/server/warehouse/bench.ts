/** A warehouse for one test: models given as SQL text, state moved by saying what Salesforce answered. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { MappedSync } from '../../../server/model/model.ts';
import { openDuckWarehouse } from '../../../server/warehouse/duckdb/duckdb.ts';
import type { Answer, Part, Warehouse } from '../../../server/warehouse/warehouse.ts';

export interface Bench extends AsyncDisposable {
  readonly dir: string;
  readonly warehouse: Warehouse;
  /** Stages rows given as SQL and computes what differs. */
  draft(mapped: MappedSync, sql: string): Promise<void>;
  /** Plans one part for everything and has Salesforce accept all but the keys named. */
  accept(mapped: MappedSync, run: string, refused?: readonly string[]): Promise<void>;
  /** Closes the warehouse and asks its file. */
  ask(sql: string): Promise<readonly Record<string, unknown>[]>;
}

export const limits = { rows: 1000, bytes: 1_000_000 };

export async function openBench(): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-warehouse-'));
  const file = join(dir, 'warehouse.duckdb');
  let warehouse: Warehouse | undefined = await openDuckWarehouse(file);
  const open = (): Warehouse => {
    if (warehouse === undefined) throw new Error('the warehouse is closed');
    return warehouse;
  };
  const bench: Bench = {
    dir,
    get warehouse() {
      return open();
    },
    draft: async (mapped, sql) => {
      await open().sources.build(
        [{ name: mapped.sync.name, sql: { file: 'model.sql', text: sql, dialect: 'duckdb' } }],
        new Map(),
      );
      await open().changes.stage(mapped, 'Asia/Tokyo');
      await open().changes.diff(mapped, 'change');
    },
    accept: async (mapped, run, refused = []) => {
      const { journal, state } = open();
      await journal.parkOrphans(run, mapped, new Map());
      for (const operation of ['upsert', 'delete'] as const) {
        for (const part of await journal.plan(run, mapped, operation, 'collections', limits)) {
          await journal.applyAnswers(part, await answers(open(), mapped, part, refused));
        }
      }
      await state.acknowledge(run, mapped.sync.name);
    },
    ask: async (sql) => {
      await warehouse?.close();
      warehouse = undefined;
      const instance = await DuckDBInstance.create(file);
      const connection = await instance.connect();
      const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
      connection.closeSync();
      instance.closeSync();
      return rows;
    },
    [Symbol.asyncDispose]: async () => {
      await warehouse?.close();
      rmSync(dir, { recursive: true });
    },
  };
  return bench;
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
