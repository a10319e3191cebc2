import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptiedRefusals, exceeds, refusalsOf } from '../../../server/plan/guard.ts';
import { callsOf, routeOf } from '../../../server/plan/route.ts';
import { mappedSync } from '../shapes.ts';

const { sync } = mappedSync({ fields: {} });
const none = { percent: 0, rows: 0 };
const calm = { rows: 100, acknowledged: 100, updates: 0, archives: 0, deletes: 0, quarantined: 0 };

test('a limit is exceeded when both its rows and its share are', () => {
  const limit = { percent: 20, rows: 50 };
  assert.equal(exceeds(50, 60, limit), false);
  assert.equal(exceeds(51, 1000, limit), false);
  assert.equal(exceeds(51, 60, limit), true);
  assert.equal(exceeds(1, 1000, none), true);
  assert.equal(exceeds(0, 0, none), false);
});

test('an empty source, too few rows, deletes and changes are refused by name', () => {
  const strict = { ...sync, guards: { ...sync.guards, minRows: 10, maxDeletes: none, maxChanges: none } };
  const codes = (counts: Partial<typeof calm>): readonly string[] =>
    refusalsOf(strict, { ...calm, ...counts }, []).map(({ code }) => code);
  assert.deepEqual(codes({}), []);
  assert.deepEqual(codes({ rows: 0 }), ['empty-source']);
  assert.deepEqual(codes({ rows: 9, deletes: 1, updates: 1 }), [
    'too-few-rows',
    'too-many-deletes',
    'too-many-changes',
  ]);
});

test('records that would be archived count as those that would be deleted', () => {
  const strict = { ...sync, guards: { ...sync.guards, maxDeletes: { percent: 10, rows: 10 } } };
  assert.deepEqual(refusalsOf(strict, { ...calm, archives: 10 }, []), []);
  const [refusal] = refusalsOf(strict, { ...calm, archives: 11 }, []);
  assert.deepEqual([refusal?.code, refusal?.amount], ['too-many-deletes', 11]);
  assert.match(String(refusal?.message), /11 of 100 records would be archived/);
});

test('values that would be emptied are refused beyond the limit of their field, and all of several at once', () => {
  const usual = { ...sync, guards: { ...sync.guards, maxEmptied: { percent: 20, rows: 50 } } };
  const told = (rows: number, filled: number, of = usual): readonly unknown[] =>
    emptiedRefusals(of, [{ field: 'Note__c', rows, filled }]).map(({ code, amount }) => [code, amount]);
  assert.deepEqual(told(50, 100), [], 'half of them, but few');
  assert.deepEqual(told(51, 100), [['field-emptied', 51]]);
  assert.deepEqual(told(51, 1000), [], 'many, but a small share');
  assert.deepEqual(told(2, 2), [['field-emptied', 2]], 'all there are');
  assert.deepEqual(told(1, 1), [], 'a single value is a change like any other');
  const meant = { ...sync, guards: { ...sync.guards, maxEmptied: { percent: 100, rows: 0 } } };
  assert.deepEqual(told(2, 2, meant), []);
});

test('rows set aside are refused by the worst reason among them, with offenders named', () => {
  const strict = { ...sync, guards: { ...sync.guards, maxQuarantined: { percent: 0, rows: 1 } } };
  const bad = (
    reason: 'null-key' | 'duplicate-key' | 'too-long',
  ): { key: string; field: string; shape: string; reason: typeof reason } => ({
    key: 'K',
    field: 'F__c',
    shape: 'aa',
    reason,
  });
  assert.deepEqual(refusalsOf(strict, { ...calm, quarantined: 1 }, [bad('too-long')]), []);
  const [refusal] = refusalsOf(strict, { ...calm, quarantined: 2 }, [bad('too-long'), bad('duplicate-key')]);
  assert.equal(refusal?.code, 'duplicate-key');
  assert.match(refusal.message, /2 of 100 rows cannot be sent: K F__c too-long \(aa\); K F__c duplicate-key/);
});

test('two thousand rows go by collections, one more by a job, and the cost is told', () => {
  assert.equal(routeOf(2000, 2000), 'collections');
  assert.equal(routeOf(2001, 2000), 'bulk');
  assert.equal(callsOf('collections', 1001, 1, 1), 3);
  assert.equal(callsOf('bulk', 5000, 0, 2), 22);
  assert.equal(callsOf('bulk', 5000, 10, 1), 22);
  assert.equal(callsOf('bulk', 10_000_000, 0, 1), 34 * 11);
  assert.equal(callsOf('collections', 0, 0, 0), 0);
});
