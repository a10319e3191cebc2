/** examples/crm-sales-opportunities: how far one changed row reaches. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readCsv, type Built } from './built.ts';
import { crmData, withTables, type CrmTables } from './crm-data.ts';

/** What each sync would send: the mapped columns only, by key. */
async function sent(built: Built): Promise<ReadonlyMap<string, string>> {
  const records = new Map<string, string>();
  for (const sync of built.project.syncs) {
    for (const row of await built.table(sync.name)) {
      const cells = sync.fields.map(({ column }) => row[column] ?? null);
      records.set(`${sync.name} ${row['key'] ?? ''}`, JSON.stringify(cells));
    }
  }
  return records;
}

/** Keys of the records that differ between two states, with how. */
function differences(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): readonly string[] {
  const gone = [...left.keys()].filter((key) => !right.has(key)).map((key) => `- ${key}`);
  const fresh = [...right.keys()].filter((key) => !left.has(key)).map((key) => `+ ${key}`);
  const changed = [...left]
    .filter(([key, cells]) => right.has(key) && right.get(key) !== cells)
    .map(([key]) => `~ ${key}`);
  return [...gone, ...fresh, ...changed].sort();
}

async function tablesOf(dir: string): Promise<CrmTables> {
  const table = (name: string): readonly (readonly string[])[] =>
    readCsv(join(dir, `${name}.csv`)).map((row) => Object.values(row));
  return {
    accounts: table('accounts'),
    products: table('products'),
    sales_teams: table('sales_teams'),
    sales_pipeline: table('sales_pipeline'),
  };
}

const state = (tables: CrmTables): Promise<ReadonlyMap<string, string>> => withTables(tables, sent);

describe('one changed deal', () => {
  it('that is deleted takes exactly its own records along, whichever it is', async (context) => {
    const data = await crmData();
    context.after(data.remove);
    context.diagnostic(`ran on ${data.what}`);
    const tables = await tablesOf(data.dir);
    const whole = await state(tables);
    const first = (stage: string, product?: string): readonly string[] | undefined =>
      tables.sales_pipeline.find((deal) => deal[4] === stage && (product === undefined || deal[2] === product));
    const largest = tables.sales_pipeline
      .filter((deal) => deal[4] === 'Won')
      .reduce((best, deal) => (Number(deal[7]) > Number(best[7]) ? deal : best));
    const doomed = [first('Won'), first('Engaging'), first('Lost'), first('Prospecting'), first('Engaging', 'GTK 500')];
    for (const deal of tables.sales_pipeline.length > 100 ? [...doomed, largest] : doomed) {
      assert.ok(deal, 'the data has such a deal');
      const rest = await state({ ...tables, sales_pipeline: tables.sales_pipeline.filter((other) => other !== deal) });
      const expected = { Won: 3, Engaging: 2 }[deal[4] ?? ''] ?? 0;
      const found = differences(whole, rest);
      assert.equal(found.length, expected, found.join('\n'));
      assert.ok(
        found.every((line) => line.startsWith('- ') && line.includes(deal[0] ?? '?')),
        found.join('\n'),
      );
    }
  });

  it('whose value is corrected sends its menu amount and nothing else', async (context) => {
    const data = await crmData();
    context.after(data.remove);
    const tables = await tablesOf(data.dir);
    const index = tables.sales_pipeline.findIndex((deal) => deal[4] === 'Won');
    const corrected = tables.sales_pipeline.map((deal, at) => (at === index ? deal.with(7, '1234.56') : deal));
    const found = differences(await state(tables), await state({ ...tables, sales_pipeline: corrected }));
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /^~ menu-amount .*\|/);
  });
});
