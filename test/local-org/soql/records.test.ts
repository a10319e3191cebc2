import assert from 'node:assert/strict';
import { test } from 'node:test';
import { file, newUser } from '../engine/build.ts';
import { openAgency } from './agency.ts';

const org = openAgency();
const [acme = '', aerzte = ''] = org.accounts;
const [one = ''] = org.orders;
const query = (soql: string): ReturnType<typeof org.engine.query> => org.engine.query(org.session, soql);

test('names come back as they are declared, with the address of the record', () => {
  assert.deepEqual(query(`select id, AMOUNT__C, account__r.NAME from ORDER__C where key__c = 'K-1'`).records, [
    {
      attributes: { type: 'Order__c', url: `/services/data/v67.0/sobjects/Order__c/${one}` },
      Id: one,
      Amount__c: 100.1,
      Account__r: {
        attributes: { type: 'Account', url: `/services/data/v67.0/sobjects/Account/${acme}` },
        Name: 'Acme',
      },
    },
  ]);
});

test('values have the forms of REST, and a missing parent is null', () => {
  assert.deepEqual(
    org.rows("SELECT Day__c, Moment__c, Paid__c, Tags__c, Double__c, Parent__r.Name FROM Order__c WHERE Name = 'one'"),
    [
      {
        Day__c: '2026-11-22',
        Moment__c: '2026-11-21T15:30:00.000+0000',
        Paid__c: true,
        Tags__c: 'a;b',
        Double__c: 200.2,
        Parent__r: null,
      },
    ],
  );
});

test('a path climbs several parents, an alias may stand in front', () => {
  assert.deepEqual(org.rows("SELECT o.Parent__r.Account__r.Owner.Profile.Name FROM Order__c o WHERE o.Name = 'two'"), [
    { Parent__r: { Account__r: { Owner: { Profile: { Name: 'System Administrator' } } } } },
  ]);
});

test('the owner of a custom record is a Name, whoever it is', () => {
  const [record] = query("SELECT Owner.Name, Owner.Type FROM Order__c WHERE Name = 'one'").records;
  assert.deepEqual(record?.['Owner'], {
    attributes: { type: 'Name', url: `/services/data/v67.0/sobjects/User/${org.session.userId}` },
    Name: 'Ada Admin',
    Type: 'User',
  });
});

test('children are pages of their own, null when there are none', () => {
  const records = query(
    'SELECT Name, (SELECT Name FROM Orders__r WHERE Amount__c > 1 ORDER BY Amount__c DESC LIMIT 1), (SELECT Id FROM Contacts) FROM Account ORDER BY Name',
  ).records;
  const orders = records.map(
    (record) => record['Orders__r'] as { totalSize: number; done: boolean; records: { Name: string }[] } | null,
  );
  assert.deepEqual(
    orders.map((page) => page?.records.map((record) => record.Name) ?? null),
    [['two'], null, ['Three']],
  );
  assert.deepEqual([orders[0]?.totalSize, orders[0]?.done], [1, true]);
});

test('children have children', () => {
  const [account] = org.rows(
    `SELECT (SELECT Name, (SELECT Name FROM Parts__r) FROM Orders__r ORDER BY Name) FROM Account WHERE Id = '${acme}'`,
  );
  assert.deepEqual(account, {
    Orders__r: {
      totalSize: 2,
      done: true,
      records: [
        { Name: 'one', Parts__r: { totalSize: 1, done: true, records: [{ Name: 'two' }] } },
        { Name: 'two', Parts__r: null },
      ],
    },
  });
});

test('TYPEOF gives each kind of record its own fields', () => {
  const [contact] = org.rows("SELECT Id FROM Contact WHERE LastName = 'Sato'");
  org.put('insert', 'Task', [{ Subject: 'a', WhoId: contact?.['Id'], WhatId: acme }, { Subject: 'b' }]);
  assert.deepEqual(
    org.rows(
      'SELECT Subject, TYPEOF Who WHEN Contact THEN LastName, FirstName ELSE Name END, What.Name, What.Type FROM Task ORDER BY Subject',
    ),
    [
      { Subject: 'a', Who: { LastName: 'Sato', FirstName: 'Yui' }, What: { Name: 'Acme', Type: 'Account' } },
      { Subject: 'b', Who: null, What: null },
    ],
  );
});

test('FIELDS(STANDARD) names them all, FIELDS(ALL) wants a limit', () => {
  const [account] = org.rows(`SELECT FIELDS(STANDARD) FROM Account WHERE Id = '${aerzte}'`);
  assert.equal(account?.['Name'], 'Ärzte GmbH');
  assert.equal(account['BillingCity'], null);
  assert.throws(() => query('SELECT FIELDS(ALL) FROM Account'), { errorCode: 'MALFORMED_QUERY' });
  assert.equal(org.rows('SELECT FIELDS(ALL) FROM Order__c LIMIT 1').length, 1);
});

test('toLabel and FORMAT speak as the user does', () => {
  const [row] = org.rows("SELECT toLabel(Size__c), FORMAT(Amount__c) shown FROM Order__c WHERE Name = 'one'");
  assert.deepEqual(row, { Size__c: 'Large', shown: '¥100.1' });
});

test('deleted records are seen by queryAll alone', () => {
  const [id = ''] = org.put('insert', 'Order__c', [{ Name: 'gone' }]);
  org.put('delete', 'Order__c', [{ Id: id }]);
  const soql = `SELECT IsDeleted FROM Order__c WHERE Id = '${id}'`;
  assert.deepEqual(org.rows(soql), []);
  assert.equal(org.engine.query(org.session, soql, { all: true }).records[0]?.['IsDeleted'], true);
});

test('the columns of a query are described with their joins', () => {
  const { columns, entityName } = query(
    'SELECT Name, Account__r.Name, Account__r.Owner.Name, (SELECT Id FROM Parts__r) FROM Order__c LIMIT 1',
  );
  const plain = (columnName: string, joinColumns: readonly unknown[] = [], aggregate = false): unknown => ({
    columnName,
    displayName: columnName,
    aggregate,
    joinColumns,
  });
  assert.equal(entityName, 'Order__c');
  assert.deepEqual(columns, [
    plain('Name'),
    plain('Account__r', [plain('Name'), plain('Owner', [plain('Name')])]),
    plain('Parts__r', [plain('Id')], true),
  ]);
});

test('toLabel compares labels, in the language of the user', () => {
  const hand = openAgency();
  hand.deploy(
    file(
      'objectTranslations/Order__c-ja.objectTranslation',
      'CustomObjectTranslation',
      '<fields><name>Size__c</name><picklistValues><masterLabel>Large</masterLabel><translation>大</translation></picklistValues></fields>',
    ),
  );
  const person = hand.as(newUser(hand, 'yui@example.com', 'System Administrator'));
  const soql = "SELECT toLabel(Size__c) FROM Order__c WHERE toLabel(Size__c) = '大'";
  assert.deepEqual(person.rows(soql), [{ Size__c: '大' }]);
  assert.deepEqual(hand.rows(soql), []);
});
