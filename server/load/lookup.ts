/** What Salesforce has of a part whose answer was lost. Not knowing is looked up, never guessed. */
import type { Counts } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import { inListsOf, quoted } from '../org/org.ts';
import type { LookedUp, Part } from '../warehouse/warehouse.ts';
import type { LoadContext } from './context.ts';

/** Outcomes of the part's rows from the records themselves: every record carries the batch and the hash of its row. */
export async function lookUp(context: LoadContext, part: Part): Promise<Counts> {
  const found = part.operation === 'delete' ? stillThere(context, part) : written(context, part);
  const counts = await context.warehouse.journal.applyLookup(part, found);
  context.onPart({ ...part, step: 'applied' }, counts);
  return counts;
}

async function* written({ org, warehouse, run }: LoadContext, part: Part): AsyncGenerator<readonly LookedUp[]> {
  const batch = (await warehouse.ledger.batches(run)).get(part.sync);
  if (batch === undefined) return;
  const { key, object } = part;
  const soql = `SELECT Id, ${key}, ${stamps.rowHash} FROM ${object} WHERE ${stamps.loadBatch} = ${quoted(batch)}`;
  for await (const page of org.query(soql)) {
    yield page.map((row) => ({
      key: row[key] ?? '',
      salesforceId: row['Id'] ?? '',
      hash: row[stamps.rowHash] ?? null,
    }));
  }
}

async function* stillThere({ org, warehouse }: LoadContext, part: Part): AsyncGenerator<readonly LookedUp[]> {
  for await (const list of inListsOf(warehouse.journal.idsOf(part))) {
    for await (const page of org.query(`SELECT Id FROM ${part.object} WHERE Id IN (${list})`)) {
      yield page.map((row) => ({ key: '', salesforceId: row['Id'] ?? '', hash: null }));
    }
  }
}
