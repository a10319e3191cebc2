import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { heldClock, startWorld } from '../../world/world.ts';
import {
  allResults,
  codes,
  createJob,
  depotCsv,
  depotUpsert,
  ended,
  jobInfo,
  resultText,
  results,
  runJob,
  upload,
} from './jobs.ts';

/** Bulk API 2.0 Developer Guide, Create a Job and Get Information About an Ingest Job. */
test('the JSON of a job says what the documents say', async () => {
  await using world = await startWorld({ deploy: parcels, clock: heldClock('2026-11-02T01:02:03Z') });
  const job = await createJob(world, { object: 'depot__c', operation: 'insert' });
  assert.match(job.id, /^750[a-zA-Z0-9]{15}$/);
  assert.deepEqual(job, {
    id: job.id,
    operation: 'insert',
    object: 'Depot__c',
    createdById: world.org.admin.id,
    createdDate: '2026-11-02T01:02:03.000+0000',
    systemModstamp: '2026-11-02T01:02:03.000+0000',
    state: 'Open',
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: 62,
    lineEnding: 'LF',
    columnDelimiter: 'COMMA',
    contentUrl: `services/data/v62.0/jobs/ingest/${job.id}/batches`,
  });
  const info = await jobInfo(world, job.id);
  assert.deepEqual(
    [info['jobType'], info.numberRecordsProcessed, info.numberRecordsFailed, info['retries']],
    ['V2Ingest', 0, 0, 0],
  );
});

/** As SFDMU sends them. */
test('a slash at the end of a path does not count', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { status, json } = await world.ask('POST', 'jobs/ingest/', depotUpsert);
  const { id } = json as { id: string }; // job JSON
  const path = `jobs/ingest/${id}/`;
  const sent = await world.ask('PUT', `${path}batches/`, depotCsv(2), { 'Content-Type': 'text/csv' });
  const closed = await world.ask('PATCH', path, { state: 'UploadComplete' });
  assert.deepEqual([status, sent.status, closed.status], [200, 201, 200]);
  assert.equal((await ended(world, id)).state, 'JobComplete');
  for (const which of ['successfulResults', 'failedResults', 'unprocessedrecords']) {
    assert.equal((await world.ask('GET', `${path}${which}/`)).status, 200, which);
  }
});

test('a job goes from Open over UploadComplete and InProgress to JobComplete', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { id } = await createJob(world, depotUpsert);
  assert.equal(await upload(world, id, depotCsv(3000)), 201);
  assert.equal((await jobInfo(world, id)).state, 'Open');
  const closed = await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  assert.equal(closed.status, 200);
  assert.equal((closed.json as { state: string }).state, 'UploadComplete');
  assert.ok(!('contentUrl' in (closed.json as object)));
  const seen = new Set<string>();
  for (let state = ''; state !== 'JobComplete';) {
    state = (await jobInfo(world, id)).state;
    seen.add(state);
  }
  assert.deepEqual(
    [...seen].filter((state) => state !== 'UploadComplete'),
    ['InProgress', 'JobComplete'],
  );
  assert.equal((await jobInfo(world, id)).numberRecordsProcessed, 3000);
});

test('result files quote every value and echo the columns as they were sent', async () => {
  await using world = await startWorld({ deploy: parcels });
  const csv = 'External_Key__c,"Name",Code__c\nD1," One, ""1"" ",\nD2,Two,longer than ten\n';
  const { id, state, numberRecordsProcessed, numberRecordsFailed } = await runJob(world, depotUpsert, csv);
  assert.deepEqual([state, numberRecordsProcessed, numberRecordsFailed], ['JobComplete', 2, 1]);
  const [good] = await results(world, id, 'successfulResults');
  const depotId = good?.['sf__Id'] ?? '';
  assert.equal(
    await resultText(world, id, 'successfulResults'),
    '"sf__Id","sf__Created","External_Key__c","Name","Code__c"\n' + `"${depotId}","true","D1"," One, ""1"" ",""\n`,
  );
  const [bad] = await results(world, id, 'failedResults');
  assert.match(bad?.['sf__Error'] ?? '', /^STRING_TOO_LONG:.*:Code__c --$/);
  assert.equal(bad?.['sf__Id'], '');
  assert.equal(await resultText(world, id, 'unprocessedrecords'), '"External_Key__c","Name","Code__c"\n');
});

test('a parent that is not there fails its row', async () => {
  await using world = await startWorld({ deploy: parcels });
  const csv = 'Name,Depot__r.External_Key__c\np,missing\n';
  const { id } = await runJob(world, { object: 'Parcel__c', operation: 'insert' }, csv);
  const [bad] = await results(world, id, 'failedResults');
  assert.equal(
    bad?.['sf__Error'],
    'INVALID_FIELD:Foreign key external ID: missing not found for field External_Key__c in entity Depot__c:Depot__c --',
  );
});

