import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { resultPages } from '../../../local-org/bulk/queries.ts';
import { parcels } from '../../world/parcels.ts';
import { type Answer, startWorld, type World } from '../../world/world.ts';
import { codes, depotCsv, depotUpsert, ended, runJob } from './jobs.ts';

async function query(world: World, soql: string, more: object = {}, version = '62.0'): Promise<string> {
  const body = { operation: 'query', query: soql, ...more };
  const { status, json } = await world.ask('POST', `/services/data/v${version}/jobs/query`, body);
  assert.equal(status, 200, JSON.stringify(json));
  const job = json as { id: string; state: string }; // job JSON
  assert.equal(job.state, 'UploadComplete', 'a query job is never open');
  assert.equal((await ended(world, job.id, 'query')).state, 'JobComplete');
  return job.id;
}

const page = (world: World, id: string, parameters = '', version = '62.0'): Promise<Answer> =>
  world.ask('GET', `/services/data/v${version}/jobs/query/${id}/results${parameters}`);

test('results are quoted CSV with a header and say that there is no further page', async () => {
  await using world = await startWorld({ deploy: parcels });
  await runJob(world, depotUpsert, 'External_Key__c,Name,Code__c\nD1,"a ""b""",\n');
  const id = await query(world, 'SELECT Name, Code__c, External_Key__c FROM Depot__c');
  const { headers, text } = await page(world, id);
  assert.equal(text, '"Name","Code__c","External_Key__c"\n"a ""b""",,"D1"\n');
  assert.equal(headers.get('content-type'), 'text/csv');
  assert.equal(headers.get('sforce-locator'), 'null');
  assert.equal(headers.get('content-encoding'), 'gzip', 'compressed, because fetch accepts it');
  const plain = await world.ask('GET', `jobs/query/${id}/results`, undefined, { 'Accept-Encoding': 'identity' });
  assert.deepEqual([plain.headers.get('content-encoding'), plain.text], [null, text]);
  assert.equal(headers.get('sforce-numberofrecords'), '1');
});

/** Get Results for a Query Job: each page repeats the header; a locator stays good while the job is there. */
test('pages follow by locator until it is null, and can be read again', async () => {
  await using world = await startWorld({ deploy: parcels });
  await runJob(world, depotUpsert, depotCsv(25));
  const id = await query(world, 'SELECT External_Key__c FROM Depot__c');
  const keys: string[] = [];
  const locators: string[] = [];
  let locator = '';
  do {
    const { headers, text } = await page(world, id, `?maxRecords=10${locator === '' ? '' : `&locator=${locator}`}`);
    const rows = parse<Record<string, string>>(text, { columns: true });
    assert.equal(headers.get('sforce-numberofrecords'), String(rows.length));
    keys.push(...rows.map((row) => row['External_Key__c'] ?? ''));
    locator = headers.get('sforce-locator') ?? '';
    assert.match(locator, /^[\w-]+$/, 'clients put it into the URL unescaped');
    locators.push(locator);
  } while (locator !== 'null');
  assert.equal(locators.length, 3);
  assert.equal(new Set(keys).size, 25);
  const again = await page(world, id, `?maxRecords=10&locator=${locators[0] ?? ''}`);
  assert.deepEqual(
    parse<Record<string, string>>(again.text, { columns: true }).map((row) => row['External_Key__c']),
    keys.slice(10, 20),
  );
  const wrong = await page(world, id, '?locator=wrong');
  assert.equal(wrong.status, 400);
});

test('more rows than a page holds need a second one without being asked for', async () => {
  await using world = await startWorld({ deploy: parcels });
  await runJob(world, depotUpsert, depotCsv(10_001));
  const id = await query(world, 'SELECT Id FROM Depot__c');
  const first = await page(world, id);
  assert.equal(first.headers.get('sforce-numberofrecords'), '10000');
  assert.notEqual(first.headers.get('sforce-locator'), 'null');
});

interface ResultPages {
  readonly resultPages: readonly { readonly resultUrl: string }[];
  readonly nextRecordsUrl?: string;
  readonly done: boolean;
}

