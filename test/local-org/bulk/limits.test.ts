/** What the documents of Bulk API 2.0 count: jobs on a page, hours, characters, columns, records of a day. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { heldClock, startWorld } from '../../world/world.ts';
import { allResults, codes, createJob, depotCsv, depotUpsert, jobInfo, resultText, runJob, upload } from './jobs.ts';

interface JobPage {
  readonly done: boolean;
  readonly nextRecordsUrl: string | null;
  readonly records: readonly { readonly id: string; readonly jobType: string }[];
}

/** Get All Jobs: "up to 1000 result rows per request, along with a nextRecordsUrl". */
test('jobs are listed a thousand at a time, by type, and none has PK chunking', async () => {
  await using world = await startWorld({ deploy: parcels });
  const created = new Set<string>();
  for (let group = 0; group < 67; group += 1) {
    const jobs = await Promise.all(Array.from({ length: 15 }, () => createJob(world, depotUpsert)));
    for (const { id } of jobs) created.add(id);
  }
  const list = async (path: string): Promise<JobPage> => (await world.ask('GET', path)).json as JobPage; // what it answers
  const first = await list('jobs/ingest?jobType=V2Ingest');
  assert.deepEqual([first.done, first.records.length], [false, 1000]);
  const next = first.nextRecordsUrl ?? '';
  assert.match(next, /^\/services\/data\/v62\.0\/jobs\/ingest\?queryLocator=01g\w{15}-1000&jobType=V2Ingest$/);
  const gone = first.records.at(-2)?.id ?? '';
  await world.ask('PATCH', `jobs/ingest/${gone}`, { state: 'Aborted' });
  assert.equal((await world.ask('DELETE', `jobs/ingest/${gone}`)).status, 204);
  const second = await list(next);
  assert.deepEqual([second.done, second.nextRecordsUrl], [true, null]);
  assert.deepEqual(new Set([...first.records, ...second.records].map(({ id }) => id)), created);
  for (const none of ['jobs/ingest?jobType=Classic', 'jobs/ingest?isPkChunkingEnabled=true', 'jobs/query']) {
    assert.deepEqual(await list(none), { done: true, nextRecordsUrl: null, records: [] });
  }
  const wrong = await world.ask('GET', 'jobs/ingest?queryLocator=mine');
  assert.deepEqual([wrong.status, codes(wrong.json)], [400, ['INVALIDLOCATOR']]);
});

test('a job that was open for a day takes nothing any more', async () => {
  const clock = heldClock();
  await using world = await startWorld({ deploy: parcels, clock, sessionMs: 1e9 });
  const { id } = await createJob(world, depotUpsert);
  clock.advance(24 * 60 * 60 * 1000);
  assert.equal((await jobInfo(world, id)).state, 'Open');
  clock.advance(1000);
  assert.equal(await upload(world, id, depotCsv(1)), 400);
  assert.equal((await jobInfo(world, id)).state, 'Aborted');
});

/** Create a Job, columnDelimiter and lineEnding: each of the six with each of the two. */
test('every delimiter and line ending is read, and written into the results', async () => {
  await using world = await startWorld({ deploy: parcels });
  const signs = { COMMA: ',', BACKQUOTE: '`', CARET: '^', PIPE: '|', SEMICOLON: ';', TAB: '\t' };
  for (const [columnDelimiter, sign] of Object.entries(signs)) {
    for (const [lineEnding, end] of [
      ['LF', '\n'],
      ['CRLF', '\r\n'],
    ] as const) {
      const job = { ...depotUpsert, columnDelimiter, lineEnding };
      const csv = `External_Key__c${sign}Name${end}K${sign}"a${sign}""b"""${end}`;
      const done = await runJob(world, job, csv);
      assert.deepEqual(
        [done.state, done['columnDelimiter'], done['lineEnding'], done.numberRecordsFailed],
        ['JobComplete', columnDelimiter, lineEnding, 0],
      );
      const header = ['sf__Id', 'sf__Created', 'External_Key__c', 'Name'].map((name) => `"${name}"`).join(sign);
      const [first, second = ''] = (await resultText(world, done.id, 'successfulResults')).split(end);
      assert.equal(first, header);
      assert.ok(second.endsWith(`${sign}"K"${sign}"a${sign}""b"""`), second);
    }
  }
});

test('sf__Created says which records an upsert made, and is false for updates and deletions', async () => {
  await using world = await startWorld({ deploy: parcels });
  await runJob(world, depotUpsert, depotCsv(1));
  const upserted = (await allResults(world, (await runJob(world, depotUpsert, depotCsv(2))).id)).good;
  const made = upserted.map((row) => [row['External_Key__c'], row['sf__Created']] as const);
  assert.deepEqual(
    new Map(made),
    new Map([
      ['D0', 'false'],
      ['D1', 'true'],
    ]),
  );
  const ids = upserted.map((row) => row['sf__Id'] ?? '').join('\n');
  for (const operation of ['update', 'delete']) {
    const { good } = await allResults(
      world,
      (await runJob(world, { object: 'Depot__c', operation }, `Id\n${ids}\n`)).id,
    );
    assert.deepEqual(
      good.map((row) => row['sf__Created']),
      ['false', 'false'],
    );
  }
});

/** Limits Quick Reference: 400,000 characters of a record, 131,072 of a field, 5,000 fields of a record. */
test('a record, a field and a header have a longest', async () => {
  await using world = await startWorld({ deploy: parcels });
  const parcel = { object: 'Parcel__c', operation: 'insert' };
  const columns = 'Name,Note__c,Kind__c,External_Key__c';
  const long = 'x'.repeat(131_072);
  const record = await runJob(world, parcel, `${columns}\n${long},${long},${long},${long}\n`);
  assert.match(record.errorMessage ?? '', /^InvalidBatch : Row 1 is longer than 400000 characters/);
  const field = await runJob(world, parcel, `${columns}\n${long}x,,,\n`);
  assert.match(field.errorMessage ?? '', /^InvalidBatch : A field of row 1 is longer than 131072 characters/);
  const wide = await runJob(world, parcel, `${'Name,'.repeat(5000)}Name\n`);
  assert.match(wide.errorMessage ?? '', /^InvalidBatch : The header has more than 5000 columns/);
  for (const job of [record, field, wide]) assert.deepEqual([job.state, job.numberRecordsProcessed], ['Failed', 0]);
});

/** "At the daily record limit: the remaining data of the running job isn't processed and the job is marked Failed." */
test('records beyond those of the day are not processed, what came before stays', async () => {
  await using world = await startWorld({ deploy: parcels, allowances: { DailyBulkIngestRecords: 500 } });
  const job = await runJob(world, depotUpsert, depotCsv(650));
  assert.deepEqual([job.state, job.numberRecordsProcessed], ['Failed', 400]);
  const { good, left } = await allResults(world, job.id);
  assert.deepEqual([good.length, left.length], [400, 250]);
  assert.equal((await world.connect().query('SELECT COUNT() FROM Depot__c')).totalSize, 400);
});
