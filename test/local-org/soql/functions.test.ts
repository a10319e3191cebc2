/** Date functions, FORMAT(), toLabel() and GROUPING() (SOQL and SOSL Reference). The user's zone is Asia/Tokyo. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAgency } from './agency.ts';

const org = openAgency();

/** Function → its values for the orders one (22 November 2026), two (31 October 2026) and Three (31 December 2025). */
const parts: readonly (readonly [call: string, one: unknown, two: unknown, three: unknown])[] = [
  ['CALENDAR_YEAR(Day__c)', 2026, 2026, 2025],
  ['CALENDAR_QUARTER(Day__c)', 4, 4, 4],
  ['CALENDAR_MONTH(Day__c)', 11, 10, 12],
  ['DAY_IN_MONTH(Day__c)', 22, 31, 31],
  ['DAY_IN_WEEK(Day__c)', 1, 7, 4],
  ['DAY_IN_YEAR(Day__c)', 326, 304, 365],
  ['WEEK_IN_MONTH(Day__c)', 4, 5, 5],
  ['WEEK_IN_YEAR(Day__c)', 47, 44, 53],
  ['FISCAL_YEAR(Day__c)', 2026, 2026, 2025],
  ['FISCAL_QUARTER(Day__c)', 4, 4, 4],
  ['FISCAL_MONTH(Day__c)', 11, 10, 12],
];

for (const [call, ...expected] of parts) {
  test(`${call} groups, filters and orders`, () => {
    const rows = org.rows(
      `SELECT Name, ${call} part FROM Order__c WHERE Day__c != NULL AND ${call} > 0 GROUP BY Name, ${call} HAVING ${call} < 9999 ORDER BY ${call}, Name`,
    );
    const found = new Map(rows.map(({ Name, part }) => [Name, part]));
    assert.deepEqual([found.get('one'), found.get('two'), found.get('Three')], expected);
  });
}

/** one is at 15:30 UTC on the 21st, two at 14:59:59 UTC on the 22nd: both are the 22nd in Tokyo. */
test('functions count in UTC, and in the zone of the user with convertTimezone()', () => {
  const days = (call: string): readonly unknown[] =>
    org
      .rows(`SELECT ${call} part, COUNT(Id) n FROM Order__c WHERE Moment__c != NULL GROUP BY ${call} ORDER BY ${call}`)
      .map(({ part, n }) => [part, n]);
  assert.deepEqual(days('DAY_ONLY(Moment__c)'), [
    ['2026-11-21', 1],
    ['2026-11-22', 1],
  ]);
  assert.deepEqual(days('DAY_ONLY(convertTimezone(Moment__c))'), [['2026-11-22', 2]]);
  assert.deepEqual(days('HOUR_IN_DAY(Moment__c)'), [
    [14, 1],
    [15, 1],
  ]);
  assert.deepEqual(days('HOUR_IN_DAY(convertTimezone(Moment__c))'), [
    [0, 1],
    [23, 1],
  ]);
});

test('unnamed aggregates and parts of dates are numbered together, fields keep their names', () => {
  const [row] = org.rows(
    "SELECT Size__c, CALENDAR_YEAR(Day__c), COUNT(Id), MAX(Day__c) latest, SUM(Count__c) FROM Order__c WHERE Name = 'one' GROUP BY Size__c, CALENDAR_YEAR(Day__c)",
  );
  assert.deepEqual(row, { Size__c: 'Large', expr0: 2026, expr1: 1, latest: '2026-11-22', expr2: 1 });
});

test('MIN and MAX take dates, moments and texts, COUNT_DISTINCT counts values once', () => {
  assert.deepEqual(
    org.rows(
      'SELECT MIN(Day__c) day, MAX(Moment__c) moment, MIN(Name) name, COUNT_DISTINCT(Account__c) accounts FROM Order__c',
    ),
    [{ day: '2025-12-31', moment: '2026-11-22T14:59:59.000+0000', name: "fo'ur_%", accounts: 2 }],
  );
});

test('FORMAT() writes fields and totals as the locale of the user does', () => {
  assert.deepEqual(
    org.rows('SELECT FORMAT(SUM(Amount__c)) total, FORMAT(MAX(Day__c)) latest, COUNT(Id) n FROM Order__c'),
    [{ total: '¥600.6', latest: '11/22/2026', n: 4 }],
  );
});

/** "FORMAT()": `$44,000.00` and `4/10/2025, 3:31 PM`. */
test('FORMAT() writes money in the currency of the org, moments in the zone of the user', () => {
  const hand = openAgency();
  hand.engine.settings.set('org.currency', 'USD');
  hand.put('insert', 'Order__c', [
    { Name: 'dear', Amount__c: 44_000, Count__c: 1234, Moment__c: '2025-04-10T22:31:37Z' },
  ]);
  assert.deepEqual(
    hand.rows(
      "SELECT Amount__c, FORMAT(Amount__c) money, FORMAT(Count__c) count, FORMAT(Moment__c) moment, FORMAT(Day__c) day FROM Order__c WHERE Name = 'dear'",
    ),
    [{ Amount__c: 44_000, money: '$44,000.00', count: '1,234', moment: '4/11/2025, 7:31 AM', day: null }],
  );
});

test('the label of a group goes by the name of its field', () => {
  assert.deepEqual(
    org.rows("SELECT toLabel(Size__c), COUNT(Id) n FROM Order__c WHERE Size__c = 'Large' GROUP BY Size__c"),
    [{ Size__c: 'Large', n: 1 }],
  );
});

test('HAVING joins aggregates and groups, with every operator', () => {
  const sizes = (having: string): readonly unknown[] =>
    org
      .rows(`SELECT Size__c FROM Order__c GROUP BY Size__c HAVING ${having} ORDER BY Size__c`)
      .map((row) => row['Size__c']);
  assert.deepEqual(sizes('SUM(Amount__c) >= 200.2 AND COUNT(Id) = 1'), ['Small', 'Medium']);
  assert.deepEqual(sizes("Size__c LIKE 'L%' OR SUM(Amount__c) = NULL"), [null, 'Large']);
  assert.deepEqual(sizes('NOT (MAX(Day__c) = THIS_YEAR)'), [null, 'Medium']);
});