/** "Order is not guaranteed": who matches by position has to fail here. */
test('results never come in the order of the input', async () => {
  await using world = await startWorld({ deploy: parcels });
  for (const count of [2, 3, 450]) {
    const { id } = await runJob(world, depotUpsert, depotCsv(count));
    const keys = (await results(world, id, 'successfulResults')).map((row) => row['External_Key__c']);
    const sent = Array.from({ length: count }, (_, index) => `D${index}`);
    assert.deepEqual(new Set(keys), new Set(sent));
    assert.notDeepEqual(keys, sent);
  }
});

test('#N/A clears, an empty value leaves alone, a column that is absent is untouched', async () => {
  await using world = await startWorld({ deploy: parcels });
  const depot = await world.connect().sobject('Depot__c').create({ Name: 'D', External_Key__c: 'D' });
  await world
    .connect()
    .sobject('Parcel__c')
    .create({
      Name: 'P',
      External_Key__c: 'P',
      Depot__c: depot.id ?? '',
      Weight__c: 5,
      Sent__c: '2026-01-31',
      Urgent__c: true,
      Kind__c: 'Box',
    });
  const job = { object: 'Parcel__c', operation: 'upsert', externalIdFieldName: 'External_Key__c' };
  const done = await runJob(world, job, 'External_Key__c,Weight__c,Sent__c,Urgent__c\nP,#N/A,,false\n');
  assert.equal(done.numberRecordsFailed, 0);
  const { records } = await world.connect().query('SELECT Weight__c, Sent__c, Urgent__c, Kind__c FROM Parcel__c');
  const { attributes: _attributes, ...values } = records[0] ?? {};
  assert.deepEqual(values, { Weight__c: null, Sent__c: '2026-01-31', Urgent__c: false, Kind__c: 'Box' });
});

test('parents are found by their key, and cleared through the relationship', async () => {
  await using world = await startWorld({ deploy: parcels });
  await runJob(world, depotUpsert, depotCsv(2));
  const job = { object: 'Parcel__c', operation: 'upsert', externalIdFieldName: 'External_Key__c' };
  const first = await runJob(world, job, 'Name,External_Key__c,Depot__r.External_Key__c\nA,A,D0\nB,B,D1\n');
  assert.equal(first.numberRecordsFailed, 0);
  const follow = await runJob(world, job, 'External_Key__c,Follows__r.External_Key__c\nB,A\n');
  assert.equal(follow.numberRecordsFailed, 0);
  const soql = 'SELECT Name, Depot__r.External_Key__c, Follows__r.Name FROM Parcel__c ORDER BY Name';
  const read = async (): Promise<readonly unknown[]> =>
    (await world.connect().query(soql)).records.map((record: Record<string, unknown>) => [
      record['Name'],
      (record['Depot__r'] as { External_Key__c: string }).External_Key__c, // a master is always there
      (record['Follows__r'] as { Name: string } | null)?.Name,
    ]);
  assert.deepEqual(await read(), [
    ['A', 'D0', undefined],
    ['B', 'D1', 'A'],
  ]);
  await runJob(world, job, 'External_Key__c,Follows__r.External_Key__c\nB,#N/A\n');
  assert.deepEqual((await read())[1], ['B', 'D1', undefined]);
});

/** Relationship Fields in a Header Row (2.0): the prefix is needed for a polymorphic reference and an error otherwise. */
test('a polymorphic parent needs its object in the column, any other must not have one', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { username } = world.org.admin;
  const good = await runJob(
    world,
    { object: 'Depot__c', operation: 'insert' },
    `Name,User:Owner.Username\nOne,${username}\n`,
  );
  assert.deepEqual([good.state, good.numberRecordsFailed], ['JobComplete', 0], JSON.stringify(good));
  const without = await runJob(world, { object: 'Depot__c', operation: 'insert' }, 'Name,Owner.Username\nOne,x\n');
  assert.equal(without.errorMessage, 'InvalidBatch : Field name not found : Owner.Username');
  const needless = 'Name,Depot__c:Depot__r.External_Key__c\nP,D\n';
  const wrong = await runJob(world, { object: 'Parcel__c', operation: 'insert' }, needless);
  assert.equal(wrong.errorMessage, 'InvalidBatch : Field name not found : Depot__c:Depot__r.External_Key__c');
});

