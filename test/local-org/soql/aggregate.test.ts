import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAgency } from './agency.ts';

const org = openAgency();
const query = (soql: string): ReturnType<typeof org.engine.query> => org.engine.query(org.session, soql);

test('COUNT() answers with totalSize and no records', () => {
  const { totalSize, records, done } = query('SELECT COUNT() FROM Order__c WHERE Amount__c != NULL');
  assert.deepEqual([totalSize, records, done], [3, [], true]);
  assert.equal(query('SELECT COUNT() FROM Order__c LIMIT 2').totalSize, 2);
});

test('aggregates without a name are expr0, expr1 …, and have no address', () => {
  assert.deepEqual(query('SELECT COUNT(Id), COUNT(Amount__c) n, SUM(Amount__c) FROM Order__c').records, [
    { attributes: { type: 'AggregateResult' }, expr0: 4, n: 3, expr1: 600.6 },
  ]);
});

test('sums are exact at fifteen digits', () => {
  const hand = openAgency();
  hand.put(
    'insert',
    'Order__c',
    Array.from({ length: 200 }, () => ({ Amount__c: 0.1 })),
  );
  assert.deepEqual(hand.rows('SELECT SUM(Amount__c) s FROM Order__c WHERE Amount__c = 0.1'), [{ s: 20 }]);
});

test('groups carry the name of their field, through parents too', () => {
  assert.deepEqual(
    org.rows(
      'SELECT Account__r.Name, SUM(Amount__c) total FROM Order__c GROUP BY Account__r.Name ORDER BY Account__r.Name NULLS LAST',
    ),
    [
      { Name: 'Acme', total: 300.3 },
      { Name: 'Ärzte GmbH', total: 300.3 },
      { Name: null, total: null },
    ],
  );
});

test('parts of dates group', () => {
  assert.deepEqual(
    org.rows(
      'SELECT CALENDAR_YEAR(Day__c) y, COUNT(Id) n FROM Order__c WHERE Day__c != NULL GROUP BY CALENDAR_YEAR(Day__c) ORDER BY CALENDAR_YEAR(Day__c)',
    ),
    [
      { y: 2025, n: 1 },
      { y: 2026, n: 2 },
    ],
  );
});

test('HAVING and ORDER BY may use aggregates', () => {
  assert.deepEqual(
    org.rows(
      'SELECT Account__c a, COUNT(Id) n FROM Order__c GROUP BY Account__c HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC',
    ),
    [{ a: org.accounts[0], n: 2 }],
  );
});

test('ROLLUP adds subtotals and a grand total, GROUPING tells them apart', () => {
  const rows = org.rows(
    'SELECT Account__r.Name a, Size__c s, GROUPING(Size__c) g, SUM(Amount__c) t FROM Order__c WHERE Account__c != NULL GROUP BY ROLLUP(Account__r.Name, Size__c) ORDER BY GROUPING(Account__r.Name), Account__r.Name, GROUPING(Size__c), Size__c',
  );
  assert.deepEqual(
    rows.map(({ a, s, g, t }) => [a, s, g, t]),
    [
      ['Acme', 'Small', 0, 200.2],
      ['Acme', 'Large', 0, 100.1],
      ['Acme', null, 1, 300.3],
      ['Ärzte GmbH', 'Medium', 0, 300.3],
      ['Ärzte GmbH', null, 1, 300.3],
      [null, null, 1, 600.6],
    ],
  );
});

test('CUBE adds every combination', () => {
  assert.equal(
    org.rows(
      'SELECT Account__r.Name a, Size__c s, COUNT(Id) n FROM Order__c WHERE Account__c != NULL GROUP BY CUBE(Account__r.Name, Size__c)',
    ).length,
    3 + 2 + 3 + 1,
  );
});

test('MIN and MAX of a picklist go by the order of its values', () => {
  assert.deepEqual(org.rows('SELECT MIN(Size__c) low, MAX(Size__c) high FROM Order__c'), [
    { low: 'Small', high: 'Large' },
  ]);
});

test('a grouped query answers one batch or nothing', () => {
  assert.throws(
    () => {
      const hand = openAgency();
      for (let n = 0; n < 2; n++) {
        hand.put(
          'insert',
          'Order__c',
          Array.from({ length: 200 }, (_, index) => ({ Name: `n${n} ${index}` })),
        );
      }
      hand.engine.query(hand.session, 'SELECT Name, COUNT(Id) FROM Order__c GROUP BY Name', { batchSize: 200 });
    },
    { errorCode: 'EXCEEDED_ID_LIMIT' },
  );
});

test('the columns of aggregates are described', () => {
  assert.deepEqual(query('SELECT Size__c, COUNT(Id) c FROM Order__c GROUP BY Size__c').columns, [
    { columnName: 'Size__c', displayName: 'Size__c', aggregate: false, joinColumns: [] },
    { columnName: 'c', displayName: 'COUNT(Id)', aggregate: true, joinColumns: [] },
  ]);
});
