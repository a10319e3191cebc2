/** Looks at Bulk jobs, in a time that only they let pass. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingYet, Pace } from '../../../server/load/pace.ts';

interface Looks {
  readonly waits: readonly number[];
  /** How long the job had ended when that was seen. */
  readonly lateMs: number;
}

/** Follows a job of an org that waits `queuedMs` and then works off so many rows a second. */
function followed(pace: Pace, rows: number, rowsPerSecond: number, queuedMs = 0): Looks {
  const endMs = queuedMs + (1000 * rows) / rowsPerSecond;
  const waits: number[] = [];
  let seen = nothingYet;
  for (;;) {
    const wait = pace.wait('Fact__c', rows, seen);
    waits.push(wait);
    const ageMs = seen.ageMs + wait;
    const worked = Math.max(ageMs - queuedMs, 0) / 1000;
    const now = { processed: Math.min(rows, Math.floor(worked * rowsPerSecond)), ageMs };
    if (ageMs >= endMs) {
      pace.learnEnd('Fact__c', seen, now);
      return { waits, lateMs: ageMs - endMs };
    }
    pace.learn('Fact__c', seen, now);
    seen = now;
  }
}

test('a small job is looked at after a quarter of a second', () => {
  assert.equal(new Pace().wait('Fact__c', 2001, nothingYet), 250);
});

for (const rowsPerSecond of [500, 2000, 13_000, 40_000]) {
  test(`100,000 rows, ${rowsPerSecond} a second, take seven looks at most, and the end is seen within a tenth of its time`, () => {
    const { waits, lateMs } = followed(new Pace(), 100_000, rowsPerSecond);
    assert.ok(waits.length <= 7, `${waits.length} looks: ${waits.join(', ')}`);
    assert.ok(lateMs <= Math.max((1000 * 100_000) / rowsPerSecond / 10, 3000), `${lateMs} ms late`);
  });
}

test('of forty jobs of one object all but the first take two looks at most, none ends a tenth before it is seen', () => {
  const pace = new Pace();
  const jobs = Array.from({ length: 40 }, () => followed(pace, 350_000, 11_000));
  assert.deepEqual(
    jobs.slice(1).filter(({ waits }) => waits.length > 2),
    [],
  );
  const longestMs = Math.max(...jobs.slice(1).map(({ lateMs }) => lateMs));
  assert.ok(longestMs <= (350_000 / 11_000) * 100, `${longestMs} ms late`);
});

test('a job that waits in line for ten minutes costs 25 looks at most, and its end is seen within a minute', () => {
  const { waits, lateMs } = followed(new Pace(), 3000, 2000, 600_000);
  assert.ok(waits.length <= 25, `${waits.length} looks`);
  assert.ok(lateMs <= 60_000, `${lateMs} ms late`);
});

test('an org that has become ten times as fast is waited for less from job to job', () => {
  const pace = new Pace();
  followed(pace, 350_000, 1000);
  const limits = [60_000, 30_000, 15_000, 3500];
  const late = limits.map((limit) => ({ limit, ms: followed(pace, 350_000, 10_000).lateMs }));
  assert.deepEqual(
    late.filter(({ limit, ms }) => ms > limit),
    [],
  );
});

test('objects do not learn from each other', () => {
  const pace = new Pace();
  followed(pace, 100_000, 100);
  assert.equal(pace.wait('Other__c', 100_000, nothingYet), new Pace().wait('Fact__c', 100_000, nothingYet));
});
