import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scopeOf } from '../../server/verify/scope.ts';
import { atScale } from '../../server/model/model.ts';
import { stateOf } from '../../server/verify/verify.ts';
import { mappedSync } from './shapes.ts';

test('sums are brought to the scale of their field exactly, half away from zero', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['1', 2, '1.00'],
    ['2170.750000001', 2, '2170.75'],
    ['-0.005', 2, '-0.01'],
    ['0.0049', 2, '0.00'],
    ['-0.0049', 2, '0.00'],
    ['1.2345e3', 2, '1234.50'],
    ['1e+21', 0, '1000000000000000000000'],
    ['12.5', 0, '13'],
    ['.5', 1, '0.5'],
    ['99999999999999999.995', 2, '100000000000000000.00'],
  ];
  for (const [text, scale, expected] of cases) assert.equal(atScale(text, scale), expected, text);
});

test('gaps that our own books account for are explained; any other is a mismatch', () => {
  const off = [{ measure: 'COUNT', period: undefined, warehouse: '2', salesforce: '1', matches: false }];
  const cause = (name: 'REJECTED' | 'EDITED_IN_SALESFORCE'): { cause: typeof name; code: undefined; rows: number } => ({
    cause: name,
    code: undefined,
    rows: 1,
  });
  assert.equal(stateOf([], []), 'Matched');
  assert.equal(stateOf([], off), 'Mismatch');
  assert.equal(stateOf([cause('REJECTED')], off), 'Explained');
  assert.equal(stateOf([cause('REJECTED'), cause('EDITED_IN_SALESFORCE')], off), 'Mismatch');
});

test('a mirror answers for its whole custom object; what is shared with people, for what was loaded', () => {
  const mirror = mappedSync({ fields: {} });
  assert.equal(scopeOf(mirror), '');
  assert.equal(scopeOf(mappedSync({ fields: {}, object: 'Opportunity' })), ' WHERE Row_Hash__c != null');
  assert.equal(scopeOf(mappedSync({ fields: {}, mode: 'upsert' })), ' WHERE Row_Hash__c != null');
  assert.equal(scopeOf({ ...mirror, ownsObject: false }), " WHERE Load_Batch__r.Sync__c = 'thing'");
});
