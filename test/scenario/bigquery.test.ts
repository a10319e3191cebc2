/** One project in GoogleSQL, whole pushes: into a dataset of BigQuery (its stand-in), and the same text in DuckDB. */
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { PassThroughClient } from 'google-auth-library';
import type { LocalBigQuery } from '../bigquery/bigquery.ts';
import { startBigQuery } from '../bigquery/bigquery.ts';
import { quickClock } from '../bigquery/quick-clock.ts';
import { googleSignIn } from './google-sign-in.ts';
import { Stage, line, sentBy } from './stage.ts';

const googleTexts = fileURLToPath(new URL('google', import.meta.url));

function speakGoogle(stage: Stage): void {
  cpSync(googleTexts, stage.project, { recursive: true });
  stage.edit('todoku.yml', (text) => text.replace('dialect: duckdb', 'dialect: bigquery'));
}

describe('a project whose warehouse is BigQuery', () => {
  const opened = new AsyncDisposableStack();
  let google: LocalBigQuery;
  let stage: Stage;

  before(async () => {
    google = opened.use(await startBigQuery({ now: () => quickClock.now() }));
    stage = opened.use(await Stage.open());
    speakGoogle(stage);
    const settings = `project: ${google.project}, dataset: todoku, location: asia-northeast1, endpoint: '${google.url}'`;
    stage.edit('todoku.yml', (text) => `${text}warehouse: { kind: bigquery, ${settings}, labels: { team: sales } }\n`);
    stage.authClient = new PassThroughClient();
    const signIn = opened.use(await googleSignIn(stage.dir));
    stage.environment = { GOOGLE_APPLICATION_CREDENTIALS: signIn.file };
  });
  after(() => opened.disposeAsync());

  test('validate asks neither BigQuery nor the org', async () => {
    const ended = await stage.run('validate');
    assert.equal(ended.exitCode, 0, ended.stderr);
    assert.equal(google.requests.length, 0);
  });

  test('the command line plans, makes the dataset, pushes and proves it', async () => {
    const planned = await stage.run('plan');
    assert.equal(planned.exitCode, 0, planned.stderr);
    const pushed = await stage.run('push');
    assert.equal(pushed.exitCode, 0, pushed.stderr);
    assert.equal(await stage.count('Menu_Amount__c'), 8);
    const [budget] = await stage.rows(
      "SELECT Actual__c, Target_Amount__c FROM Budget__c WHERE External_Key__c = 'EAST|2026-04'",
    );
    assert.deepEqual([Number(budget?.['Actual__c']), Number(budget?.['Target_Amount__c'])], [2170.75, 5500.5]);
    assert.equal(stage.hasWarehouse, false, 'no file of DuckDB is made');
  });

  test('a second push sends nothing; one changed amount and one deleted row send themselves', async () => {
    const second = await stage.push();
    assert.equal(second.state, 'matched');
    assert.deepEqual(sentBy(second), {});
    assert.equal(line(second, 'menu-amount').unchanged, 8);

    stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801').replace(/^b07.*\n/m, ''));
    const third = await stage.push();
    assert.equal(third.state, 'matched');
    const { created, updated, deleted, unchanged } = line(third, 'menu-amount');
    assert.deepEqual({ created, updated, deleted, unchanged }, { created: 0, updated: 1, deleted: 1, unchanged: 6 });
    assert.equal(line(third, 'project-amount').deleted, 1, 'the project of the month has nothing left');
    const key = "SELECT Actual__c FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha|search'";
    assert.equal(Number((await stage.rows(key))[0]?.['Actual__c']), 801);
  });

  test('what a person changed in Salesforce is found by verify, and the next push puts it right', async () => {
    const [row] = await stage.rows(
      "SELECT Id FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha|search'",
    );
    await stage.world.ask('PATCH', `sobjects/Menu_Amount__c/${row?.['Id'] ?? ''}`, { Actual__c: 1 });
    const verified = await stage.run('verify');
    assert.equal(verified.exitCode, 5, verified.stderr);
    const next = await stage.push();
    assert.equal(next.state, 'matched');
    assert.deepEqual(sentBy(next), { 'menu-amount': 1 });
  });

  test('the same text on DuckDB leaves Salesforce in the same state', async () => {
    await using other = await Stage.open();
    speakGoogle(other);
    other.edit('raw/bookings.csv', (text) => text.replace('800.5', '801').replace(/^b07.*\n/m, ''));
    other.date('2026-04-30T00:00:00Z');
    assert.equal((await other.push()).state, 'matched');
    assert.deepEqual(await other.businessState(), await stage.businessState());
  });
});
