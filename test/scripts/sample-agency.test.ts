/** The default project: what its SQL makes of the sample agency's raw tables. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { entriesFile, writeSample } from '../../scripts/sample/sample.ts';
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
  root,
  sumBy,
  type Built,
  type Row,
} from '../examples/built.ts';

const options = { seed: 'todoku', today: '2026-11-18' };

async function builtSample(choice: typeof options): Promise<Built & { readonly dir: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'todoku-sample-'));
  await writeSample(dir, choice);
  const built = await build(root, dir);
  return {
    ...built,
    dir,
    close: async () => {
      await built.close();
      await rm(dir, { recursive: true });
    },
  };
}

async function keepsItsPromises(built: Built & { readonly dir: string }): Promise<void> {
  await assertColumnsExist(built);
  await assertKeysAreUnique(built);
  await assertParentsExist(built);
  await assertNoFloats(built);
  await assertNothingVanishes(built, built.dir);
}

/** Percent of `whole`, rounded down. */
function percent(part: bigint, whole: bigint): number {
  return Number((part * 100n) / whole);
}

/** Object and key of each record that people write to → who may. */
async function ownersOf(built: Built): Promise<ReadonlyMap<string, string>> {
  const rows = await built.query(`
    select 'Target__c ' || key as record, rep_key as owner from mart.targets
    union all
    select distinct 'Project_Amount__c ' || target_key || '|' || project_key, rep_key from mart.amounts
    union all
    select 'Opportunity_Amount__c ' || target_key || '|' || deal_key, rep_key from mart.deal_amounts
    union all
    select 'Budget__c ' || budget.key, department.head_key
    from mart.budgets as budget
    join mart.departments as department on department.key = budget.department_key
  `);
  return new Map(rows.map((row) => [row['record'] ?? '', row['owner'] ?? '']));
}

