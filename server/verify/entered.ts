/** What people have entered since a run wrote its rows: the way back of that run would put other values over it. */
import type { MappedSync, Overwritten } from '../model/model.ts';
import type { Org } from '../org/org.ts';
import { inListsOf, listsFor } from '../org/org.ts';
import type { Draft, ExtractRow } from '../warehouse/warehouse.ts';
import { askedAbout, lastSaves } from './attribute.ts';
import { extractPages, extracted } from './extract.ts';
import { scopeOf } from './scope.ts';
import type { VerifyParts } from './verify.ts';

/** Characters of an Id, and the most records of a page. */
const idLength = 18;
const pageRows = 2000;

/**
 * Reads the records that the draft changes or deletes, `rows` in number, as Salesforce has them now: by their Ids, or all
 * of the sync where that takes fewer calls. Who entered a value is asked of the first 2,000.
 */
export async function enteredSince(
  mapped: MappedSync,
  draft: Draft,
  rows: number,
  parts: Pick<VerifyParts, 'warehouse' | 'org' | 'dir'>,
): Promise<readonly Overwritten[]> {
  if (rows === 0) return [];
  const { warehouse, org } = parts;
  const pages = (await isListed(mapped, rows, org)) ? listed(mapped, draft, parts) : extractPages(mapped, org);
  await extracted(mapped, pages, draft, parts);
  const found = await warehouse.comparison.entered(mapped, draft);
  const drifted = found.slice(0, askedAbout).map((one) => ({ ...one, cause: 'EDITED_IN_SALESFORCE' as const }));
  const saves = new Map(
    (await lastSaves(mapped, onePerRecord(drifted), org)).map(({ salesforceId, by, at }) => [salesforceId, { by, at }]),
  );
  return found.map((one) => ({ ...one, by: saves.get(one.salesforceId)?.by, at: saves.get(one.salesforceId)?.at }));
}

async function isListed(mapped: MappedSync, rows: number, org: Org): Promise<boolean> {
  const lists = listsFor({ keys: rows, bytes: rows * idLength });
  if (lists === 1) return true;
  for await (const [row] of org.query(`SELECT COUNT(Id) n FROM ${mapped.object.name}${scopeOf(mapped)}`)) {
    return lists <= Math.ceil(Number(row?.['n'] ?? 0) / pageRows);
  }
  return true;
}

async function* listed(
  mapped: MappedSync,
  draft: Draft,
  { warehouse, org }: Pick<VerifyParts, 'warehouse' | 'org'>,
): AsyncGenerator<readonly ExtractRow[]> {
  for await (const list of inListsOf(warehouse.changes.plannedIds(mapped.sync.name, draft))) {
    yield* extractPages(mapped, org, ` WHERE Id IN (${list})`);
  }
}

function onePerRecord<T extends { readonly salesforceId: string }>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [one.salesforceId, one])).values()];
}
