/** One runner at a time on a dataset of BigQuery. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PassThroughClient } from 'google-auth-library';
import type { Clock } from '../../../server/clock.ts';
import { Fault } from '../../../server/faults.ts';
import { openBigQueryWarehouse } from '../../../server/warehouse/bigquery/bigquery.ts';
import type { Warehouse } from '../../../server/warehouse/warehouse.ts';
import type { LocalBigQuery } from '../../bigquery/bigquery.ts';
import { startBigQuery } from '../../bigquery/bigquery.ts';

const start = Date.parse('2026-11-02T00:00:00Z');
let at = start;
const sleepers = new Set<() => void>();

/** Time goes on by the minute, when the test says so. */
const clock: Clock = {
  now: () => at,
  sleep: (_ms, signal) =>
    new Promise((resolve, reject) => {
      const wake = (): void => {
        sleepers.delete(wake);
        resolve();
      };
      sleepers.add(wake);
      signal?.addEventListener('abort', () => {
        sleepers.delete(wake);
        reject(new Error('aborted'));
      });
    }),
};

const opened = new AsyncDisposableStack();
let google: LocalBigQuery;
let dir: string;

before(async () => {
  google = opened.use(await startBigQuery({ now: () => at }));
  dir = mkdtempSync(join(tmpdir(), 'todoku-lease-'));
  opened.defer(() => {
    rmSync(dir, { recursive: true });
  });
});
after(() => opened.disposeAsync());

async function open(): Promise<Warehouse> {
  const settings = {
    project: google.project,
    dataset: 'todoku',
    location: 'EU',
    maxBytesBilled: 1_000_000_000,
    maxBytesPerRun: undefined,
    labels: {},
    endpoint: google.url,
  };
  const warehouse = await openBigQueryWarehouse(settings, {
    project: 'lease',
    dir,
    clock,
    authClient: new PassThroughClient(),
  });
  opened.defer(() => warehouse.close());
  return warehouse;
}

async function until(): Promise<number> {
  const [row] = await google.ask('SELECT epoch_ms(until) AS until FROM todoku.lease');
  return Number(row?.['until']);
}

const isTaken = (error: unknown): boolean => error instanceof Fault && error.code === 'warehouse-in-use';

test('a lease is renewed while it is held, keeps others out, and is free again afterwards', async () => {
  const [first, second] = [await open(), await open()];
  const held = await first.hold();
  assert.equal(await until(), start + 5 * 60_000);
  at += 60_000;
  const before = google.requests.length;
  for (const wake of sleepers) wake();
  while (sleepers.size === 0) await new Promise(setImmediate);
  assert.ok(google.requests.length > before);
  assert.equal(await until(), at + 5 * 60_000);
  await assert.rejects(second.hold(), isTaken);
  await held[Symbol.asyncDispose]();
  await (await second.hold())[Symbol.asyncDispose]();
});

test('the lease of a runner that was killed ends after five minutes', async () => {
  const [killed, next] = [await open(), await open()];
  await killed.hold();
  sleepers.clear(); // it renews no more
  at += 4 * 60_000;
  await assert.rejects(next.hold(), isTaken);
  at += 61_000;
  await (await next.hold())[Symbol.asyncDispose]();
});

const refuse = { kind: 'refuse', status: 403, reason: 'accessDenied' } as const;
const jobs = /POST .*\/jobs$/;

/** A minute passes, and whoever waited for it has done what it waited for. */
async function minute(): Promise<void> {
  at += 60_000;
  for (const wake of sleepers) wake();
  while (sleepers.size === 0) await new Promise(setImmediate);
}

const another = `UPDATE todoku.lease SET holder = 'another'`;
const nobody = `DELETE FROM todoku.lease`;

test('a renewal that fails is made up for by the next one', async () => {
  await using held = await (await open()).hold();
  google.trouble({ match: jobs, times: 1, what: refuse });
  await minute();
  assert.ok(google.isTroubleOver);
  assert.equal(await until(), at + 4 * 60_000);
  await minute();
  assert.equal(await until(), at + 5 * 60_000);
  assert.ok(held);
});

test('what was done stays done when the lease cannot be given back', async () => {
  const held = await (await open()).hold();
  google.trouble({ match: jobs, times: 1, what: refuse });
  await held[Symbol.asyncDispose]();
  assert.ok(google.isTroubleOver);
  await google.ask(nobody);
});

test('a runner that has lost its lease makes no further job', async () => {
  const runner = await open();
  const held = await runner.hold();
  await google.ask(another);
  at += 60_000;
  const renewals = [...sleepers];
  for (const wake of renewals) wake();
  const isLost = (error: unknown): boolean => error instanceof Fault && error.code === 'lease-lost';
  await assert.rejects(async () => {
    for (;;) await runner.ledger.lastPush('lease'); // until the renewal has come back
  }, isLost);
  const before = google.requests.length;
  await assert.rejects(runner.ledger.begin('run', 'lease', new Date(at)), isLost);
  assert.equal(google.requests.length, before);
  await held[Symbol.asyncDispose]();
  await google.ask(nobody);
  await (await runner.hold())[Symbol.asyncDispose]();
});

test('after the lease has run out unrenewed, its runner asks whether it still has it', async () => {
  const runner = await open();
  const held = await runner.hold();
  at += 6 * 60_000;
  assert.equal(await runner.ledger.lastPush('lease'), undefined);
  assert.equal(await until(), at + 5 * 60_000);
  await google.ask(another);
  at += 6 * 60_000;
  await assert.rejects(
    runner.ledger.lastPush('lease'),
    (error: unknown) => error instanceof Fault && error.code === 'lease-lost',
  );
  await held[Symbol.asyncDispose]();
  await google.ask(nobody);
});

test('who could not hear that the lease was taken leaves no row behind', async () => {
  const runner = await open();
  google.trouble({ match: /GET .*\/(queries|jobs)\//, times: 2, what: refuse });
  await assert.rejects(runner.hold(), (error: unknown) => error instanceof Fault && error.code === 'warehouse-access');
  assert.deepEqual(await google.ask('SELECT * FROM todoku.lease'), []);
});
