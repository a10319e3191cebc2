import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld } from '../../world/world.ts';
import { allResults, codes, createJob, depotCsv, depotUpsert, ended, resultText, runJob, upload } from './jobs.ts';

test('a job that makes no sense is not created', async () => {
  await using world = await startWorld({ deploy: parcels });
  const cases: readonly [object, string][] = [
    [{ operation: 'insert' }, 'INVALIDJOB'],
    [{ object: 'Depot__c' }, 'INVALIDJOB'],
    [{ object: 'Depot__c', operation: 'merge' }, 'INVALIDJOB'],
    [{ object: 'Depot__c', operation: 'insert', contentType: 'JSON' }, 'INVALIDJOB'],
    [{ object: 'Depot__c', operation: 'insert', batchSize: 10 }, 'INVALIDJOB'],
    [{ object: 'Nothing__c', operation: 'insert' }, 'INVALIDENTITY'],
    [{ object: 'Depot__c', operation: 'upsert' }, 'INVALIDJOB'],
    [{ object: 'Depot__c', operation: 'upsert', externalIdFieldName: 'Weight__c' }, 'INVALIDJOB'],
    // The sf CLI looks for exactly this code.
    [{ object: 'Depot__c', operation: 'hardDelete' }, 'FEATURENOTENABLED'],
  ];
  for (const [body, code] of cases) {
    const { status, json } = await world.ask('POST', 'jobs/ingest', body);
    assert.deepEqual([JSON.stringify(body), status, codes(json)], [JSON.stringify(body), 400, [code]]);
  }
  const list = (await world.ask('GET', 'jobs/ingest')).json;
  assert.deepEqual(list, { done: true, nextRecordsUrl: null, records: [] });
});

test('a column that does not exist fails the job and writes nothing', async () => {
  await using world = await startWorld({ deploy: parcels });
  for (const [csv, column] of [
    ['External_Key__c,Nmae\nD1,x\n', 'Nmae'],
    ['External_Key__c,Name,Parent__r.External_Key__c\nD1,x,y\n', 'Parent__r.External_Key__c'],
    ['\ufeffExternal_Key__c,Name\nD1,x\n', '\ufeffExternal_Key__c'],
  ] as const) {
    const job = await runJob(world, depotUpsert, csv);
    assert.deepEqual(
      [job.state, job.errorMessage, job.numberRecordsProcessed],
      ['Failed', `InvalidBatch : Field name not found : ${column}`, 0],
    );
    // fetch takes the mark at the beginning away
    assert.equal(await resultText(world, job.id, 'unprocessedrecords'), csv.replace('\ufeff', ''));
    assert.equal((await allResults(world, job.id)).good.length, 0);
  }
  assert.equal((await world.connect().query('SELECT COUNT() FROM Depot__c')).totalSize, 0);
});

