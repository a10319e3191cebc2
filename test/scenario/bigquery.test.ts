/** One project in GoogleSQL, whole pushes: into a dataset of BigQuery (its stand-in), and the same text in DuckDB. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LocalBigQuery } from '../bigquery/bigquery.ts';
import type { GoogleStage } from './google-stage.ts';
import { openGoogleStage, speakGoogle } from './google-stage.ts';
import { Stage, line, sentBy } from './stage.ts';

const bytesIn = (json: unknown): number => (json as { processed: { bytes: number } }).processed.bytes; // what --json prints

describe('a project whose warehouse is BigQuery', () => {
  let opened: GoogleStage;
  let google: LocalBigQuery;
  let stage: Stage;

  before(async () => {
    opened = await openGoogleStage();
    ({ google, stage } = opened);
  });
  after(() => opened[Symbol.asyncDispose]());

  test('validate asks neither BigQuery nor the org', async () => {
    const ended = await stage.run('validate');
    assert.equal(ended.exitCode, 0, ended.stderr);
    assert.equal(google.requests.length, 0);
  });

  test('the command line plans, makes the dataset, pushes and proves it', async () => {
    const planned = await stage.run('plan');
    assert.equal(planned.exitCode, 0, planned.stderr);
    assert.ok(bytesIn(planned.json) > 0);
    const pushed = await stage.run('push');
    assert.equal(pushed.exitCode, 0, pushed.stderr);
    assert.ok(bytesIn(pushed.json) > bytesIn(planned.json), 'to load and compare costs more than to plan');
    assert.equal(await stage.count('Menu_Amount__c'), 8);
    const [budget] = await stage.rows(
      "SELECT Actual__c, Target_Amount__c FROM Budget__c WHERE External_Key__c = 'EAST|2026-04'",
    );
    assert.deepEqual([Number(budget?.['Actual__c']), Number(budget?.['Target_Amount__c'])], [2170.75, 5500.5]);
    assert.equal(stage.hasWarehouse, false, 'no file of DuckDB is made');
    const left = `SELECT table_name FROM duckdb_tables() WHERE schema_name = 'todoku' AND table_name LIKE 'work%'`;
    assert.deepEqual(await google.ask(left), [], 'tables of work are gone');
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
