/** examples/crm-sales-opportunities: rows worse than the real ones. Whatever stands in the files, it is placed or listed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cents, type Row } from './built.ts';
import { fixture, withTables, type CrmTables } from './crm-data.ts';

const slips = (rows: readonly (readonly string[])[]): CrmTables => ({
  ...fixture,
  sales_pipeline: [...fixture.sales_pipeline, ...rows],
});

/** A sound won deal with some of its cells replaced. */
function wonDeal(id: string, changes: Readonly<Record<number, string>>): readonly string[] {
  return Object.entries(changes).reduce<readonly string[]>(
    (row, [index, value]) => row.with(Number(index), value),
    [id, 'Ada Quill', 'GTX Pro', 'Harborline', 'Won', '1/2/2017', '3/1/2017', '100'],
  );
}

interface Slip {
  readonly name: string;
  readonly changes: Readonly<Record<number, string>>;
  readonly placement: string | null;
  readonly reason: string;
  readonly quality?: string;
}

const won = 'won: a project with its value in the closing month';

const cases: readonly Slip[] = [
  {
    name: 'an agent who is in no team',
    changes: { 1: 'Nobody' },
    placement: null,
    reason: 'agent not in sales_teams: no target to count against',
  },
  { name: 'a stage nobody knows', changes: { 4: 'Paused' }, placement: null, reason: 'unknown stage: Paused' },
  { name: 'no stage', changes: { 4: '' }, placement: null, reason: 'unknown stage: none' },
  {
    name: 'a won deal that cannot be dated',
    changes: { 6: '2017/13/45' },
    placement: null,
    reason: 'won deal without a close date: no month can be derived',
  },
  {
    name: 'a won deal without a value',
    changes: { 7: '' },
    placement: null,
    reason: 'won deal without a close value',
  },
  {
    name: 'an open deal of an unknown product',
    changes: { 2: 'Gadget', 4: 'Engaging', 6: '', 7: '' },
    placement: null,
    reason: 'open deal of an unknown product: no time to close can be derived',
    quality: 'product not in the catalogue: Gadget',
  },
  {
    name: 'an open deal that has a close date',
    changes: { 4: 'Engaging', 7: '' },
    placement: 'opportunity',
    reason: 'open: an opportunity in the month of its close date',
  },
  {
    name: 'a won deal of an unknown product',
    changes: { 2: 'Gadget' },
    placement: 'project',
    reason: won,
    quality: 'product not in the catalogue: Gadget',
  },
  {
    name: 'an account that no one listed',
    changes: { 3: 'Ghost Ltd' },
    placement: 'project',
    reason: won,
    quality: 'account not in accounts.csv: Ghost Ltd',
  },
];

const idOf = (index: number): string => `ZZ00000${index}`;

describe('rows worse than the real ones', () => {
  it('are placed or listed, each with its reason and what is wrong with it', async () => {
    const rows = cases.map(({ changes }, index) => wonDeal(idOf(index), changes));
    await withTables(slips(rows), async (built) => {
      const covered = new Map((await built.coverage('sales_pipeline')).map((row) => [row['key'], row]));
      for (const [index, { name, placement, reason, quality }] of cases.entries()) {
        const row: Row | undefined = covered.get(idOf(index));
        const found = [row?.['placement'], row?.['reason'], row?.['quality']];
        assert.deepEqual(found, [placement, reason, quality ?? null], name);
      }
      const placed = await built.query(`select * from mart.deals where key like 'ZZ%' and placement is null`);
      assert.ok(placed.every((row) => row['period_start'] === null && row['closes_on'] === null));
    });
  });

  it('of an unknown product count under a menu of their own', async () => {
    await withTables(slips([wonDeal('ZZ000001', { 2: 'Gadget' })]), async (built) => {
      const line = (await built.table('menu-amount')).find((row) => row['key']?.includes('ZZ000001') === true);
      assert.equal(line?.['menu_key'], 'unspecified');
      assert.equal(cents(line['actual']), 10_000n);
      const products = (await built.table('product')).map((product) => product['key']);
      assert.ok(products.includes('unspecified'));
    });
  });

  it('of an account that no one listed leave the lookup empty', async () => {
    await withTables(slips([wonDeal('ZZ000001', { 3: 'Ghost Ltd' })]), async (built) => {
      const project = (await built.table('project')).find((row) => row['key'] === 'ZZ000001');
      assert.equal(project?.['account_key'], null);
    });
  });

  it('that differ only in how the id is written stay two, for the plan to refuse', async () => {
    const rows = [wonDeal('ZZ000001', {}), wonDeal('zz000001 ', {})];
    await withTables(slips(rows), async (built) => {
      const projects = (await built.table('project')).filter((row) => row['key'] === 'ZZ000001');
      assert.equal(projects.length, 2);
    });
  });

  it('that stand in the file twice are refused', async () => {
    const twice = slips([wonDeal('ZZ000001', {}), wonDeal('ZZ000001', {})]);
    await assert.rejects(() => withTables(twice, async () => undefined), { code: 'raw-key-not-unique' });
  });
});

describe('keys', () => {
  it('are readable, the same for names that differ in case and spaces, and others for a hyphen', async () => {
    await withTables(fixture, async (built) => {
      const names = await built.query(`select text, key from mart.names where kind = 'account'`);
      const keys = new Map(names.map((name) => [name['text'], name['key']]));
      assert.equal(keys.get('harborline '), keys.get('Harborline'));
      assert.equal(keys.get('North-Pine'), 'north_pine');
      assert.equal(keys.get('North Pine'), 'north-pine');
      const targets = (await built.table('target')).map((target) => target['key']);
      assert.ok(targets.includes('2017-03|Revenue|ada-quill'));
      assert.ok(targets.includes('2017-03|Revenue|mei_mei-stone'));
    });
  });
});