/** Many reports of this very message; nothing is written. */
test('line endings that are not those of the job fail it', async () => {
  await using world = await startWorld({ deploy: parcels });
  const crlf = await runJob(world, depotUpsert, 'External_Key__c,Name\r\nD1,x\r\n');
  assert.deepEqual(
    [crlf.state, crlf.errorMessage],
    ['Failed', 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF'],
  );
  const quoted = 'External_Key__c,Name\r\nD1,"a\nb"\r\n';
  const lf = await runJob(world, { ...depotUpsert, lineEnding: 'CRLF' }, quoted);
  assert.deepEqual(
    [lf.state, lf.errorMessage],
    ['Failed', 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is CRLF'],
  );
  assert.equal((await world.connect().query('SELECT COUNT() FROM Depot__c')).totalSize, 0);
  const inQuotes = await runJob(world, depotUpsert, 'External_Key__c,Name\nD1,"a\r\nb"\n');
  assert.deepEqual([inQuotes.state, inQuotes.numberRecordsFailed], ['JobComplete', 0]);
});

/** Job States: Failed does not roll back what was processed, so the three files together are the input. */
test('a file that breaks off in the middle keeps what came before and gives back the rest', async () => {
  await using world = await startWorld({ deploy: parcels });
  const broken = `${depotCsv(250)}D250, "x"\nD251,after\n`;
  const job = await runJob(world, depotUpsert, broken);
  assert.equal(job.state, 'Failed');
  assert.match(job.errorMessage ?? '', /^ClientInputError : /);
  assert.equal(job.numberRecordsProcessed, 250);
  assert.equal((await world.connect().query('SELECT COUNT() FROM Depot__c')).totalSize, 250);
  const left = await resultText(world, job.id, 'unprocessedrecords');
  assert.equal(left, '"External_Key__c","Name"\nD250, "x"\nD251,after\n');
});

test('a row with another number of columns than the header fails the job', async () => {
  await using world = await startWorld({ deploy: parcels });
  const job = await runJob(world, depotUpsert, 'External_Key__c,Name\nD1\n');
  assert.deepEqual([job.state, job.errorMessage], ['Failed', 'InvalidBatch : Row 1 has 1 columns, the header 2']);
});

test('an empty upload fails, a header alone is a job without rows', async () => {
  await using world = await startWorld({ deploy: parcels });
  const empty = await runJob(world, depotUpsert, '');
  assert.deepEqual(
    [empty.state, empty.errorMessage],
    ['Failed', 'ClientInputError : Unable to find any data to create batch'],
  );
  const header = await runJob(world, depotUpsert, 'External_Key__c,Name\n');
  assert.deepEqual([header.state, header.numberRecordsProcessed], ['JobComplete', 0]);
});

test('data is taken once, while the job is open, as text/csv', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { id } = await createJob(world, depotUpsert);
  const json = await world.ask('PUT', `jobs/ingest/${id}/batches`, {});
  assert.equal(json.status, 415);
  assert.equal(await upload(world, id, depotCsv(1)), 201);
  const second = await world.ask('PUT', `jobs/ingest/${id}/batches`, depotCsv(1), { 'Content-Type': 'text/csv' });
  assert.deepEqual([second.status, codes(second.json)], [400, ['INVALIDJOBSTATE']]);
});

test('a job cannot be closed without data, nor changed once it is over', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { id } = await createJob(world, depotUpsert);
  const early = await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  assert.deepEqual([early.status, codes(early.json)], [400, ['INVALIDJOBSTATE']]);
  const done = await runJob(world, depotUpsert, depotCsv(1));
  for (const state of ['Aborted', 'UploadComplete', 'Open']) {
    const late = await world.ask('PATCH', `jobs/ingest/${done.id}`, { state });
    assert.deepEqual([state, late.status, codes(late.json)], [state, 400, ['INVALIDJOBSTATE']]);
  }
});

test('an aborted job stops where it is and gives the other rows back', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { id } = await createJob(world, depotUpsert);
  await upload(world, id, depotCsv(4000));
  await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  const aborted = await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'Aborted' });
  assert.deepEqual([aborted.status, (aborted.json as { state: string }).state], [200, 'Aborted']);
  const info = await ended(world, id);
  const { good, bad, left } = await allResults(world, id);
  assert.deepEqual([good.length, bad.length], [info.numberRecordsProcessed, 0]);
  assert.equal(good.length + left.length, 4000);
  assert.equal((await world.connect().query('SELECT COUNT() FROM Depot__c')).totalSize, good.length);
});

test('a job is deleted when it is over, and then unknown', async () => {
  await using world = await startWorld({ deploy: parcels });
  const open = await createJob(world, depotUpsert);
  assert.equal((await world.ask('DELETE', `jobs/ingest/${open.id}`)).status, 400);
  await world.ask('PATCH', `jobs/ingest/${open.id}`, { state: 'Aborted' });
  assert.equal((await world.ask('DELETE', `jobs/ingest/${open.id}`)).status, 204);
  const gone = await world.ask('GET', `jobs/ingest/${open.id}`);
  assert.equal(gone.status, 404);
  assert.deepEqual(gone.json, [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]);
});

test('batches beyond the day are not processed and the job fails', async () => {
  await using world = await startWorld({ deploy: parcels, allowances: { DailyBulkApiBatches: 1 } });
  const job = await runJob(world, depotUpsert, depotCsv(10_050));
  assert.deepEqual([job.state, job.numberRecordsProcessed], ['Failed', 10_000]);
  assert.match(job.errorMessage ?? '', /^ExceededQuota : /);
  assert.equal((await allResults(world, job.id)).left.length, 50);
  const next = await world.ask('POST', 'jobs/ingest', depotUpsert);
  assert.deepEqual([next.status, codes(next.json)], [400, ['EXCEEDEDQUOTA']]);
});

test('an upload over 150 MB after base64 is refused and leaves the job open for another', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { id } = await createJob(world, depotUpsert);
  const megabyte = 'x'.repeat(1024 * 1024);
  let sent = 0;
  const body = new ReadableStream({
    pull: (stream) => {
      sent += 1;
      if (sent > 113) stream.close();
      else stream.enqueue(new TextEncoder().encode(megabyte));
    },
  });
  const put = fetch(`${world.url}/services/data/v62.0/jobs/ingest/${id}/batches`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${world.token}`, 'Content-Type': 'text/csv' },
    body,
    duplex: 'half',
  });
  assert.equal((await put).status, 400);
  assert.equal(await upload(world, id, depotCsv(1)), 201);
});
