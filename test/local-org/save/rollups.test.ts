/** Roll-up summaries: three levels, formulas between them, reparenting, deletion, and the rules of the masters. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkbox,
  complaints,
  currency,
  externalKey,
  field,
  formula,
  master,
  newOrg,
  number,
  object,
  picklist,
  rollup,
  rollupFilter,
  rule,
  text,
  type Hand,
} from '../engine/build.ts';

function openOrg(): Hand {
  const org = newOrg();
  org.deploy(
    object(
      'Year__c',
      externalKey(),
      rollup('Total__c', 'Month__c', 'Year__c', 'sum', 'Landing__c'),
      rule('Limit', 'Total__c > 1000', 'The year is full.', 'Total__c'),
    ),
    object(
      'Month__c',
      externalKey(),
      master('Year__c', 'Year__c', 'Months'),
      checkbox('Closed__c'),
      rollup('Sum__c', 'Line__c', 'Month__c', 'sum', 'Amount__c'),
      rollup('Lines__c', 'Line__c', 'Month__c', 'count'),
      rollup(
        'Red__c',
        'Line__c',
        'Month__c',
        'sum',
        'Amount__c',
        rollupFilter('Line__c.Color__c', 'equals', 'Red,"a,b"'),
      ),
      rollup('Blank__c', 'Line__c', 'Month__c', 'count', undefined, rollupFilter('Line__c.Color__c', 'equals', '')),
      rollup('Done__c', 'Line__c', 'Month__c', 'count', undefined, rollupFilter('Line__c.Done__c', 'equals', 'True')),
      rollup('Least__c', 'Line__c', 'Month__c', 'min', 'Amount__c'),
      rollup('Last__c', 'Line__c', 'Month__c', 'max', 'Day__c'),
      rollup('Twice__c', 'Line__c', 'Month__c', 'sum', 'Twice__c'),
      formula('Landing__c', 'Currency', 'IF(Closed__c, Sum__c, MAX(Sum__c, 10))'),
      rule('No_negative', 'Sum__c < 0', 'The month would be negative.'),
    ),
    object(
      'Line__c',
      externalKey(),
      master('Month__c', 'Month__c', 'Lines', { reparentableMasterDetail: true }),
      currency('Amount__c'),
      field('Day__c', 'Date'),
      checkbox('Done__c'),
      picklist('Color__c', ['Red', 'Blue', 'a,b']),
      formula('Twice__c', 'Currency', 'Amount__c * 2'),
    ),
  );
  org.put('insert', 'Year__c', [{ Key__c: '2026' }]);
  org.put('insert', 'Month__c', [
    { Key__c: 'Jan', Year__r: { Key__c: '2026' } },
    { Key__c: 'Feb', Year__r: { Key__c: '2026' } },
  ]);
  return org;
}

const line = (Key__c: string, month: string, Amount__c: number | null, more = {}): Record<string, unknown> => ({
  Key__c,
  Month__r: { Key__c: month },
  Amount__c,
  ...more,
});
const months = (org: Hand, fields: string): readonly Readonly<Record<string, unknown>>[] =>
  org.rows(`SELECT ${fields} FROM Month__c ORDER BY Key__c DESC`);
const year = (org: Hand): unknown => org.rows('SELECT Total__c FROM Year__c')[0]?.['Total__c'];

test('a new master holds 0 where it sums and counts, nothing where it compares', () => {
  const org = openOrg();
  assert.deepEqual(months(org, 'Sum__c, Lines__c, Least__c, Last__c')[0], {
    Sum__c: 0,
    Lines__c: 0,
    Least__c: null,
    Last__c: null,
  });
  assert.equal(year(org), 20);
});

test('sums, counts, extremes and filters follow every insert', () => {
  const org = openOrg();
  org.put('insert', 'Line__c', [
    line('1', 'Jan', 100.1, { Color__c: 'Red', Day__c: '2026-01-05', Done__c: true }),
    line('2', 'Jan', 0.2, { Color__c: 'a,b', Day__c: '2026-01-31' }),
    line('3', 'Jan', 5, { Color__c: 'Blue' }),
    line('4', 'Jan', null),
  ]);
  assert.deepEqual(
    months(org, 'Sum__c, Lines__c, Red__c, Blank__c, Done__c, Least__c, Last__c, Twice__c, Landing__c')[0],
    {
      Sum__c: 105.3,
      Lines__c: 4,
      Red__c: 100.3,
      Blank__c: 1,
      Done__c: 1,
      Least__c: 0.2,
      Last__c: '2026-01-31',
      Twice__c: 210.6,
      Landing__c: 105.3,
    },
  );
  assert.equal(year(org), 115.3);
});

test('a change, a deletion, an undeletion and a new parent reach the top', () => {
  const org = openOrg();
  const [first, second] = org.put('insert', 'Line__c', [line('1', 'Jan', 100), line('2', 'Jan', 50)]);
  assert.equal(year(org), 160);
  org.put('update', 'Line__c', [{ Id: first, Amount__c: 70 }]);
  assert.equal(year(org), 130);
  org.put('delete', 'Line__c', [{ Id: second }]);
  assert.equal(year(org), 80);
  org.put('undelete', 'Line__c', [{ Id: second }]);
  assert.equal(year(org), 130);
  org.put('update', 'Line__c', [{ Id: second, Month__r: { Key__c: 'Feb' } }]);
  assert.deepEqual(months(org, 'Sum__c'), [{ Sum__c: 70 }, { Sum__c: 50 }]);
  assert.equal(year(org), 120);
});

test("a master's own change reaches the one above it through a formula", () => {
  const org = openOrg();
  org.put('upsert', 'Month__c', [{ Key__c: 'Jan', Closed__c: true }], { externalIdField: 'Key__c' });
  assert.equal(year(org), 10);
});

test('a recalculation moves SystemModstamp of the master and no other stamp', () => {
  let now = Date.parse('2026-11-22T00:00:00Z');
  const org = newOrg({ clock: { now: () => now } });
  org.deploy(
    object('Top__c', rollup('Sum__c', 'Low__c', 'Top__c', 'sum', 'N__c')),
    object('Low__c', master('Top__c', 'Top__c', 'Lows'), number('N__c')),
  );
  const [top] = org.put('insert', 'Top__c', [{}]);
  now += 5000;
  org.put('insert', 'Low__c', [{ Top__c: top, N__c: 1 }]);
  assert.deepEqual(org.rows('SELECT LastModifiedDate, SystemModstamp FROM Top__c'), [
    { LastModifiedDate: '2026-11-22T00:00:00.000+0000', SystemModstamp: '2026-11-22T00:00:05.000+0000' },
  ]);
  now += 5000;
  org.put('insert', 'Low__c', [{ Top__c: top, N__c: 0 }]);
  assert.deepEqual(org.rows('SELECT SystemModstamp FROM Top__c'), [{ SystemModstamp: '2026-11-22T00:00:05.000+0000' }]);
});

test("a master's rule fails exactly the rows that point at it", () => {
  const org = openOrg();
  const results = org.save('insert', 'Line__c', [line('1', 'Jan', -5), line('2', 'Feb', 5), line('3', 'Jan', 1)]);
  assert.deepEqual(complaints(results), [
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION: The month would be negative.'],
    [],
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION: The month would be negative.'],
  ]);
  assert.deepEqual(months(org, 'Sum__c, Lines__c'), [
    { Sum__c: 0, Lines__c: 0 },
    { Sum__c: 5, Lines__c: 1 },
  ]);
});

test("the rule of a master's master fails the rows two levels below, and deletions too", () => {
  const org = openOrg();
  assert.deepEqual(complaints(org.save('insert', 'Line__c', [line('1', 'Jan', 2000)])), [
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION: The year is full.'],
  ]);
  assert.equal(year(org), 20);
  const [plus, minus] = org.put('insert', 'Line__c', [line('1', 'Jan', 100), line('2', 'Jan', -50)]);
  assert.deepEqual(complaints(org.save('delete', 'Line__c', [{ Id: plus }])), [
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION: The month would be negative.'],
  ]);
  assert.equal(year(org), 60);
  org.put('delete', 'Line__c', [{ Id: minus }, { Id: plus }]);
  assert.equal(year(org), 20);
});

test('a detail cannot be written with a total, nor moved where its master is fixed', () => {
  const org = openOrg();
  const codes = org
    .save('insert', 'Month__c', [{ Key__c: 'Mar', Year__r: { Key__c: '2026' }, Sum__c: 5 }, { Key__c: 'Apr' }])
    .map(({ errors }) => errors[0]?.statusCode);
  assert.deepEqual(codes, ['INVALID_FIELD_FOR_INSERT_UPDATE', 'REQUIRED_FIELD_MISSING']);
  const [result] = org.save('upsert', 'Month__c', [{ Key__c: 'Jan', Year__r: { Key__c: '2026' } }], {
    externalIdField: 'Key__c',
  });
  assert.equal(result?.errors[0]?.statusCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
});

test('a roll-up that comes later sums what is there already', () => {
  const org = openOrg();
  org.put('insert', 'Line__c', [line('1', 'Jan', 7)]);
  org.deploy(
    object(
      'Year__c',
      externalKey(),
      rollup('Total__c', 'Month__c', 'Year__c', 'sum', 'Landing__c'),
      rollup('Plain__c', 'Month__c', 'Year__c', 'sum', 'Sum__c'),
      text('Note__c'),
    ),
  );
  assert.deepEqual(org.rows('SELECT Plain__c, Total__c FROM Year__c'), [{ Plain__c: 7, Total__c: 20 }]);
});
