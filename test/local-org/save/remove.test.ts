/** Deleting: details go along, lookups are emptied or forbid it; undeleting brings back what went together. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currency, formula, lookup, master, newOrg, object, rollup, type Hand } from '../engine/build.ts';

function openOrg(): Hand {
  const org = newOrg();
  org.deploy(
    object('Top__c', rollup('Sum__c', 'Low__c', 'Top__c', 'sum', 'Counted__c')),
    object(
      'Low__c',
      master('Top__c', 'Top__c', 'Lows'),
      lookup('Loose__c', 'Thing__c', 'Lows'),
      lookup('Firm__c', 'Thing__c', 'Firm_Lows', { deleteConstraint: 'Restrict' }),
      currency('Amount__c'),
      formula('Counted__c', 'Currency', 'IF(ISBLANK(Loose__c), 0, Amount__c)'),
    ),
    object('Thing__c'),
  );
  return org;
}

const count = (org: Hand, object: string): number =>
  org.engine.query(org.session, `SELECT COUNT() FROM ${object}`).totalSize;

test('details go with their master and come back with it, but not those that went before', () => {
  const org = openOrg();
  const [top] = org.put('insert', 'Top__c', [{}]);
  const [early] = org.put('insert', 'Low__c', [{ Top__c: top }, { Top__c: top }]);
  org.put('delete', 'Low__c', [{ Id: early }]);
  org.put('delete', 'Top__c', [{ Id: top }]);
  assert.deepEqual([count(org, 'Top__c'), count(org, 'Low__c')], [0, 0]);
  org.put('undelete', 'Top__c', [{ Id: top }]);
  assert.deepEqual([count(org, 'Top__c'), count(org, 'Low__c')], [1, 1]);
});

test('a lookup at what goes becomes empty, and a total that depends on it follows', () => {
  const org = openOrg();
  const [top] = org.put('insert', 'Top__c', [{}]);
  const [thing] = org.put('insert', 'Thing__c', [{}]);
  org.put('insert', 'Low__c', [{ Top__c: top, Loose__c: thing, Amount__c: 9 }]);
  assert.deepEqual(org.rows('SELECT Sum__c FROM Top__c'), [{ Sum__c: 9 }]);
  org.put('delete', 'Thing__c', [{ Id: thing }]);
  assert.deepEqual(org.rows('SELECT Loose__c, Top__r.Sum__c FROM Low__c'), [{ Loose__c: null, Top__r: { Sum__c: 0 } }]);
});

test('a firm lookup forbids the deletion of its target, and only of that', () => {
  const org = openOrg();
  const [top] = org.put('insert', 'Top__c', [{}]);
  const [held, free] = org.put('insert', 'Thing__c', [{}, {}]);
  org.put('insert', 'Low__c', [{ Top__c: top, Firm__c: held }]);
  const results = org.save('delete', 'Thing__c', [{ Id: held }, { Id: free }]);
  assert.deepEqual(
    results.map(({ success, errors }) => [success, errors[0]?.statusCode]),
    [
      [false, 'DELETE_FAILED'],
      [true, undefined],
    ],
  );
  org.put('delete', 'Top__c', [{ Id: top }]);
  org.put('delete', 'Thing__c', [{ Id: held }]);
});

test('what is gone cannot go again, what is there cannot come back', () => {
  const org = openOrg();
  const [thing] = org.put('insert', 'Thing__c', [{}]);
  assert.equal(org.save('undelete', 'Thing__c', [{ Id: thing }])[0]?.errors[0]?.statusCode, 'UNDELETE_FAILED');
  org.put('delete', 'Thing__c', [{ Id: thing }]);
  assert.equal(org.save('delete', 'Thing__c', [{ Id: thing }])[0]?.errors[0]?.statusCode, 'ENTITY_IS_DELETED');
});

test('a detail does not come back without its master', () => {
  const org = openOrg();
  const [top] = org.put('insert', 'Top__c', [{}]);
  const [low] = org.put('insert', 'Low__c', [{ Top__c: top }]);
  org.put('delete', 'Top__c', [{ Id: top }]);
  assert.equal(org.save('undelete', 'Low__c', [{ Id: low }])[0]?.errors[0]?.statusCode, 'UNDELETE_FAILED');
});

test('users are not deleted', () => {
  const org = openOrg();
  assert.equal(org.save('delete', 'User', [{ Id: org.session.userId }])[0]?.errors[0]?.statusCode, 'DELETE_FAILED');
});
