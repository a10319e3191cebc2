/** examples/crm-sales-opportunities: how far one changed row reaches, and what happens to rows worse than the real ones. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build, readCsv, type Built, type Row } from './built.ts';
import { crmData, fixture, projectDir, writeFixture, type CrmTables } from './crm-data.ts';

async function withTables<Result>(
  tables: CrmTables,
  work: (built: Built, dir: string) => Promise<Result>,
): Promise<Result> {
  const dir = await writeFixture(tables);
  try {
    const built = await build(projectDir, dir);
    try {
      return await work(built, dir);
    } finally {
      built.close();
    }
  } finally {
    await rm(dir, { recursive: true });
  }
}

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

const slips = (...rows: readonly (readonly string[])[]): CrmTables => ({
  ...fixture,
  sales_pipeline: [...fixture.sales_pipeline, ...rows],
});

const coverageOf = (tables: CrmTables, id: string): Promise<Row | undefined> =>
  withTables(tables, async (built) => (await built.coverage('sales_pipeline')).find((row) => row['key'] === id));

describe('one changed deal', () => {
  it('that is deleted takes exactly its own records along, whichever it is', async (context) => {
    const data = await crmData();
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

  it('whose value is corrected sends its menu amount and nothing else', async () => {
    const tables = await tablesOf((await crmData()).dir);
    const index = tables.sales_pipeline.findIndex((deal) => deal[4] === 'Won');
    const corrected = tables.sales_pipeline.map((deal, at) => (at === index ? deal.with(7, '1234.56') : deal));
    const found = differences(await state(tables), await state({ ...tables, sales_pipeline: corrected }));
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', /^~ menu-amount .*\|/);
  });
});

describe('rows worse than the real ones', () => {
  const wonDeal = (changes: Readonly<Record<number, string>>): readonly string[] =>
    Object.entries(changes).reduce<readonly string[]>(
      (row, [index, value]) => row.with(Number(index), value),
      ['ZZ000001', 'Ada Quill', 'GTX Pro', 'Harborline', 'Won', '1/2/2017', '3/1/2017', '100'],
    );
  const cases: readonly (readonly [string, Readonly<Record<number, string>>, string | null, string])[] = [
    ['an agent who is in no team', { 1: 'Nobody' }, null, 'agent not in sales_teams: no target to count against'],
    ['a stage nobody knows', { 4: 'Paused' }, null, 'unknown stage: Paused'],
    ['no stage', { 4: '' }, null, 'unknown stage: none'],
    [
      'a won deal that cannot be dated',
      { 6: '2017/13/45' },
      null,
      'won deal without a close date: no month can be derived',
    ],
    ['a won deal without a value', { 7: '' }, null, 'won deal without a close value'],
    [
      'an open deal of an unknown product',
      { 2: 'Gadget', 4: 'Engaging', 6: '', 7: '' },
      null,
      'open deal of an unknown product: no time to close can be derived',
    ],
    [
      'an open deal that has a close date',
      { 4: 'Engaging', 7: '' },
      'opportunity',
      'open: an opportunity in the month of its close date',
    ],
    [
      'a won deal of an unknown product',
      { 2: 'Gadget' },
      'project',
      'won: a project with its value in the closing month',
    ],
    [
      'an account that no one listed',
      { 3: 'Ghost Ltd' },
      'project',
      'won: a project with its value in the closing month',
    ],
  ];
  for (const [name, changes, placement, reason] of cases) {
    it(`${name}: ${placement ?? 'nowhere'}, and the coverage says why`, async () => {
      const row = await coverageOf(slips(wonDeal(changes)), 'ZZ000001');
      assert.deepEqual([row?.['placement'], row?.['reason']], [placement, reason]);
    });
  }

  it('an unknown product counts under its own menu, and is noted', async () => {
    const tables = slips(wonDeal({ 2: 'Gadget' }));
    await withTables(tables, async (built) => {
      const line = (await built.table('menu-amount')).find((row) => row['key']?.includes('ZZ000001') === true);
      assert.equal(line?.['menu_key'], 'unspecified');
      assert.equal(line['actual'], '100.00');
      const products = (await built.table('product')).map((product) => product['key']);
      assert.ok(products.includes('unspecified'));
    });
    assert.equal((await coverageOf(tables, 'ZZ000001'))?.['quality'], 'product not in the catalogue: Gadget');
  });

  it('an account that no one listed leaves the lookup empty, and is noted', async () => {
    const tables = slips(wonDeal({ 3: 'Ghost Ltd' }));
    await withTables(tables, async (built) => {
      const project = (await built.table('project')).find((row) => row['key'] === 'ZZ000001');
      assert.equal(project?.['account_key'], null);
    });
    assert.equal((await coverageOf(tables, 'ZZ000001'))?.['quality'], 'account not in accounts.csv: Ghost Ltd');
  });

  it('a deal that stands twice in the file stays twice, for the plan to refuse', async () => {
    await withTables(slips(wonDeal({}), wonDeal({ 0: 'zz000001 ' })), async (built) => {
      const projects = (await built.table('project')).filter((row) => row['key'] === 'ZZ000001');
      assert.equal(projects.length, 2);
    });
  });
});

describe('keys', () => {
  it('are the same for names that differ in case and spaces, and differ for a hyphen', async () => {
    await withTables(fixture, async (built) => {
      const names = await built.query(`select text, key from models.names where kind = 'account'`);
      const keys = new Map(names.map((name) => [name['text'], name['key']]));
      assert.equal(keys.get('harborline '), keys.get('Harborline'));
      assert.equal(keys.get('North-Pine'), 'north_pine');
      assert.equal(keys.get('North Pine'), 'north-pine');
    });
  });

  it('are readable: month, measure, agent', async () => {
    await withTables(fixture, async (built) => {
      const keys = (await built.table('target')).map((target) => target['key']);
      assert.ok(keys.includes('2017-03|Revenue|ada-quill'));
      assert.ok(keys.includes('2017-03|Revenue|mei_mei-stone'));
    });
  });
});
