/** What the plan asks the org: which records are there already, and which parents. */
import type { MappedField, MappedSync } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import type { Org } from '../org/org.ts';
import { inListsOf, listsFor } from '../org/org.ts';
import type { Draft, Found, ParentSync, Warehouse } from '../warehouse/warehouse.ts';

/** Rows a page of a query has at most. */
const pageRows = 2000;

/**
 * Records that exist although we have no acknowledgement of them (a lost warehouse, a record made by hand) are planned
 * as updates: the plan then says what will really happen, and only what an earlier load made is ever deleted.
 */
export async function adoptExisting(mapped: MappedSync, draft: Draft, warehouse: Warehouse, org: Org): Promise<void> {
  const sync = mapped.sync.name;
  const inserts = await warehouse.changes.inserts(sync, draft);
  if (inserts.keys === 0) return;
  const { name: object } = mapped.object;
  const key = mapped.key.name;
  const existing = await countOf(org, `SELECT COUNT(Id) n FROM ${object} WHERE ${key} != null`);
  if (existing === 0) return;
  const batchSync = `${stamps.loadBatch.replace(/__c$/, '__r')}.Sync__c`;
  const select = `SELECT Id, ${key}, ${batchSync} FROM ${object} WHERE ${key}`;
  const isListed = listsFor(inserts) <= Math.ceil(existing / pageRows);
  async function* queries(): AsyncGenerator<string> {
    if (!isListed) yield `${select} != null`;
    else for await (const list of inListsOf(warehouse.changes.insertKeys(sync, draft))) yield `${select} IN (${list})`;
  }
  async function* found(): AsyncGenerator<readonly Found[]> {
    for await (const query of queries()) {
      for await (const page of org.query(query)) {
        yield page.map((record) => ({
          key: record[key] ?? '',
          salesforceId: record['Id'] ?? '',
          isOurs: record[batchSync] === sync,
        }));
      }
    }
  }
  await warehouse.changes.adopt(mapped, draft, found());
}

/** Parks the rows whose parent is nowhere: not planned, not acknowledged, not in the org. */
export async function parkOrphans(
  mapped: MappedSync,
  field: MappedField,
  parents: readonly ParentSync[],
  draft: Draft,
  warehouse: Warehouse,
  org: Org,
): Promise<void> {
  const sync = mapped.sync.name;
  const unknown = await unlessEmpty(warehouse.changes.unknownParents(sync, draft, field, parents));
  if (unknown === undefined || field.parent === undefined) return;
  await warehouse.changes.park(sync, draft, field, parents, inOrg(field.parent, unknown, org));
}

/** Those of the keys that the org has. */
async function* inOrg(
  { objects: [object = ''], key }: NonNullable<MappedField['parent']>,
  keys: AsyncIterable<readonly string[]>,
  org: Org,
): AsyncGenerator<readonly string[]> {
  for await (const list of inListsOf(keys)) {
    for await (const page of org.query(`SELECT ${key} FROM ${object} WHERE ${key} IN (${list})`)) {
      yield page.map((row) => row[key] ?? '');
    }
  }
}

/** The same pages, or undefined when there is none. */
async function unlessEmpty<T>(pages: AsyncIterable<readonly T[]>): Promise<AsyncIterable<readonly T[]> | undefined> {
  const iterator = pages[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) return undefined;
  async function* again(page: readonly T[]): AsyncGenerator<readonly T[]> {
    yield page;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return again(first.value);
}

async function countOf(org: Org, soql: string): Promise<number> {
  for await (const [row] of org.query(soql)) return Number(row?.['n'] ?? 0);
  return 0;
}