/** Get Parallel Results for a Query Job: up to five addresses, from v58 on. */
test('pages can be read side by side: five addresses at once, which hold each row once', async () => {
  await using world = await startWorld({ deploy: parcels });
  await runJob(world, depotUpsert, depotCsv(10_001));
  const pagesOf = async (path: string): Promise<ResultPages> => (await world.ask('GET', path)).json as ResultPages; // what it answers
  const id = await query(world, 'SELECT External_Key__c FROM Depot__c');
  const { resultPages, done, nextRecordsUrl } = await pagesOf(`jobs/query/${id}/resultPages`);
  assert.deepEqual([resultPages.length, done, nextRecordsUrl], [2, true, undefined]);
  const texts = await Promise.all(resultPages.map(({ resultUrl }) => world.ask('GET', resultUrl)));
  const keys = texts.flatMap(({ text }) => parse<Record<string, string>>(text, { columns: true }));
  assert.equal(new Set(keys.map((row) => row['External_Key__c'])).size, 10_001);
  assert.equal(keys.length, 10_001);
  const none = await query(world, "SELECT Id FROM Depot__c WHERE Name = 'nobody'");
  assert.equal((await pagesOf(`jobs/query/${none}/resultPages`)).resultPages.length, 1);
  const old = await query(world, 'SELECT Id FROM Depot__c', {}, '57.0');
  assert.equal((await world.ask('GET', `/services/data/v57.0/jobs/query/${old}/resultPages`)).status, 404);
});

test('more than five pages are told five by five', () => {
  const first = resultPages(65_000, undefined, 10_000);
  const second = resultPages(65_000, first.next, 10_000);
  assert.deepEqual([first.locators.length, second.locators.length, second.next], [5, 2, undefined]);
  assert.equal(new Set([...first.locators, ...second.locators]).size, 7);
  assert.equal(resultPages(50_000, undefined, 10_000).next, undefined);
});

test('results have to be read with the version that made the job', async () => {
  await using world = await startWorld({ deploy: parcels });
  const id = await query(world, 'SELECT Id FROM Depot__c');
  assert.equal((await page(world, id, '', '61.0')).status, 409);
});

test('before v50 columns come in the order of the alphabet', async () => {
  await using world = await startWorld({ deploy: parcels });
  await runJob(world, depotUpsert, depotCsv(1));
  const id = await query(world, 'SELECT Name, External_Key__c FROM Depot__c', {}, '49.0');
  assert.equal((await page(world, id, '', '49.0')).text, '"External_Key__c","Name"\n"D0","Depot 0"\n');
});

test('what Bulk does not allow in SOQL is refused before there is a job', async () => {
  await using world = await startWorld({ deploy: parcels });
  for (const soql of [
    'SELECT COUNT(Id) FROM Depot__c',
    'SELECT Name FROM Depot__c GROUP BY Name',
    'SELECT Name, (SELECT Name FROM Parcels__r) FROM Depot__c',
    'SELECT Name FROM Depot__c OFFSET 10',
    'SELECT Nothing__c FROM Depot__c',
    'SELECT',
  ]) {
    const { status } = await world.ask('POST', 'jobs/query', { operation: 'query', query: soql });
    assert.equal(status, 400, soql);
  }
});

test('queryAll sees deleted rows; delimiter and line ending are the job own', async () => {
  await using world = await startWorld({ deploy: parcels });
  await runJob(world, depotUpsert, depotCsv(1));
  const { records } = await world.connect().query('SELECT Id FROM Depot__c');
  await world.ask('DELETE', `sobjects/Depot__c/${records[0]?.Id ?? ''}`);
  const format = { columnDelimiter: 'PIPE', lineEnding: 'CRLF' };
  const soql = 'SELECT Name, IsDeleted FROM Depot__c';
  const none = await page(world, await query(world, soql, format));
  assert.equal(none.text, '"Name"|"IsDeleted"\r\n');
  const all = await page(world, await query(world, soql, { ...format, operation: 'queryAll' }));
  assert.equal(all.text, '"Name"|"IsDeleted"\r\n"Depot 0"|"true"\r\n');
});

test('query jobs of the day can run out, and a job can be deleted', async () => {
  await using world = await startWorld({ deploy: parcels, allowances: { DailyBulkV2QueryJobs: 1 } });
  const id = await query(world, 'SELECT Id FROM Depot__c');
  const second = await world.ask('POST', 'jobs/query', { operation: 'query', query: 'SELECT Id FROM Depot__c' });
  assert.deepEqual([second.status, codes(second.json)], [400, ['EXCEEDEDQUOTA']]);
  assert.equal((await world.ask('DELETE', `jobs/query/${id}`)).status, 204);
  assert.equal((await page(world, id)).status, 404);
});

test('jsforce queries in bulk', async () => {
  await using world = await startWorld({ deploy: parcels });
  await runJob(world, depotUpsert, depotCsv(12));
  const connection = world.connect();
  connection.bulk2.pollInterval = 5;
  const stream = await connection.bulk2.query('SELECT External_Key__c, Name FROM Depot__c');
  const rows = (await stream.toArray()) as object[]; // records, one object each
  assert.equal(rows.length, 12);
  assert.deepEqual(Object.keys(rows[0] ?? {}), ['External_Key__c', 'Name']);
});
