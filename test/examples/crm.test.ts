/** examples/crm-sales-opportunities: what its SQL makes of the files, held against arithmetic over the files themselves. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  assertColumnsExist,
  assertKeysAreUnique,
  assertNoFloats,
  assertNothingVanishes,
  assertParentsExist,
  build,
  cents,
  countBy,
  readCsv,
  sumBy,
  type Built,
} from './built.ts';
import { crmData, projectDir } from './crm-data.ts';

type Raw = Readonly<Record<string, string>>;

/** 3/1/2017 → 2017-03 */
function monthOf(date: string | undefined): string {
  const [month = '', , year = ''] = (date ?? '').split('/');
  return `${year}-${month.padStart(2, '0')}`;
}

/** The same name in any writing the files use. */
function fold(name: string | undefined): string {
  return (name ?? '').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

describe('crm-sales-opportunities', () => {
  let data: Awaited<ReturnType<typeof crmData>>;
  let built: Built;
  let deals: readonly Raw[];
  let won: readonly Raw[];
  let regionOf: ReadonlyMap<string, string>;

  before(async () => {
    data = await crmData();
    built = await build(projectDir, data.dir);
    deals = readCsv(join(data.dir, 'sales_pipeline.csv'));
    won = deals.filter((deal) => deal['deal_stage'] === 'Won');
    const teams = readCsv(join(data.dir, 'sales_teams.csv'));
    regionOf = new Map(teams.map((team) => [fold(team['sales_agent']), fold(team['regional_office'])]));
  });
  after(async () => {
    await built.close();
    await data.remove();
  });

  it('says which data it ran on', (context) => {
    context.diagnostic(`ran on ${data.what}`);
    assert.ok(deals.length > 0);
  });

  it('keeps what every project has to keep', async () => {
    await assertColumnsExist(built);
    await assertKeysAreUnique(built);
    await assertParentsExist(built);
    await assertNoFloats(built);
    await assertNothingVanishes(built, data.dir);
  });

  it('loads each won deal once, with its close value, so that the sums agree to the cent', async () => {
    const lines = await built.table('menu-amount');
    assert.equal(lines.length, won.length);
    assert.deepEqual(
      sumBy(
        lines,
        () => 'all',
        (line) => line['actual'],
      ),
      sumBy(
        won,
        () => 'all',
        (deal) => deal['close_value'],
      ),
    );
  });

  it('adds up by region and month as the file does', async () => {
    const budgets = await built.table('budget');
    const totals = sumBy(
      budgets.filter((budget) => cents(budget['actual_total']) !== 0n),
      (budget) => `${(budget['period_start'] ?? '').slice(0, 7)} ${budget['department_key'] ?? ''}`,
      (budget) => budget['actual_total'],
    );
    const expected = sumBy(
      won,
      (deal) => `${monthOf(deal['close_date'])} ${regionOf.get(fold(deal['sales_agent'])) ?? ''}`,
      (deal) => deal['close_value'],
    );
    assert.deepEqual(new Map([...totals].sort()), new Map([...expected].sort()));
  });

  it('adds up by agent and month along the lookups that Salesforce rolls up', async () => {
    const amounts = new Map((await built.table('project-amount')).map((row) => [row['key'], row['target_key']]));
    const targets = new Map((await built.table('target')).map((row) => [row['key'], row]));
    const rolledUp = sumBy(
      await built.table('menu-amount'),
      (line) => amounts.get(line['project_amount_key'] ?? '') ?? '',
      (line) => line['actual'],
    );
    const names = new Map((await built.table('agents')).map((agent) => [agent['key'], fold(agent['name'] ?? '')]));
    const byAgent = new Map(
      [...rolledUp].map(([key, sum]) => {
        const target = targets.get(key);
        assert.equal(cents(target?.['actual_total']), sum, key);
        return [`${target?.['period_start']?.slice(0, 7) ?? ''} ${names.get(target?.['agent_key'] ?? '') ?? ''}`, sum];
      }),
    );
    const expected = sumBy(
      won,
      (deal) => `${monthOf(deal['close_date'])} ${fold(deal['sales_agent'])}`,
      (deal) => deal['close_value'],
    );
    assert.deepEqual(new Map([...byAgent].sort()), new Map([...expected].sort()));
  });

  it('places every deal: won as a project, open with a date as an opportunity, the others nowhere and says why', async () => {
    const coverage = await built.coverage('sales_pipeline');
    const open = deals.filter((deal) => ['Prospecting', 'Engaging'].includes(deal['deal_stage'] ?? ''));
    const placed = open.filter((deal) => deal['engage_date'] !== '');
    const counted = countBy(coverage, (row) => row['placement'] ?? '');
    assert.equal(counted.get('project'), won.length);
    assert.equal(counted.get('opportunity'), placed.length);
    assert.equal(counted.get(''), deals.length - won.length - placed.length);
    const reasons = countBy(
      coverage.filter((row) => row['placement'] === null),
      (row) => row['reason'] ?? '',
    );
    assert.deepEqual(
      reasons,
      new Map([
        ['lost deal', deals.filter((deal) => deal['deal_stage'] === 'Lost').length],
        ['open deal without an engage date: no month can be derived', open.length - placed.length],
      ]),
    );
  });

  it('notes each corrected spelling and each missing account', async () => {
    const notes = (await built.coverage('sales_pipeline')).map((row) => row['quality'] ?? '');
    const corrected = deals.filter((deal) => deal['product'] === 'GTXPro').length;
    assert.ok(corrected > 0);
    assert.equal(notes.filter((note) => note.includes('spelling corrected: GTXPro → GTX Pro')).length, corrected);
    const withoutAccount = deals.filter((deal) => deal['account'] === '').length;
    assert.equal(notes.filter((note) => note.includes('no account')).length, withoutAccount);
  });

  it('counts a product that is spelt two ways once', async () => {
    const products = await built.table('product');
    assert.equal(products.length, readCsv(join(data.dir, 'products.csv')).length);
    const lines = (await built.table('menu-amount')).filter((line) => line['menu_key'] === 'gtx-pro');
    assert.equal(lines.length, won.filter((deal) => ['GTXPro', 'GTX Pro'].includes(deal['product'] ?? '')).length);
  });

  it('corrects misspelt sectors and countries', async () => {
    const accounts = await built.table('accounts');
    assert.equal(accounts.length, readCsv(join(data.dir, 'accounts.csv')).length);
    const words = new Set(accounts.flatMap((account) => [account['sector'], account['country']]));
    assert.ok(words.has('technology') && words.has('Philippines'));
    assert.ok(!words.has('technolgy') && !words.has('Philipines'));
  });

  it('derives a region target from its mean month × growth, rounded up, and splits it evenly', async () => {
    const months = [...new Set(won.map((deal) => monthOf(deal['close_date'])))].sort();
    const agents = countBy([...regionOf.values()], (region) => region);
    const totals = sumBy(
      won,
      (deal) => regionOf.get(fold(deal['sales_agent'])) ?? '',
      (deal) => deal['close_value'],
    );
    const firstMonth = months[0] ?? '';
    for (const target of await built.table('targets')) {
      const region = target['region_key'] ?? '';
      const size = BigInt(agents.get(region) ?? 0);
      /** Hundredths × 11 ÷ 10 is growth 1.1; steps are 25,000 for a region and 100 for an agent. */
      const raised = (totals.get(region) ?? 0n) * 11n;
      const step = 25_000n * 100n * 10n * BigInt(months.length);
      const regionTarget = ((raised + step - 1n) / step) * 25_000n;
      const share = ((regionTarget + size * 100n - 1n) / (size * 100n)) * 100n;
      const isBefore = (target['period_start'] ?? '').slice(0, 7) < firstMonth;
      assert.equal(cents(target['target_amount']), isBefore ? 0n : share * 100n, target['key'] ?? '');
    }
  });

  it('gives every agent a target in every month, also the one who never had a deal', async () => {
    const targets = await built.table('target');
    const perAgent = countBy(targets, (target) => target['agent_key'] ?? '');
    assert.equal(perAgent.size, regionOf.size);
    assert.equal(new Set(perAgent.values()).size, 1);
    assert.deepEqual(
      sumBy(
        targets,
        (target) => target['budget_key'] ?? '',
        (target) => target['target_amount'],
      ),
      sumBy(
        await built.table('budget'),
        (budget) => budget['key'] ?? '',
        (budget) => budget['amount'],
      ),
    );
  });

  it('expects an open deal to close after the usual time, in whole weeks, at its list price', async () => {
    const days = new Map((await built.table('days_to_close')).map((row) => [row['product_key'], Number(row['days'])]));
    const prices = new Map((await built.table('products')).map((row) => [row['key'], row['list_price']]));
    const raw = new Map(deals.map((deal) => [deal['opportunity_id'], deal]));
    for (const opportunity of await built.table('opportunity')) {
      const deal = raw.get(opportunity['key'] ?? '');
      const product = deal?.['product'] === 'GTXPro' ? 'gtx-pro' : fold(deal?.['product']).replaceAll(' ', '-');
      const wait = days.get(product) ?? NaN;
      assert.equal(wait % 7, 0);
      const expected = Date.parse(`${deal?.['engage_date'] ?? ''} UTC`) + wait * 86_400_000;
      assert.equal(opportunity['close_date'], new Date(expected).toISOString().slice(0, 10));
      assert.equal(opportunity['amount'], prices.get(product));
    }
  });

  it('names everybody the targets need as a user, with a mail address of their own', async () => {
    const users = await built.table('users');
    const emails = users.map((user) => user['email'] ?? '');
    assert.equal(new Set(emails).size, users.length);
    assert.ok(emails.every((email) => email.endsWith('@example.com')));
    assert.ok(users.every((user) => (user['last_name'] ?? '') !== ''));
    assert.equal(users.filter((user) => user['role'] === 'rep').length, regionOf.size);
  });
});
