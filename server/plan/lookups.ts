/** What the plan asks the org: which records are there already, and which parents. */
import type { MappedField, MappedSync } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import type { Org } from '../org/org.ts';
import type { Draft, Found, ParentSync, Warehouse } from '../warehouse/warehouse.ts';
import { inLists } from './soql.ts';

/** Rows a page of a query has at most. */
const pageRows = 2000;

/**
 * Records that exist although we have no acknowledgement of them (a lost warehouse, a record made by hand) are planned
 * as updates: the plan then says what will really happen, and only what an earlier load made is ever deleted.
 */
export async function adoptExisting(mapped: MappedSync, draft: Draft, warehouse: Warehouse, org: Org): Promise<void> {
  const sync = mapped.sync.name;
  const keys = await collected(warehouse.changes.insertKeys(sync, draft));
  if (keys.length === 0) return;
  const { name: object } = mapped.object;
  const key = mapped.key.name;
  const [row] = await collected(org.query(`SELECT COUNT(Id) n FROM ${object} WHERE ${key} != null`));
  const existing = Number(row?.['n'] ?? 0);
  if (existing === 0) return;
  const batchSync = `${stamps.loadBatch.replace(/__c$/, '__r')}.Sync__c`;
  const select = `SELECT Id, ${key}, ${batchSync} FROM ${object} WHERE ${key}`;
  const lists = inLists(keys);
  const queries =
    lists.length <= Math.ceil(existing / pageRows)
      ? lists.map((list) => `${select} IN (${list})`)
      : [`${select} != null`];
  async function* found(): AsyncGenerator<readonly Found[]> {
    for (const query of queries) {
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
  const unknown = await collected(warehouse.changes.unknownParents(sync, draft, field, parents));
  if (unknown.length === 0 || field.parent === undefined) return;
  const [object = ''] = field.parent.objects;
  const inOrg: string[] = [];
  for (const list of inLists(unknown)) {
    const rows = await collected(
      org.query(`SELECT ${field.parent.key} FROM ${object} WHERE ${field.parent.key} IN (${list})`),
    );
    inOrg.push(...rows.map((row) => row[field.parent?.key ?? ''] ?? ''));
  }
  await warehouse.changes.park(sync, draft, field, parents, inOrg);
}

async function collected<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
