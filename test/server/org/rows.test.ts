import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldValue } from '../../../server/org/org.ts';
import { encodeRecord, flattenRow } from '../../../server/org/rows.ts';

test('decimal text is written into JSON as it is', () => {
  const record = new Map<string, FieldValue>([
    ['Amount__c', { number: '12345678901234567.10' }],
    ['Parent__r.Key__c', 'a"b'],
    ['Gone__c', null],
    ['Open__c', true],
  ]);
  assert.equal(
    encodeRecord('Thing__c', record),
    '{"attributes":{"type":"Thing__c"},"Amount__c":12345678901234567.10,"Parent__r":{"Key__c":"a\\"b"},"Gone__c":null,"Open__c":true}',
  );
});

test('a number that is no decimal text is refused, not written into the request', () => {
  for (const number of ['1e3', 'NaN', '1,5', '', '1}, {"x":1']) {
    assert.throws(() => encodeRecord('Thing__c', new Map([['Amount__c', { number }]])), TypeError);
  }
});

test('a row is flat: parents by their path, a parent that is not there as null', () => {
  const row = flattenRow({
    attributes: { type: 'X' },
    Id: '1',
    A__r: { attributes: {}, Name: 'a', B__r: { C: 1.5 } },
    D__r: null,
    E: false,
  });
  assert.deepEqual(row, { Id: '1', 'A__r.Name': 'a', 'A__r.B__r.C': '1.5', D__r: null, E: 'false' });
});
