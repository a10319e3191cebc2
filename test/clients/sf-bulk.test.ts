/** `sf data import, update, upsert, delete, export bulk`: waited for and taken up later, with their results. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parcels } from '../world/parcels.ts';
import { assertRefused, signedIn, type Sf, type SignedIn } from './sf.ts';

let opened: SignedIn;
let sf: Sf;
before(async () => {
  opened = await signedIn({ deploy: parcels });
  ({ sf } = opened);
});
after(() => opened[Symbol.asyncDispose]());

interface Job {
  readonly jobId: string;
  readonly processedRecords: number;
  readonly successfulRecords: number;
  readonly failedRecords: number;
}

interface Results {
  readonly failedFilePath: string;
  readonly successFilePath: string;
}

interface Upserted {
  readonly jobInfo: object;
  readonly records: { readonly successfulResults: readonly Readonly<Record<string, string>>[] };
}

const wait = ['--wait', '5'];
const ingest = (verb: string, file: string, object = 'Depot__c'): readonly string[] => [
  'data',
  verb,
  'bulk',
  '-s',
  object,
  '-f',
  file,
];
const byKey = ['-i', 'External_Key__c'];

async function depots(where = ''): Promise<readonly (readonly unknown[])[]> {
  const soql = `SELECT External_Key__c, Name FROM Depot__c ${where} ORDER BY External_Key__c`;
  const { records } = await opened.world.connect().query<{ External_Key__c: string; Name: string }>(soql);
  return records.map(({ External_Key__c, Name }) => [External_Key__c, Name]);
}

const read = (path: string): string => readFileSync(join(sf.folder, path), 'utf8');

test('rows are imported, updated, upserted and deleted, and each job tells its rows', async () => {
  sf.write('import.csv', 'External_Key__c,Name\nA,North\nB,"South, ""old"""\n');
  const imported = await sf.result<Job>([...ingest('import', 'import.csv'), ...wait]);
  assert.partialDeepStrictEqual(imported, { processedRecords: 2, successfulRecords: 2, failedRecords: 0 });
  assert.deepEqual(await depots(), [
    ['A', 'North'],
    ['B', 'South, "old"'],
  ]);
  const { records } = await opened.world.connect().query<{ Id: string }>('SELECT Id FROM Depot__c ORDER BY Name');
  const [north = '', south = ''] = records.map(({ Id }) => Id);
  sf.write('update.csv', `Id,Name\n${north},North 2\n`);
  await sf.result([...ingest('update', 'update.csv'), ...wait]);
  sf.write('upsert.csv', 'External_Key__c,Name\nB,South\nC,East\n');
  const upserted = await sf.result<Upserted>([...ingest('upsert', 'upsert.csv'), ...byKey, ...wait]);
  assert.partialDeepStrictEqual(upserted, {
    jobInfo: { state: 'JobComplete', numberRecordsProcessed: 2, numberRecordsFailed: 0 },
  });
  const rows = upserted.records.successfulResults.map(({ External_Key__c, sf__Created }) => [
    External_Key__c,
    sf__Created,
  ]);
  assert.deepEqual(
    new Map(rows as [string, string][]),
    new Map([
      ['B', 'false'],
      ['C', 'true'],
    ]),
  ); // order is the org's
  sf.write('delete.csv', `Id\n${south}\n`);
  await sf.result([...ingest('delete', 'delete.csv'), ...wait]);
  assert.deepEqual(await depots(), [
    ['A', 'North 2'],
    ['C', 'East'],
  ]);
});

test('a job that was not waited for is taken up later, and its results become files', async () => {
  sf.write('later.csv', 'External_Key__c,Name\nL1,Later\nL2,Later\nl1,Twice\n');
  const { jobId } = await sf.result<Job>(ingest('import', 'later.csv'));
  assert.match(jobId, /^750\w{15}$/);
  await assertRefused(sf, [
    {
      args: ['data', 'import', 'resume', '--job-id', jobId],
      name: 'FailedRecordDetailsError',
      message: /failed to process 1 records/,
    },
  ]);
  const results = await sf.result<Results>(['data', 'bulk', 'results', '--job-id', jobId]);
  assert.partialDeepStrictEqual(results, { processedRecords: 3, failedRecords: 1, operation: 'insert' });
  assert.match(read(results.failedFilePath), /"l1","Twice"/);
  assert.deepEqual(read(results.successFilePath).trim().split('\n').length, 3);
});

test('what a query job found is exported in pages, as CSV and as JSON, at once or later', async () => {
  const names = Array.from({ length: 5 }, (_, index) => ({ Name: `Exported, ${index}` }));
  await opened.world.connect().create('Account', names);
  const soql = 'SELECT Name, Owner.Username FROM Account ORDER BY Name';
  const exporting = (file: string, format: string): readonly string[] => [
    'data',
    'export',
    'bulk',
    '-q',
    soql,
    '--output-file',
    file,
    '-r',
    format,
  ];
  const [now, later] = await Promise.all([
    sf.result<{ totalSize: number }>([...exporting('now.csv', 'csv'), ...wait]),
    sf.result<{ jobId: string }>(exporting('later.json', 'json')),
  ]);
  assert.equal(now.totalSize, 5);
  const [header, first] = read('now.csv').split('\n');
  assert.deepEqual([header, first], ['"Name","Owner.Username"', `"Exported, 0","${opened.world.org.admin.username}"`]);
  const resumed = await sf.result<{ totalSize: number }>(['data', 'export', 'resume', '--job-id', later.jobId]);
  assert.equal(resumed.totalSize, 5);
  const exported = JSON.parse(read('later.json')) as readonly object[]; // the CLI writes a list
  assert.partialDeepStrictEqual(exported.at(-1), { Name: 'Exported, 4' });
});

test('jobs that the org refuses or fails end with exit code 1 and say why', async () => {
  sf.write('column.csv', 'External_Key__c,Nope\nA,1\n');
  sf.write('value.csv', 'External_Key__c,Name,Depot__c\nV,Value,a0x\n');
  sf.write('rows.csv', 'External_Key__c,Depot__c,Weight__c\nR,,many\n');
  const out = ['--output-file', 'none.csv', ...wait];
  await assertRefused(sf, [
    {
      args: [...ingest('import', 'column.csv'), ...wait],
      name: 'JobFailedError',
      message: /InvalidBatch : Field name not found : Nope/,
    },
    { args: [...ingest('import', 'rows.csv', 'Parcel__c'), ...wait], name: 'FailedRecordDetailsError' },
    { args: [...ingest('import', 'rows.csv', 'Nope__c'), ...wait], name: 'INVALIDENTITY' },
    { args: [...ingest('upsert', 'column.csv'), '-i', 'Weight__c', ...wait], name: 'INVALIDJOB' },
    { args: ['data', 'export', 'bulk', '-q', 'SELECT Nope FROM Account', ...out], name: 'INVALID_FIELD' },
    { args: ['data', 'export', 'bulk', '-q', 'SELECT COUNT(Id) FROM Account', ...out], name: 'API_ERROR' },
    { args: ['data', 'import', 'resume', '--job-id', '750000000000001AAA'], name: 'BulkRequestIdNotFoundError' },
    { args: ['data', 'bulk', 'results', '--job-id', '750000000000001AAA'], name: 'InvalidIdError' },
  ]);
});