test('rows are deleted by Id alone', async () => {
  await using world = await startWorld({ deploy: parcels });
  const loaded = await runJob(world, depotUpsert, depotCsv(3));
  const ids = (await results(world, loaded.id, 'successfulResults')).map((row) => row['sf__Id'] ?? '');
  const job = { object: 'Depot__c', operation: 'delete' };
  const wrong = await runJob(world, job, 'Id,Name\n1,x\n');
  assert.deepEqual(
    [wrong.state, wrong.errorMessage],
    ['Failed', "InvalidBatch : The 'delete' batch must contain only ids."],
  );
  const done = await runJob(world, job, `Id\n${ids.slice(0, 2).join('\n')}\n`);
  assert.deepEqual([done.state, done.numberRecordsProcessed, done.numberRecordsFailed], ['JobComplete', 2, 0]);
  assert.equal((await world.connect().query('SELECT COUNT() FROM Depot__c')).totalSize, 1);
});

/** Third-party reports: each row with the key fails when they meet in one chunk of 200. */
test('a key twice in one chunk fails both rows, in two chunks neither', async () => {
  await using world = await startWorld({ deploy: parcels });
  const near = await runJob(world, depotUpsert, 'External_Key__c,Name\nA,1\nB,2\nA,3\n');
  const { good, bad } = await allResults(world, near.id);
  assert.deepEqual(
    good.map((row) => row['Name']),
    ['2'],
  );
  assert.deepEqual(new Set(bad.map((row) => row['Name'])), new Set(['1', '3']));
  assert.match(bad[0]?.['sf__Error'] ?? '', /^DUPLICATE_VALUE:Duplicate external id specified: A/);
  const far = `${depotCsv(200)}D0,again\n`;
  assert.equal((await runJob(world, depotUpsert, far)).numberRecordsFailed, 0);
});

test('semicolons, tabs and CRLF are read and written as the job says', async () => {
  await using world = await startWorld({ deploy: parcels });
  const job = { ...depotUpsert, columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF' };
  const { id, numberRecordsProcessed } = await runJob(world, job, 'External_Key__c;Name\r\nD1;"a;b"\r\n');
  assert.equal(numberRecordsProcessed, 1);
  assert.match(
    await resultText(world, id, 'successfulResults'),
    /^"sf__Id";"sf__Created";"External_Key__c";"Name"\r\n"a\w+";"true";"D1";"a;b"\r\n$/,
  );
});

/** Walkthrough, Bulk Insert with a Multipart Request: parts `job` and `content`, no PUT and no PATCH. */
test('job and data in one multipart request start at once', async () => {
  await using world = await startWorld({ deploy: parcels });
  const send = (csv: string): Promise<Response> => {
    const form = new FormData();
    form.append('job', new Blob([JSON.stringify(depotUpsert)], { type: 'application/json' }));
    form.append('content', new Blob([csv], { type: 'text/csv' }), 'content');
    return fetch(`${world.url}/services/data/v62.0/jobs/ingest/`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${world.token}` },
      body: form,
    });
  };
  const job = (await (await send(depotCsv(2))).json()) as { id: string; state: string }; // job JSON
  assert.equal(job.state, 'UploadComplete');
  assert.equal((await ended(world, job.id)).numberRecordsProcessed, 2);
  const long = await send(`External_Key__c,Name\nD1,${'x'.repeat(100_000)}\n`);
  assert.deepEqual([long.status, codes(await long.json())], [400, ['CLIENTINPUTERROR']]);
});

test('an upload without a length, in chunks, is taken as jsforce sends it', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { id } = await createJob(world, depotUpsert);
  const text = depotCsv(5);
  const body = new ReadableStream({
    start: (stream) => {
      for (const piece of [text.slice(0, 7), text.slice(7)]) stream.enqueue(new TextEncoder().encode(piece));
      stream.close();
    },
  });
  const response = await fetch(`${world.url}/services/data/v62.0/jobs/ingest/${id}/batches`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${world.token}`, 'Content-Type': 'text/csv' },
    body,
    duplex: 'half',
  });
  assert.deepEqual([response.status, await response.text()], [201, '']);
  await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  assert.equal((await ended(world, id)).numberRecordsProcessed, 5);
});

test('jsforce loads and reads the results back', async () => {
  await using world = await startWorld({ deploy: parcels });
  const connection = world.connect();
  connection.bulk2.pollInterval = 5;
  const loaded = await connection.bulk2.loadAndWaitForResults({
    object: 'Depot__c',
    operation: 'upsert',
    externalIdFieldName: 'External_Key__c',
    input: [
      { External_Key__c: 'A', Name: 'a' },
      { External_Key__c: 'B', Name: 'b', Code__c: 'never sent: jsforce takes the columns of the first record' },
      { External_Key__c: '', Name: 'no key' },
    ],
    pollTimeout: 20_000,
  });
  assert.equal(loaded.successfulResults.length, 2);
  assert.equal(loaded.failedResults.length, 1);
  assert.deepEqual(loaded.unprocessedRecords, []);
});
