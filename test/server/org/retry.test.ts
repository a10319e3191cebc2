import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backsOff, classOf, errorClasses, nextWait, pollWait, usualBudget } from '../../../server/org/org.ts';

test('waits double from half a second, stay below the longest, and end with the budget', () => {
  const waits = [1, 2, 3, 4, 5].map((attempt) => nextWait(attempt, usualBudget, 1));
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 'stop']);
  assert.equal(nextWait(9, { attempts: 10, firstWaitMs: 500, longestWaitMs: 3000 }, 1), 3000);
});

test('jitter takes at most half of a wait away', () => {
  assert.equal(nextWait(3, usualBudget, 0), 1000);
  assert.equal(nextWait(3, usualBudget, 0.5), 1500);
});

test('a job is looked at often while it is young, and at least twice a minute', () => {
  assert.deepEqual([0, 1000, 10_000, 60_000, 3_600_000].map(pollWait), [250, 250, 2000, 12_000, 30_000]);
});

test('a code nobody has put into the table concerns the row', () => {
  assert.equal(classOf('SOMETHING_NEW'), 'data');
  assert.equal(classOf('UNABLE_TO_LOCK_ROW'), 'transient');
  assert.equal(new Set(errorClasses.map((row) => row.code)).size, errorClasses.length);
});

test('the server asks to come back with 429, 408 and 5xx, and means no with the rest', () => {
  assert.deepEqual([408, 429, 500, 503, 504].map(backsOff), [true, true, true, true, true]);
  assert.deepEqual([400, 401, 403, 404, 501].map(backsOff), [false, false, false, false, false]);
});
