/** Sharing by hand, records that belong to queues, and what happens when a record changes hands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RowInput } from '../../../local-org/engine/engine.ts';
import { complaints, file, newUser } from '../engine/build.ts';
import { openCompany, seen, sharedPlan, type Company } from './company.ts';

const noRight = 'INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id';

function share({ people, plans }: Company, more: RowInput = {}): RowInput {
  return { ParentId: plans.E, UserOrGroupId: people.westRep.session.userId, AccessLevel: 'Read', ...more };
}

test('an owner shares a record by hand: to read, then to edit, and takes it back', () => {
  const company = openCompany();
  const { people, plans } = company;
  const [first] = people.eastRep.put('insert', 'Plan__Share', [share(company)]);
  assert.deepEqual(seen(people.westRep), ['E', 'W']);
  assert.deepEqual(seen(people.west), ['E', 'W'], 'and so do those above');
  assert.deepEqual(seen(people.eastPeer), []);
  const change = { Id: plans.E, Amount__c: 1 };
  assert.deepEqual(complaints(people.westRep.save('update', 'Plan__c', [change])), [[noRight]]);
  const [again] = people.eastRep.put('insert', 'Plan__Share', [share(company, { AccessLevel: 'Edit' })]);
  assert.equal(again, first, 'the same person has one entry');
  people.westRep.put('update', 'Plan__c', [change]);
  assert.deepEqual(complaints(people.westRep.save('delete', 'Plan__c', [{ Id: plans.E }])), [[noRight]]);
  people.eastRep.put('update', 'Plan__Share', [{ Id: first, AccessLevel: 'Read' }]);
  assert.deepEqual(complaints(people.westRep.save('update', 'Plan__c', [change])), [[noRight]]);
  people.eastRep.put('delete', 'Plan__Share', [{ Id: first }]);
  assert.deepEqual(seen(people.westRep), ['W']);
});

test('the entries of a record say who owns it and with whom it is shared; only those who see it read them', () => {
  const company = openCompany();
  const { people, plans } = company;
  people.eastRep.put('insert', 'Plan__Share', [share(company)]);
  const soql = `SELECT UserOrGroup.Name, AccessLevel, RowCause FROM Plan__Share WHERE ParentId = '${plans.E}' ORDER BY RowCause`;
  assert.deepEqual(people.westRep.rows(soql), [
    { UserOrGroup: { Name: 'westRep@example.com' }, AccessLevel: 'Read', RowCause: 'Manual' },
    { UserOrGroup: { Name: 'eastRep@example.com' }, AccessLevel: 'All', RowCause: 'Owner' },
  ]);
  assert.deepEqual(people.eastPeer.rows(soql), []);
  assert.deepEqual(people.east.rows('SELECT Name, (SELECT RowCause FROM Shares ORDER BY RowCause) FROM Plan__c'), [
    { Name: 'E', Shares: { totalSize: 2, done: true, records: [{ RowCause: 'Manual' }, { RowCause: 'Owner' }] } },
  ]);
});

test('who does not have everything on a record cannot share it, nor touch entries that follow from settings', () => {
  const company = openCompany();
  const { admin, people, plans } = company;
  people.eastRep.put('insert', 'Plan__Share', [share(company, { AccessLevel: 'Edit' })]);
  const toPeer = share(company, { UserOrGroupId: people.eastPeer.session.userId });
  const denied = [
    `INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: insufficient access rights on cross-reference id: ${plans.E}`,
  ];
  for (const person of [people.westRep, people.eastPeer]) {
    assert.deepEqual(complaints(person.save('insert', 'Plan__Share', [toPeer])), [denied]);
  }
  people.east.put('insert', 'Plan__Share', [toPeer]);
  const [owner] = admin.rows(`SELECT Id FROM Plan__Share WHERE RowCause = 'Owner' AND ParentId = '${plans.E}'`);
  assert.deepEqual(complaints(admin.save('delete', 'Plan__Share', [{ Id: owner?.['Id'] }])), [[noRight]]);
  assert.deepEqual(complaints(admin.save('insert', 'Plan__Share', [share(company, { RowCause: 'Owner' })])), [
    [noRight],
  ]);
  const [all] = complaints(people.eastRep.save('insert', 'Plan__Share', [share(company, { AccessLevel: 'All' })]));
  assert.match(all?.[0] ?? '', /^FIELD_INTEGRITY_EXCEPTION/);
});

test('a share that gives what everybody has is refused, and objects with nothing left to share have no shares', () => {
  const company = openCompany();
  const { admin, people } = company;
  admin.deploy(sharedPlan('Read'));
  const [trivial] = complaints(people.eastRep.save('insert', 'Plan__Share', [share(company)]));
  assert.match(trivial?.[0] ?? '', /^FIELD_INTEGRITY_EXCEPTION: .*trivial share level Read/);
  admin.deploy(sharedPlan('ReadWrite'));
  assert.throws(() => admin.rows('SELECT Id FROM Plan__Share'), { errorCode: 'INVALID_TYPE' });
  assert.throws(() => admin.rows('SELECT Id FROM Step__Share'), { errorCode: 'INVALID_TYPE' });
});

test('an account is shared through AccountShare', () => {
  const { admin, people } = openCompany();
  admin.deploy(file('objects/Account.object', 'CustomObject', '<sharingModel>Private</sharingModel>'));
  const session = newUser(admin, 'seller@example.com', 'Standard User');
  const seller = admin.as(session);
  const [account] = admin.put('insert', 'Account', [{ Name: 'Acme' }]);
  assert.deepEqual(seen(seller, 'Account'), []);
  const entry = { AccountId: account, UserOrGroupId: session.userId, AccountAccessLevel: 'Edit' };
  admin.put('insert', 'AccountShare', [entry]);
  assert.deepEqual(seen(seller, 'Account'), ['Acme']);
  seller.put('update', 'Account', [{ Id: account, Industry: 'Media' }]);
  assert.throws(() => people.eastRep.rows('SELECT Id FROM AccountShare'), { errorCode: 'INVALID_TYPE' });
});

test('a new owner has the record, shares by hand are gone, and only who had everything may give it away', () => {
  const company = openCompany();
  const { people, plans } = company;
  people.eastRep.put('insert', 'Plan__Share', [share(company, { AccessLevel: 'Edit' })]);
  const give = { Id: plans.E, OwnerId: people.eastPeer.session.userId };
  assert.deepEqual(complaints(people.westRep.save('update', 'Plan__c', [give])), [[noRight]]);
  people.eastRep.put('update', 'Plan__c', [give]);
  assert.deepEqual([seen(people.eastRep), seen(people.eastPeer), seen(people.westRep)], [[], ['E'], ['W']]);
});

test('nobody who is inactive or who cannot read the object becomes an owner', () => {
  const { admin, people, plans } = openCompany();
  const stranger = newUser(admin, 'stranger@example.com', 'Minimum Access - Salesforce').userId;
  const give = (OwnerId: string): readonly (readonly string[])[] =>
    complaints(people.eastRep.save('update', 'Plan__c', [{ Id: plans.E, OwnerId }]));
  assert.deepEqual(give(stranger), [['TRANSFER_REQUIRES_READ: The new owner must have read permission']]);
  admin.put('update', 'User', [{ Id: people.eastPeer.session.userId, IsActive: false }]);
  assert.match(
    give(people.eastPeer.session.userId)[0]?.[0] ?? '',
    /^INACTIVE_OWNER_OR_USER: operation performed with inactive user/,
  );
});

test('a record of a queue is open to its members and those above them, who may take it', () => {
  const company = openCompany();
  const { admin, people, plans } = company;
  const queue = (object: string): ReturnType<typeof file> =>
    file(
      'queues/Desk.queue',
      'Queue',
      `<doesSendEmailToMembers>false</doesSendEmailToMembers><name>Desk</name>
       <queueMembers><users><user>eastRep@example.com</user></users></queueMembers>
       <queueSobject><sobjectType>${object}</sobjectType></queueSobject>`,
    );
  admin.deploy(queue('Client__c'));
  const OwnerId = admin.rows("SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = 'Desk'")[0]?.['Id'];
  assert.deepEqual(complaints(admin.save('update', 'Plan__c', [{ Id: plans.W, OwnerId }])), [
    ['INVALID_OPERATION: Queue not associated with this SObject type'],
  ]);
  admin.deploy(queue('Plan__c'));
  admin.put('update', 'Plan__c', [{ Id: plans.W, OwnerId }]);
  assert.deepEqual([seen(people.westRep), seen(people.eastRep), seen(people.east)], [[], ['E', 'W'], ['E', 'W']]);
  assert.deepEqual(people.eastRep.rows("SELECT Owner.Name, Owner.Type FROM Plan__c WHERE Name = 'W'"), [
    { Owner: { Name: 'Desk', Type: 'Group' } },
  ]);
  people.eastRep.put('update', 'Plan__c', [{ Id: plans.W, OwnerId: people.eastRep.session.userId }]);
});

test('UserRecordAccess tells what a person may do with certain records', () => {
  const company = openCompany();
  const { admin, people, plans, assign } = company;
  people.eastRep.put('insert', 'Plan__Share', [share(company, { AccessLevel: 'Edit' })]);
  const columns = 'HasReadAccess, HasEditAccess, HasDeleteAccess, HasTransferAccess, HasAllAccess, MaxAccessLevel';
  const verdict = (person: Company['admin'], id = plans.E): readonly unknown[] =>
    Object.values(
      admin.rows(
        `SELECT ${columns} FROM UserRecordAccess WHERE UserId = '${person.session.userId}' AND RecordId = '${id}'`,
      )[0] ?? {},
    );
  assert.deepEqual(verdict(people.eastRep), [true, true, true, true, true, 'All']);
  assert.deepEqual(verdict(people.east), [true, true, true, true, true, 'All']);
  assert.deepEqual(verdict(people.westRep), [true, true, false, false, false, 'Edit']);
  assert.deepEqual(verdict(people.eastPeer), [false, false, false, false, false, 'None']);
  assign('eastPeer', 'Viewer');
  assert.deepEqual(verdict(people.eastPeer), [true, false, false, false, false, 'Read']);
  const both = `SELECT RecordId FROM UserRecordAccess WHERE UserId = '${people.east.session.userId}'
    AND RecordId IN ('${plans.E}', '${plans.W}') AND HasReadAccess = true ORDER BY RecordId`;
  assert.deepEqual(people.east.rows(both), [{ RecordId: plans.E }]);
  const others = `SELECT RecordId FROM UserRecordAccess WHERE UserId = '${people.westRep.session.userId}'
    AND RecordId IN ('${plans.E}', '${plans.W}') ORDER BY RecordId`;
  assert.deepEqual(people.east.rows(others), [{ RecordId: plans.E }], 'what the asker may not read is left out');
  assert.throws(() => admin.rows('SELECT RecordId FROM UserRecordAccess'), { errorCode: 'MALFORMED_QUERY' });
});