describe('the sample agency', () => {
  let built: Awaited<ReturnType<typeof builtSample>>;
  let amounts: readonly Row[];

  before(async () => {
    built = await builtSample(options);
    amounts = await built.table('amounts');
  });
  after(async () => {
    await built.close();
  });

  it('keeps what every project has to keep', async () => {
    await keepsItsPromises(built);
  });

  it('is small enough to be loaded at the first start, and large enough to look into', async () => {
    const size = async (sync: string): Promise<number> => (await built.table(sync)).length;
    const lines = await size('project-amount');
    assert.ok(lines >= 1000 && lines <= 1500, `${lines} project amounts`);
    const menus = await size('menu-amount');
    assert.ok(menus >= 3000 && menus <= 5000, `${menus} menu amounts`);
    assert.equal(await size('department'), 9);
    assert.equal(await size('target'), 30 * 12 * 2);
    assert.equal(await size('budget'), 7 * 12 * 2);
  });

  it('has every delivery of a known order in the actuals, to the yen', () => {
    const orders = new Map(readCsv(join(built.dir, 'orders.csv')).map((order) => [order['order_no'], order]));
    const seen = new Set<string>();
    const counted = readCsv(join(built.dir, 'deliveries.csv')).filter((delivery) => {
      const isRepeat = seen.has(delivery['delivery_no'] ?? '');
      seen.add(delivery['delivery_no'] ?? '');
      const order = orders.get(delivery['order_no']);
      return !isRepeat && order !== undefined && order['employee_no'] !== 'E099';
    });
    const byMonth = (measure: string): ReadonlyMap<string, bigint> =>
      new Map(
        [
          ...sumBy(
            amounts.filter((row) => row['measure'] === measure && cents(row['actual']) !== 0n),
            (row) => row['period_start']?.slice(0, 7) ?? '',
            (row) => row['actual'],
          ),
        ].sort(),
      );
    const month = (delivery: Row): string => delivery['delivered_to']?.slice(0, 7) ?? '';
    const revenue = sumBy(counted, month, (delivery) => delivery['amount']);
    const cost = sumBy(counted, month, (delivery) => delivery['cost']);
    const profit = new Map([...revenue].map(([key, sum]) => [key, sum - (cost.get(key) ?? 0n)]));
    assert.deepEqual(byMonth('Revenue'), new Map([...revenue].sort()));
    assert.deepEqual(byMonth('Gross_Profit'), new Map([...profit].sort()));
  });

  it('plans what the plan says, in both measures', () => {
    const plans = readCsv(join(built.dir, 'plans.csv'));
    const planned = (measure: string): ReadonlyMap<string, bigint> =>
      sumBy(
        amounts.filter((row) => row['measure'] === measure),
        () => 'all',
        (row) => row['budget'],
      );
    assert.deepEqual(
      planned('Revenue'),
      sumBy(
        plans,
        () => 'all',
        (plan) => plan['revenue'],
      ),
    );
    assert.deepEqual(
      planned('Gross_Profit'),
      sumBy(
        plans,
        () => 'all',
        (plan) => plan['gross_profit'],
      ),
    );
  });

  it('expects of an order that has not begun exactly its amount, however many months it spans', async () => {
    const parts = (await built.table('order_months')).filter((part) => part['measure'] === 'Revenue');
    const sums = sumBy(
      parts,
      (part) => part['order_key'] ?? '',
      (part) => part['remaining'],
    );
    const future = readCsv(join(built.dir, 'orders.csv')).filter(
      (order) => (order['starts_on'] ?? '') >= options.today,
    );
    assert.ok(future.some((order) => order['starts_on']?.slice(0, 7) !== order['ends_on']?.slice(0, 7)));
    for (const order of future) {
      assert.equal(sums.get(order['order_no'] ?? ''), cents(order['amount']), order['order_no']);
    }
  });

  it('expects nothing more in a closed month, and has no opinion where nothing is ordered', () => {
    const past = amounts.filter((row) => (row['period_start'] ?? '') < '2026-11-01');
    assert.ok(past.every((row) => row['expected'] === null || row['expected'] === row['actual']));
    const unordered = amounts.filter((row) => row['expected'] === null);
    assert.ok(unordered.length > 100);
    assert.ok(unordered.every((row) => cents(row['actual']) === 0n));
  });

  it('closes a month when accounting has closed it', async () => {
    const closed = countBy(
      (await built.table('project-amount')).filter((row) => row['closed'] === 'true'),
      (row) => row['period_start'] ?? '',
    );
    assert.deepEqual([...closed.keys()].sort().at(-1), '2026-10-01');
    assert.equal(closed.size, 7);
  });

  it('has most people near their target, some short and some over, and the current month half-way', async () => {
    const targets = (await built.table('targets')).filter((row) => row['measure'] === 'Revenue');
    const rates = (from: string, to: string): readonly number[] => {
      const within = targets.filter((row) => (row['period_start'] ?? '') >= from && (row['period_start'] ?? '') <= to);
      const rep = (row: Row): string => row['rep_key'] ?? '';
      const wanted = sumBy(within, rep, (row) => row['target_amount']);
      return [...sumBy(within, rep, (row) => row['actual_total'])].map(([key, sum]) =>
        percent(sum, wanted.get(key) ?? 1n),
      );
    };
    const closed = rates('2026-04-01', '2026-10-01');
    assert.ok(closed.filter((rate) => rate >= 80 && rate <= 110).length >= 15, String(closed));
    assert.ok(closed.filter((rate) => rate < 75).length >= 3, String(closed));
    assert.ok(closed.filter((rate) => rate > 110).length >= 2, String(closed));
    const current = rates('2026-11-01', '2026-11-01').toSorted((left, right) => left - right);
    const median = current[15] ?? 0;
    assert.ok(median > 35 && median < 75, `${median} % of the month at its 18th day`);
  });

  it('covers the slips of its own systems: each with its reason', async () => {
    const reasons = async (table: string): Promise<readonly string[]> =>
      (await built.coverage(table)).filter((row) => row['placement'] === null).map((row) => row['reason'] ?? '');
    assert.deepEqual([...(await reasons('deliveries'))].sort(), [
      'its order has no place: no such employee: E099',
      'no such order: O-99998',
      'no such order: O-99999',
      'no such order: none',
      'the same number again: only the first row counts',
    ]);
    assert.deepEqual(await reasons('orders'), ['no such employee: E099']);
    assert.deepEqual(await reasons('deals'), ['no closing date: no month can be derived']);
    assert.ok(amounts.some((row) => row['menu_key'] === 'UNSPECIFIED'));
  });

  it('lets people enter only what is theirs, on records that the push has made', async () => {
    const owners = await ownersOf(built);
    const entries = readCsv(join(built.dir, entriesFile));
    assert.ok(entries.length > 200);
    for (const { object = '', key = '', entered_by: person } of entries) {
      assert.equal(owners.get(`${object} ${key}`), person, `${object} ${key}`);
    }
    const fields = [...new Set(entries.map((entry) => entry['field']))].sort();
    assert.deepEqual(fields, [
      'Confidence__c',
      'Expected_Member__c',
      'Expected__c',
      'In_Landing__c',
      'Judgement__c',
      'Note__c',
      'Plan_Amount__c',
      'Qualitative_Goal__c',
    ]);
  });

  it('names forty people: kanji for those who work in Japanese, a mail address each', async () => {
    const users = await built.table('users');
    assert.deepEqual(
      countBy(users, (user) => user['role'] ?? ''),
      new Map([
        ['rep', 30],
        ['unit-manager', 7],
        ['manager', 2],
        ['revops', 1],
      ]),
    );
    const misaki = users.find((user) => user['employee_key'] === 'misaki.sato');
    assert.equal(misaki?.['name'], '佐藤 美咲');
    assert.equal(misaki['language'], 'ja');
    assert.ok(users.some((user) => user['language'] === 'en_US'));
    assert.ok(users.every((user) => user['email']?.endsWith('@example.com') === true));
  });
});

describe('the sample on days that are hard', () => {
  for (const today of ['2026-04-01', '2027-01-01', '2028-02-29', '2026-09-30']) {
    it(`keeps its promises on ${today}`, async () => {
      const built = await builtSample({ seed: 'todoku', today });
      try {
        await keepsItsPromises(built);
      } finally {
        await built.close();
      }
    });
  }
});
