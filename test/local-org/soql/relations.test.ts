/** Parents, children and polymorphic references (SOQL and SOSL Reference, "Relationship Queries" and "TYPEOF"). */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openAgency } from './agency.ts';

const org = openAgency();
const [acme = ''] = org.accounts;

before(() => {
  const [contact] = org.rows("SELECT Id FROM Contact WHERE LastName = 'Sato'");
  const [lead] = org.put('insert', 'Lead', [{ LastName: 'Mori', Company: 'Mori KK' }]);
  org.put('insert', 'Task', [
    { Subject: 'contact', WhoId: contact?.['Id'], WhatId: acme },
    { Subject: 'lead', WhoId: lead },
    { Subject: 'nobody' },
  ]);
});

const subjects = (where: string): readonly unknown[] =>
  org.rows(`SELECT Subject FROM Task WHERE ${where} ORDER BY Subject`).map((row) => row['Subject']);

test('a polymorphic parent is filtered by its type and its name', () => {
  assert.deepEqual(subjects("Who.Type = 'Lead'"), ['lead']);
  assert.deepEqual(subjects("Who.Type IN ('contact', 'lead')"), ['contact', 'lead']);
  assert.deepEqual(subjects("Who.Name LIKE 'yui%'"), ['contact']);
  assert.deepEqual(subjects("What.Type != 'Account'"), ['lead', 'nobody']);
  assert.deepEqual(subjects("Owner.Type = 'User' AND Who.Name = NULL"), ['nobody']);
});

test('an activity is a child of what and whom it is about', () => {
  assert.deepEqual(
    org.rows("SELECT (SELECT Subject FROM Tasks), (SELECT Id FROM Events) FROM Account WHERE Name = 'Acme'"),
    [{ Tasks: { totalSize: 1, done: true, records: [{ Subject: 'contact' }] }, Events: null }],
  );
  assert.deepEqual(org.rows('SELECT LastName, (SELECT Subject FROM Tasks) FROM Lead'), [
    { LastName: 'Mori', Tasks: { totalSize: 1, done: true, records: [{ Subject: 'lead' }] } },
  ]);
});

test('several TYPEOF stand in one query, each with its kinds', () => {
  assert.deepEqual(
    org.rows(
      "SELECT TYPEOF Who WHEN Lead THEN Company WHEN Contact THEN FirstName END, TYPEOF What WHEN Account THEN Industry ELSE Name END FROM Task WHERE Subject != 'nobody' ORDER BY Subject",
    ),
    [
      { Who: { FirstName: 'Yui' }, What: { Industry: 'Media' } },
      { Who: { Company: 'Mori KK' }, What: null },
    ],
  );
});

test('TYPEOF wants a polymorphic reference and one of its kinds', () => {
  const ask = (soql: string) => () => org.engine.query(org.session, soql);
  assert.throws(ask('SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact'), { errorCode: 'INVALID_FIELD' });
  assert.throws(ask('SELECT TYPEOF Who WHEN Account THEN Name END FROM Task'), { errorCode: 'MALFORMED_QUERY' });
  assert.throws(ask('SELECT TYPEOF Who WHEN Lead THEN Nothing END FROM Task'), { errorCode: 'INVALID_FIELD' });
  for (const items of [
    'What.Name, TYPEOF What WHEN Account THEN Name END',
    'TYPEOF What WHEN Account THEN Name END, What.Name',
  ]) {
    assert.throws(ask(`SELECT ${items} FROM Task`), {
      errorCode: 'INVALID_FIELD',
      message: /duplicate field selected: What/,
    });
  }
  assert.throws(ask('SELECT TYPEOF What.Owner WHEN User THEN Name END FROM Task'), { errorCode: 'MALFORMED_QUERY' });
  assert.throws(ask('SELECT TYPEOF Who WHEN Lead THEN Name END, COUNT(Id) FROM Task'), {
    errorCode: 'MALFORMED_QUERY',
  });
});

function nested(levels: number): string {
  let soql = 'SELECT Name FROM Parts__r';
  for (let level = 3; level < levels; level++) soql = `SELECT Name, (${soql}) FROM Parts__r`;
  return `SELECT Name, (${levels > 2 ? `SELECT Name, (${soql}) FROM Parts__r` : soql}) FROM Order__c WHERE Name = 'one'`;
}

/** "Relationship Query Limitations": five levels from API version 58.0 on, two before. */
test('queries are nested five levels deep, before API version 58.0 two', () => {
  const ask = (levels: number, apiVersion: string) => () =>
    org.engine.query(org.session, nested(levels), { apiVersion }).totalSize;
  assert.equal(ask(5, '58.0')(), 1);
  assert.throws(ask(6, '58.0'), { errorCode: 'MALFORMED_QUERY' });
  assert.equal(ask(2, '57.0')(), 1);
  assert.throws(ask(3, '57.0'), { errorCode: 'MALFORMED_QUERY' });
});

test('a query holds twenty sub-selects', () => {
  const many = (count: number): string =>
    `SELECT ${Array.from({ length: count }, () => '(SELECT Id FROM Orders__r)').join(', ')} FROM Account`;
  assert.throws(() => org.engine.query(org.session, many(21)), { errorCode: 'MALFORMED_QUERY', message: /20/ });
  assert.throws(() => org.engine.query(org.session, many(20)), { errorCode: 'INVALID_FIELD', message: /duplicate/ });
});

test('children are filtered, ordered and cut for each parent by itself', () => {
  const rows = org.rows(
    "SELECT Name, (SELECT Name FROM Orders__r WHERE Paid__c = FALSE ORDER BY Amount__c DESC LIMIT 1) FROM Account WHERE Name LIKE '%e' ORDER BY Name",
  );
  assert.deepEqual(rows, [{ Name: 'Acme', Orders__r: { totalSize: 1, done: true, records: [{ Name: 'two' }] } }]);
  const cut = org.rows(
    "SELECT (SELECT Name FROM Orders__r ORDER BY Name LIMIT 1 OFFSET 1) FROM Account WHERE Name = 'Acme' LIMIT 1",
  );
  assert.deepEqual(cut, [{ Orders__r: { totalSize: 1, done: true, records: [{ Name: 'two' }] } }]);
  assert.throws(
    () => org.engine.query(org.session, 'SELECT (SELECT Id FROM Orders__r LIMIT 1 OFFSET 1) FROM Account LIMIT 2'),
    { errorCode: 'MALFORMED_QUERY' },
  );
});

test('a parent of five levels is reached, and orders', () => {
  assert.deepEqual(
    org.rows(
      "SELECT Name, Parent__r.Account__r.Owner.Profile.CreatedBy.Name FROM Order__c WHERE Parent__r.Account__r.Owner.Profile.CreatedBy.Name LIKE 'Ada%' ORDER BY Parent__r.Account__r.Owner.Profile.CreatedBy.Name",
    ),
    [{ Name: 'two', Parent__r: { Account__r: { Owner: { Profile: { CreatedBy: { Name: 'Ada Admin' } } } } } }],
  );
});

test('ids of 15 characters are as good as those of 18, alone and in lists', () => {
  const short = acme.slice(0, 15);
  assert.equal(org.rows(`SELECT Id FROM Account WHERE Id IN ('${short}')`)[0]?.['Id'], acme);
  assert.equal(org.rows(`SELECT Id FROM Order__c WHERE Account__c NOT IN ('${short}', NULL)`).length, 1);
});
