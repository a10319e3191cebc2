/** What the loader relies on in an org, asked through the Org port: Bulk API 2.0 jobs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Job, Org } from '../../server/org/org.ts';
import { finalStates } from '../../server/org/org.ts';
import { salesforceOrg } from '../../server/org/salesforce.ts';
import { impatientClock } from '../scenario/stage.ts';
import type { Site } from './site.ts';
import { department, open, rows, upsert } from './site.ts';

/** Looks until the job has ended. */
async function ended(org: Org, id: string): Promise<Job> {
  for (;;) {
    const job = await org.jobs.status(id);
    assert.ok(job);
    if (finalStates.includes(job.state)) return job;
    await impatientClock.sleep(1);
  }
}

async function ran(
  site: Site,
  object: string,
  operation: 'upsert' | 'delete',
  csv: string,
): Promise<{ job: Job; results: Record<'successful' | 'failed' | 'unprocessed', string> }> {
  const { jobs } = site.org;
  const id = await jobs.create({ object, operation, key: 'External_Key__c' });
  await jobs.upload(id, site.file(`${id}.csv`, csv));
  await jobs.close(id);
  const job = await ended(site.org, id);
  const files = { successful: join(site.dir, 's'), failed: join(site.dir, 'f'), unprocessed: join(site.dir, 'u') };
  await jobs.results(id, files);
  const read = (path: string): string => readFileSync(path, 'utf8');
  return {
    job,
    results: { successful: read(files.successful), failed: read(files.failed), unprocessed: read(files.unprocessed) },
  };
}

test('a job takes a file, writes what it can, and accounts for every row in three files', async () => {
  await using site = await open();
  const csv = 'External_Key__c,Name,Parent__r.External_Key__c\na,"A ""quoted"", name",\nb,B,none\n';
  const { job, results } = await ran(site, 'Department__c', 'upsert', csv);
  assert.deepEqual([job.state, job.processed, job.failed], ['JobComplete', 2, 1]);
  assert.match(results.successful, /^"?sf__Id"?,"?sf__Created"?,.*\n"?a0\w{16}"?,"?true"?,/);
  assert.match(results.failed, /^"?sf__Id"?,"?sf__Error"?,.*\n.*INVALID_FIELD:Foreign key external ID/);
  assert.equal(results.unprocessed.trimEnd().split('\n').length, 1);
  const [row] = await rows(site.org, "SELECT Name FROM Department__c WHERE External_Key__c = 'a'");
  assert.equal(row?.['Name'], 'A "quoted", name');
});

test('in a file #N/A empties a field, an empty cell leaves it alone, and a lookup is cleared by its Id column', async () => {
  await using site = await open();
  await upsert(site.org, 'Department__c', [department('p')]);
  await ran(
    site,
    'Department__c',
    'upsert',
    'External_Key__c,Name,Name_Ja__c,Parent__r.External_Key__c\na,A,あ,p\nb,B,い,p\n',
  );
  await ran(site, 'Department__c', 'upsert', 'External_Key__c,Name_Ja__c,Parent__c\na,#N/A,#N/A\nb,,#N/A\n');
  const found = await rows(
    site.org,
    "SELECT External_Key__c, Name_Ja__c, Parent__c FROM Department__c WHERE External_Key__c != 'p' ORDER BY External_Key__c",
  );
  assert.deepEqual(found, [
    { External_Key__c: 'a', Name_Ja__c: null, Parent__c: null },
    { External_Key__c: 'b', Name_Ja__c: 'い', Parent__c: null },
  ]);
});

test('a file with a column that is not there fails the job, with a code in its message', async () => {
  await using site = await open();
  const { job } = await ran(site, 'Department__c', 'upsert', 'External_Key__c,Nonsense__c\na,1\n');
  assert.equal(job.state, 'Failed');
  assert.match(job.errorMessage ?? '', /^InvalidBatch : /);
});

test('a delete job takes Ids', async () => {
  await using site = await open();
  const [made] = await upsert(site.org, 'Department__c', [department('a'), department('b')]);
  const { job } = await ran(site, 'Department__c', 'delete', `Id\n${made?.[0]?.salesforceId ?? ''}\n`);
  assert.deepEqual([job.state, job.failed], ['JobComplete', 0]);
  assert.deepEqual(
    (await rows(site.org, 'SELECT External_Key__c FROM Department__c')).map((row) => row['External_Key__c']),
    ['b'],
  );
});

test('open jobs of ours are listed until they are aborted, also for a token that was handed in; an unknown job is undefined', async () => {
  await using site = await open();
  const id = await site.org.jobs.create({ object: 'Department__c', operation: 'upsert', key: 'External_Key__c' });
  assert.deepEqual(
    (await site.org.jobs.mine()).map((job) => [job.id, job.state]),
    [[id, 'Open']],
  );
  const handed = salesforceOrg({ kind: 'token', url: site.world.url, accessToken: site.world.token }, impatientClock);
  assert.equal((await handed.jobs.mine()).length, 1);
  await site.org.jobs.abort(id);
  assert.deepEqual(await site.org.jobs.mine(), []);
  assert.equal((await site.org.jobs.status(id))?.state, 'Aborted');
  assert.equal(await site.org.jobs.status('750000000000000AAA'), undefined);
});
