/** Who reaches which record: organisation-wide default, owner, role hierarchy, and the master of a detail. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints } from '../engine/build.ts';
import { names, openCompany, seen, sharedPlan } from './company.ts';

const noRight = ['INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id'];

test('a private record is seen by its owner and by those above in the role hierarchy, by nobody beside or below', () => {
  const { admin, people } = openCompany();
  assert.deepEqual(Object.fromEntries(names.map((name) => [name, seen(people[name])])), {
    head: ['E', 'W'],
    east: ['E'],
    eastRep: ['E'],
    eastPeer: [],
    west: ['W'],
    westRep: ['W'],
  });
  assert.deepEqual(seen(admin), ['E', 'W']);
});

test('counts, totals, groups and semi-joins speak of visible records alone', () => {
  const { people } = openCompany();
  const { eastRep, head, eastPeer } = people;
  assert.equal(eastRep.engine.query(eastRep.session, 'SELECT COUNT() FROM Plan__c').totalSize, 1);
  assert.deepEqual(eastRep.rows('SELECT SUM(Amount__c) total, COUNT(Id) n FROM Plan__c'), [{ total: 100, n: 1 }]);
  assert.deepEqual(eastPeer.rows('SELECT SUM(Amount__c) total, COUNT(Id) n FROM Plan__c'), [{ total: null, n: 0 }]);
  assert.deepEqual(head.rows('SELECT Name, SUM(Amount__c) total FROM Plan__c GROUP BY ROLLUP(Name) ORDER BY Name'), [
    { Name: null, total: 130 },
    { Name: 'E', total: 100 },
    { Name: 'W', total: 30 },
  ]);
  assert.deepEqual(seen(eastRep, 'Client__c WHERE Id IN (SELECT Client__c FROM Plan__c)'), ['Client E']);
  assert.deepEqual(seen(eastRep, "Client__c WHERE Id NOT IN (SELECT Client__c FROM Plan__c WHERE Name = 'W')"), [
    'Client E',
  ]);
});

test('a hidden parent is empty behind its lookup, in the list and in the condition, while formulas still read it', () => {
  const { admin, people, plans } = openCompany();
  const [hidden] = admin.put('insert', 'Client__c', [{ Name: 'Hidden', Key__c: 'H' }]);
  admin.put('update', 'Plan__c', [{ Id: plans.E, Client__c: hidden }]);
  const soql = 'SELECT Client__c, Client__r.Name, Client_Name__c FROM Plan__c';
  assert.deepEqual(people.eastRep.rows(soql), [{ Client__c: hidden, Client__r: null, Client_Name__c: 'Hidden' }]);
  assert.deepEqual(people.eastRep.rows("SELECT Id FROM Plan__c WHERE Client__r.Name = 'Hidden'"), []);
  assert.deepEqual(admin.rows("SELECT Client__r.Name FROM Plan__c WHERE Client__r.Name = 'Hidden'"), [
    { Client__r: { Name: 'Hidden' } },
  ]);
});

test('children of a parent are those that the person sees', () => {
  const { admin, people } = openCompany();
  const [client] = admin.rows("SELECT Id FROM Client__c WHERE Name = 'Client E'");
  admin.put('insert', 'Plan__c', [{ Name: 'X', Client__c: client?.['Id'] }]);
  const soql = "SELECT (SELECT Name FROM Plans__r ORDER BY Name) FROM Client__c WHERE Name = 'Client E'";
  const plans = (hand: typeof admin): unknown => hand.rows(soql)[0]?.['Plans__r'];
  assert.deepEqual(plans(people.eastRep), { totalSize: 1, done: true, records: [{ Name: 'E' }] });
  assert.deepEqual(plans(admin), { totalSize: 2, done: true, records: [{ Name: 'E' }, { Name: 'X' }] });
});

test('a record that sharing does not open is neither changed nor deleted, found by Id or by key', () => {
  const { admin, people, plans } = openCompany();
  for (const person of [people.eastRep, people.eastPeer, people.east]) {
    const update = { Id: plans.W, Amount__c: 1 };
    assert.deepEqual(complaints(person.save('update', 'Plan__c', [update])), [noRight]);
    assert.deepEqual(complaints(person.save('delete', 'Plan__c', [{ Id: plans.W }])), [noRight]);
    const upsert = person.save('upsert', 'Plan__c', [{ Key__c: 'W', Amount__c: 1 }], { externalIdField: 'Key__c' });
    assert.deepEqual(complaints(upsert), [noRight]);
  }
  assert.deepEqual(admin.rows("SELECT Amount__c FROM Plan__c WHERE Name = 'W'"), [{ Amount__c: 30 }]);
  people.head.put('update', 'Plan__c', [{ Id: plans.W, Amount__c: 31 }]);
  people.west.put('delete', 'Plan__c', [{ Id: plans.W }]);
});

test('of several rows only those out of reach fail', () => {
  const { people, plans } = openCompany();
  const rows = [plans.E, plans.W].map((Id) => ({ Id, Amount__c: 2 }));
  assert.deepEqual(complaints(people.eastRep.save('update', 'Plan__c', rows)), [[], noRight]);
});

test('a detail is seen by those who see its master', () => {
  const { people } = openCompany();
  const own = names.map((name) => [name, seen(people[name], 'Step__c')]);
  assert.deepEqual(
    own,
    names.map((name) => [name, seen(people[name])]),
  );
  assert.deepEqual(people.eastRep.rows('SELECT Plan__r.Name FROM Step__c'), [{ Plan__r: { Name: 'E' } }]);
  assert.deepEqual(people.eastRep.rows('SELECT SUM(Cost__c) total FROM Step__c'), [{ total: 10 }]);
});

test('to write a detail takes the right to write its master, or only to read it where the relationship says so', () => {
  const { admin, people, plans } = openCompany();
  const denied = [
    `INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: insufficient access rights on cross-reference id: ${plans.E}`,
  ];
  const { eastRep, eastPeer } = people;
  eastRep.put('insert', 'Step__c', [{ Name: 'more', Plan__c: plans.E }]);
  for (const object of ['Step__c', 'Note__c']) {
    assert.deepEqual(complaints(eastPeer.save('insert', object, [{ Name: 'x', Plan__c: plans.E }])), [denied]);
  }
  // Read for everyone: notes may be written, steps not.
  admin.deploy(sharedPlan('Read'));
  assert.deepEqual(complaints(eastPeer.save('insert', 'Step__c', [{ Name: 'x', Plan__c: plans.E }])), [denied]);
  eastPeer.put('insert', 'Note__c', [{ Name: 'y', Plan__c: plans.E }]);
  const [step] = eastPeer.rows("SELECT Id FROM Step__c WHERE Name = 'E'");
  assert.deepEqual(complaints(eastPeer.save('update', 'Step__c', [{ Id: step?.['Id'], Cost__c: 1 }])), [noRight]);
  assert.deepEqual(complaints(eastPeer.save('delete', 'Step__c', [{ Id: step?.['Id'] }])), [noRight]);
  const [note] = eastPeer.rows("SELECT Id FROM Note__c WHERE Name = 'E'");
  eastPeer.put('delete', 'Note__c', [{ Id: note?.['Id'] }]);
});

test('a roll-up counts details that the person who saves does not see', () => {
  const { admin, people, plans } = openCompany();
  people.eastRep.put('insert', 'Step__c', [{ Name: 'more', Cost__c: 5, Plan__c: plans.E }]);
  assert.deepEqual(admin.rows("SELECT Total__c FROM Plan__c WHERE Name = 'E'"), [{ Total__c: 15 }]);
});

test('Read for everyone opens reading, ReadWrite writing, and neither deleting', () => {
  const { admin, people, plans } = openCompany();
  const { eastRep } = people;
  const change = (): readonly (readonly string[])[] =>
    complaints(eastRep.save('update', 'Plan__c', [{ Id: plans.W, Amount__c: 1 }]));
  admin.deploy(sharedPlan('Read'));
  assert.deepEqual(seen(eastRep), ['E', 'W']);
  assert.deepEqual(change(), [noRight]);
  admin.deploy(sharedPlan('ReadWrite'));
  assert.deepEqual(change(), [[]]);
  assert.deepEqual(complaints(eastRep.save('delete', 'Plan__c', [{ Id: plans.W }])), [noRight]);
});

test('View All of a set opens every record to reading, Modify All to everything', () => {
  const { people, plans, assign } = openCompany();
  const { eastPeer } = people;
  assign('eastPeer', 'Viewer');
  assert.deepEqual(seen(eastPeer), ['E', 'W']);
  assert.deepEqual(complaints(eastPeer.save('update', 'Plan__c', [{ Id: plans.W, Amount__c: 1 }])), [noRight]);
  assert.deepEqual(seen(eastPeer, 'Step__c'), ['E', 'W']);
  assign('eastPeer', 'Owner_Of_All');
  eastPeer.put('update', 'Plan__c', [{ Id: plans.W, Amount__c: 1 }]);
  eastPeer.put('update', 'Step__c', [
    { Id: eastPeer.rows("SELECT Id FROM Step__c WHERE Name = 'W'")[0]?.['Id'], Cost__c: 2 },
  ]);
  eastPeer.put('delete', 'Plan__c', [{ Id: plans.W }]);
});

test('a lookup names no record that the person does not see; one that stays as it is may stay', () => {
  const { admin, people, plans } = openCompany();
  const { eastRep } = people;
  const [west] = admin.rows("SELECT Id FROM Client__c WHERE Name = 'Client W'");
  const denied = `INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: insufficient access rights on cross-reference id: ${String(west?.['Id'])}`;
  assert.deepEqual(complaints(eastRep.save('update', 'Plan__c', [{ Id: plans.E, Client__c: west?.['Id'] }])), [
    [denied],
  ]);
  assert.deepEqual(complaints(eastRep.save('insert', 'Plan__c', [{ Client__r: { Key__c: 'W' } }])), [[denied]]);
  admin.put('update', 'Plan__c', [{ Id: plans.E, Client__c: west?.['Id'] }]);
  eastRep.put('update', 'Plan__c', [{ Id: plans.E, Client__c: west?.['Id'], Amount__c: 9 }]);
});
