/** What a save does in which order, and what it gives out or stamps on the way (Apex Developer Guide, "Triggers and Order of Execution"). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  complaints,
  externalKey,
  field,
  formula,
  lookup,
  master,
  newOrg,
  number,
  object,
  picklist,
  rollup,
  rule,
  text,
  type Hand,
} from '../engine/build.ts';

let now = Date.parse('2026-11-22T00:00:00Z');

function openOrg(): Hand {
  const org = newOrg({ clock: { now: () => now } });
  org.deploy(
    object(
      'Order__c',
      externalKey(),
      field('Number__c', 'AutoNumber', { displayFormat: 'O-{YYYY}{MM}-{0000}', startingNumber: 7 }),
      number('Amount__c'),
      picklist('Stage__c', ['Open', 'Won']),
      rollup('Total__c', 'Line__c', 'Order__c', 'sum', 'Amount__c'),
      rule('Positive', 'Amount__c < 0', 'No negative amounts.'),
      rule('Not_too_much', 'Total__c > 100', 'More than 100.'),
    ),
    object('Line__c', master('Order__c', 'Order__c', 'Lines'), number('Amount__c'), text('Note__c', { length: 5 })),
    object(
      'Copy__c',
      lookup('Order__c', 'Order__c', 'Copies'),
      formula('Amount__c', 'Number', 'Order__r.Amount__c * 2'),
    ),
  );
  return org;
}

test('an auto-number counts on from its start, leaves gaps where rows fail, and nobody sets it', () => {
  const org = openOrg();
  const numbers = (): readonly unknown[] =>
    org.rows('SELECT Number__c FROM Order__c ORDER BY Number__c').map((row) => row['Number__c']);
  org.put('insert', 'Order__c', [{}, {}]);
  assert.deepEqual(numbers(), ['O-202611-0007', 'O-202611-0008']);
  assert.equal(org.save('insert', 'Order__c', [{ Amount__c: -1 }])[0]?.success, false);
  const [last = ''] = org.put('insert', 'Order__c', [{}]);
  assert.equal(numbers().at(-1), 'O-202611-0010');
  for (const operation of ['insert', 'update'] as const) {
    const [result] = org.save(operation, 'Order__c', [
      operation === 'insert' ? { Number__c: 'X' } : { Id: last, Number__c: 'X' },
    ]);
    assert.equal(result?.errors[0]?.statusCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
  }
  org.put('update', 'Order__c', [{ Id: last, Amount__c: 1 }]);
  assert.equal(numbers().length, 3);
  assert.equal(numbers().at(-1), 'O-202611-0010');
});

test('formats and picklists are judged before rules, rules before masters are summed', () => {
  const org = openOrg();
  assert.deepEqual(complaints(org.save('insert', 'Order__c', [{ Amount__c: -1, Stage__c: 'Lost' }])), [
    ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Stage: bad value for restricted picklist field: Lost'],
  ]);
  const [order] = org.put('insert', 'Order__c', [{ Amount__c: 1 }]);
  const lines = org.save('insert', 'Line__c', [
    { Order__c: order, Amount__c: 60 },
    { Order__c: order, Amount__c: 60, Note__c: 'too long' },
    { Order__c: order, Amount__c: 30 },
  ]);
  // The second never came so far, so the total of the others is what the master's rule judges.
  assert.deepEqual(complaints(lines), [
    [],
    ['STRING_TOO_LONG: Note: data value too large: too long (max length=5)'],
    [],
  ]);
  const late = org.save('insert', 'Line__c', [{ Order__c: order, Amount__c: 30 }]);
  assert.deepEqual(complaints(late), [['FIELD_CUSTOM_VALIDATION_EXCEPTION: More than 100.']]);
  assert.deepEqual(org.rows('SELECT Total__c FROM Order__c'), [{ Total__c: 90 }]);
});

/** Object Reference, "System Fields": changes of B that A shows are not reflected on A. */
test('a formula that reads another record moves no stamp of its own', () => {
  const org = openOrg();
  const [order] = org.put('insert', 'Order__c', [{ Amount__c: 1 }]);
  org.put('insert', 'Copy__c', [{ Order__c: order }]);
  const [before] = org.rows('SELECT LastModifiedDate, SystemModstamp FROM Copy__c');
  now += 5000;
  org.put('update', 'Order__c', [{ Id: order, Amount__c: 2 }]);
  const [{ Amount__c: amount, ...stamps } = {}] = org.rows(
    'SELECT Amount__c, LastModifiedDate, SystemModstamp FROM Copy__c',
  );
  assert.equal(amount, 4);
  assert.deepEqual(stamps, before);
  const [changed] = org.rows('SELECT SystemModstamp FROM Order__c');
  assert.equal(changed?.['SystemModstamp'], new Date(now).toISOString().replace('Z', '+0000'));
});

test('ids of both lengths are taken, answered with 18 characters, and refused with a wrong check', () => {
  const org = openOrg();
  const [id = ''] = org.put('insert', 'Order__c', [{}]);
  assert.deepEqual(org.put('update', 'Order__c', [{ Id: id.slice(0, 15), Amount__c: 1 }]), [id]);
  const wrong = `${id.slice(0, 17)}${id.endsWith('A') ? 'B' : 'A'}`;
  assert.deepEqual(
    org.save('update', 'Order__c', [{ Id: wrong }]).map(({ errors }) => errors[0]?.statusCode),
    ['MALFORMED_ID'],
  );
});

test('a delete stamps what goes, its details and what pointed at it, and nothing else', () => {
  const org = openOrg();
  const [order, other] = org.put('insert', 'Order__c', [{}, {}]);
  org.put('insert', 'Line__c', [{ Order__c: order }, { Order__c: other }]);
  org.put('insert', 'Copy__c', [{ Order__c: order }, { Order__c: other }]);
  now += 5000;
  org.put('delete', 'Order__c', [{ Id: order }]);
  for (const name of ['Order__c', 'Line__c', 'Copy__c']) {
    const { records } = org.engine.query(
      org.session,
      `SELECT Id FROM ${name} WHERE SystemModstamp = ${new Date(now).toISOString()}`,
      { all: true },
    );
    assert.equal(records.length, 1, name);
  }
});
