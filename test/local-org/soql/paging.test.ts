import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../../../local-org/engine/engine.ts';
import { newUser } from '../engine/build.ts';
import { openAgency } from './agency.ts';

function filled(count: number, clock?: Clock): ReturnType<typeof openAgency> {
  const org = openAgency(clock);
  for (let start = 0; start < count; start += 200) {
    const rows = Array.from({ length: Math.min(200, count - start) }, (_, index) => ({
      Name: 'many',
      Count__c: start + index,
    }));
    org.put('insert', 'Order__c', rows);
  }
  return org;
}

const soql = "SELECT Count__c FROM Order__c WHERE Name = 'many' ORDER BY Count__c";

test('pages follow each other to the end', () => {
  const org = filled(450);
  let page = org.engine.query(org.session, soql, { batchSize: 200 });
  const sizes = [page.records.length];
  const seen = page.records.map((record) => record['Count__c']);
  while (page.locator !== undefined) {
    assert.match(page.locator, /^01g[A-Za-z0-9]{15}-\d+$/);
    assert.equal(page.done, false);
    page = org.engine.queryMore(org.session, page.locator);
    assert.equal(page.totalSize, 450);
    sizes.push(page.records.length);
    seen.push(...page.records.map((record) => record['Count__c']));
  }
  assert.deepEqual(sizes, [200, 200, 50]);
  assert.deepEqual(
    seen,
    Array.from({ length: 450 }, (_, index) => index),
  );
});

test('later writes do not move the pages', () => {
  const org = filled(300);
  const first = org.engine.query(org.session, soql, { batchSize: 200 });
  const ids = org
    .rows("SELECT Id FROM Order__c WHERE Name = 'many' AND Count__c >= 200")
    .map((row) => ({ Id: row['Id'] }));
  org.put('delete', 'Order__c', ids);
  const second = org.engine.queryMore(org.session, first.locator ?? '');
  assert.equal(second.records.length, 100);
  assert.deepEqual(org.engine.queryMore(org.session, first.locator ?? ''), second);
});

test('a locator belongs to its user, and ends with the eleventh query', () => {
  const org = filled(201);
  const { locator = '' } = org.engine.query(org.session, soql, { batchSize: 200 });
  const other = newUser(org, 'other@example.com', 'System Administrator');
  assert.throws(() => org.engine.queryMore(other, locator), { errorCode: 'INVALID_QUERY_LOCATOR' });
  for (let query = 0; query < 10; query++) org.engine.query(org.session, soql, { batchSize: 200 });
  assert.throws(() => org.engine.queryMore(org.session, locator), { errorCode: 'INVALID_QUERY_LOCATOR' });
});

test('a long list of children has pages of its own', () => {
  const org = filled(250);
  const ids = org
    .rows("SELECT Id FROM Order__c WHERE Name = 'many'")
    .map((row) => ({ Id: row['Id'], Parent__c: org.orders[0] }));
  for (let start = 0; start < ids.length; start += 200) org.put('update', 'Order__c', ids.slice(start, start + 200));
  const { records } = org.engine.query(
    org.session,
    `SELECT (SELECT Id FROM Parts__r) FROM Order__c WHERE Id = '${org.orders[0] ?? ''}'`,
    {
      batchSize: 200,
    },
  );
  const page = records[0]?.['Parts__r'] as {
    totalSize: number;
    done: boolean;
    nextRecordsUrl: string;
    records: unknown[];
  };
  assert.deepEqual([page.totalSize, page.done, page.records.length], [251, false, 200]);
  const locator = page.nextRecordsUrl.split('/').at(-1) ?? '';
  assert.equal(org.engine.queryMore(org.session, locator).records.length, 51);
});

/** Limits Quick Reference, "SOQL and SOSL Limits": the 2,000 records of a request include those of sub-selects. */
test('children count among the records of a page, whatever their level', () => {
  const org = filled(600);
  const many = org.rows("SELECT Id FROM Order__c WHERE Name = 'many' ORDER BY Count__c").map((row) => row['Id']);
  const children = many.slice(100).map((Id, index) => ({ Id, Parent__c: many[index % 100] }));
  for (let start = 0; start < 500; start += 100) org.put('update', 'Order__c', children.slice(start, start + 100));
  const nested =
    "SELECT Id, (SELECT Id FROM Parts__r) FROM Order__c WHERE Name = 'many' AND Parent__c = NULL ORDER BY Count__c";
  let page = org.engine.query(org.session, nested, { batchSize: 200 });
  const sizes = [page.records.length];
  while (page.locator !== undefined) {
    assert.equal(page.totalSize, 100);
    page = org.engine.queryMore(org.session, page.locator);
    sizes.push(page.records.length);
  }
  assert.deepEqual(sizes, [33, 33, 33, 1], 'a parent and its five children are six records');
});

test('flat rows are CSV-ready texts under the names of their paths', () => {
  const org = openAgency();
  const { columns, rows } = org.engine.queryFlat(
    org.session,
    "SELECT Name, Amount__c, Count__c, Paid__c, Day__c, Moment__c, Account__r.Name, Parent__r.Name FROM Order__c WHERE Name = 'one'",
  );
  assert.deepEqual(columns, [
    'Name',
    'Amount__c',
    'Count__c',
    'Paid__c',
    'Day__c',
    'Moment__c',
    'Account__r.Name',
    'Parent__r.Name',
  ]);
  assert.deepEqual(
    [...rows],
    [['one', '100.1', '1.0', 'true', '2026-11-22', '2026-11-21T15:30:00.000Z', 'Acme', null]],
  );
});

test('flat rows do not see what is written while they are read', () => {
  const org = filled(2100);
  const { rows } = org.engine.queryFlat(org.session, soql);
  let count = 0;
  for (const [value] of rows) {
    if (count === 0) org.put('insert', 'Order__c', [{ Name: 'many', Count__c: 9999 }]);
    assert.notEqual(value, '9999.0');
    count++;
  }
  assert.equal(count, 2100);
});

test('a result that was made in a transaction that is broken off is gone with it', () => {
  const org = filled(201);
  let locator = '';
  assert.throws(() =>
    org.engine.transaction(() => {
      locator = org.engine.query(org.session, soql, { batchSize: 200 }).locator ?? '';
      throw new Error('halt');
    }),
  );
  assert.throws(() => org.engine.queryMore(org.session, locator), { errorCode: 'INVALID_QUERY_LOCATOR' });
});

/** Limits Quick Reference, "API Query Cursor Limits". */
test('a result that nobody asks for two days is gone', () => {
  let now = Date.parse('2026-11-22T00:00:00Z');
  const org = filled(401, { now: () => now });
  const hour = 60 * 60 * 1000;
  const { locator = '' } = org.engine.query(org.session, soql, { batchSize: 200 });
  now += 47 * hour;
  assert.equal(org.engine.queryMore(org.session, locator).records.length, 200);
  now += 47 * hour;
  assert.equal(org.engine.queryMore(org.session, locator).records.length, 200);
  now += 49 * hour;
  assert.throws(() => org.engine.queryMore(org.session, locator), { errorCode: 'INVALID_QUERY_LOCATOR' });
});
