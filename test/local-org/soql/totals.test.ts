/** Aggregates against sums made by hand: decimals as texts and whole numbers, never doubles. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAgency } from './agency.ts';
import { randomNumbers } from '../../world/random.ts';

const scale = 12;

/** Decimal text in units of 10^-12. */
function unitsOf(text: string): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return BigInt(`${sign}${whole}${fraction.padEnd(scale, '0')}`);
}

function textOf(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

interface Row {
  readonly size: string | null;
  readonly day: string;
  readonly amount: string | null;
}

function made(random: () => number, count: number): readonly Row[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  return Array.from({ length: count }, () => {
    const digits = Math.floor(random() * 10 ** pick([2, 5, 9, 11])).toString();
    const cents = digits.padStart(3, '0');
    const text = `${pick(['', '-'])}${cents.slice(0, -2)}.${cents.slice(-2)}${pick(['', '', '5', '123456'])}`;
    return {
      size: pick(['Small', 'Medium', 'Large', null]),
      day: `202${pick([5, 6])}-0${pick([1, 4, 7])}-1${pick([0, 5])}`,
      amount: random() < 0.1 ? null : text,
    };
  });
}

const rows = made(randomNumbers(20261122), 600);

function openFilled(): ReturnType<typeof openAgency> {
  const org = openAgency();
  for (let start = 0; start < rows.length; start += 200) {
    const inserted = rows.slice(start, start + 200).map(({ size, day, amount }) => ({
      Name: 'made',
      Size__c: size,
      Day__c: day,
      Amount__c: amount === null ? null : Number(amount),
    }));
    org.put('insert', 'Order__c', inserted);
  }
  return org;
}

const org = openFilled();

function totals(group: readonly Row[]): Readonly<Record<string, unknown>> {
  const amounts = group.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const sum = amounts.reduce((all, amount) => all + unitsOf(String(Number(amount))), 0n);
  const numbersOf = amounts.map(Number);
  return {
    n: group.length,
    filled: amounts.length,
    sum: amounts.length === 0 ? null : Number(textOf(sum)),
    low: amounts.length === 0 ? null : Math.min(...numbersOf),
    high: amounts.length === 0 ? null : Math.max(...numbersOf),
    mean: amounts.length === 0 ? null : Number(textOf(sum)) / amounts.length,
  };
}

const select = 'COUNT(Id) n, COUNT(Amount__c) filled, SUM(Amount__c) sum, MIN(Amount__c) low, MAX(Amount__c) high';

function groupsBy(key: (row: Row) => unknown): ReadonlyMap<unknown, readonly Row[]> {
  return Map.groupBy(rows, key);
}

test('the totals of all records are those of their decimals, to the last digit', () => {
  const [all] = org.rows(`SELECT ${select}, AVG(Amount__c) mean FROM Order__c WHERE Name = 'made'`);
  assert.deepEqual(all, totals(rows));
});

test('so are those of each group', () => {
  const found = org.rows(
    `SELECT Size__c size, ${select}, AVG(Amount__c) mean FROM Order__c WHERE Name = 'made' GROUP BY Size__c`,
  );
  const expected = [...groupsBy(({ size }) => size)].map(([size, group]) => ({ size, ...totals(group) }));
  const sorted = (list: readonly object[]): readonly string[] => list.map((one) => JSON.stringify(one)).sort();
  assert.deepEqual(sorted(found), sorted(expected));
});

test('ROLLUP gives the groups, the sum over each first key and the sum over all', () => {
  const found = org.rows(
    "SELECT Size__c size, CALENDAR_QUARTER(Day__c) quarter, GROUPING(Size__c) overSize, GROUPING(CALENDAR_QUARTER(Day__c)) overQuarter, SUM(Amount__c) sum FROM Order__c WHERE Name = 'made' GROUP BY ROLLUP(Size__c, CALENDAR_QUARTER(Day__c))",
  );
  const quarterOf = ({ day }: Row): number => Math.ceil(Number(day.slice(5, 7)) / 3);
  const sumOf = (group: readonly Row[]): unknown => totals(group)['sum'];
  const expected = [
    ...[...Map.groupBy(rows, (row) => `${row.size ?? ''} ${quarterOf(row)}`).values()].map((group) => ({
      size: group[0]?.size,
      quarter: quarterOf(group[0] as Row), // a group has a first row
      overSize: 0,
      overQuarter: 0,
      sum: sumOf(group),
    })),
    ...[...groupsBy(({ size }) => size)].map(([size, group]) => ({
      size,
      quarter: null,
      overSize: 0,
      overQuarter: 1,
      sum: sumOf(group),
    })),
    { size: null, quarter: null, overSize: 1, overQuarter: 1, sum: sumOf(rows) },
  ];
  const sorted = (list: readonly object[]): readonly string[] => list.map((one) => JSON.stringify(one)).sort();
  assert.deepEqual(sorted(found), sorted(expected));
});

test('what cancels out leaves nothing behind', () => {
  const hand = openAgency();
  const amounts = [0.1, 0.2, 1_000_000_000.01, -1_000_000_000.01, 0.07, 999_999_999_999.99, -999_999_999_999.98];
  hand.put(
    'insert',
    'Order__c',
    amounts.map((amount) => ({ Name: 'cents', Amount__c: amount })),
  );
  assert.deepEqual(hand.rows("SELECT SUM(Amount__c) s FROM Order__c WHERE Name = 'cents'"), [{ s: 0.38 }]);
  assert.deepEqual(
    hand.rows(
      "SELECT Name, SUM(Amount__c) s FROM Order__c WHERE Name = 'cents' GROUP BY Name HAVING SUM(Amount__c) = 0.38",
    ),
    [{ Name: 'cents', s: 0.38 }],
  );
});
