/** What a person does from day to day, on a project whose warehouse is BigQuery: every command by the command line. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { LocalBigQuery } from '../bigquery/bigquery.ts';
import type { GoogleStage } from './google-stage.ts';
import { openGoogleStage } from './google-stage.ts';
import type { Ended } from './command.ts';
import type { Stage } from './stage.ts';

let opened: GoogleStage;
let google: LocalBigQuery;
let stage: Stage;

before(async () => {
  opened = await openGoogleStage(', maxBytesPerRun: 10485760');
  ({ google, stage } = opened);
  await makeBookings();
  stage.edit('todoku.yml', (text) =>
    text.replace(
      /^ {6}file: bookings\.csv\n(.*\n)\s+columns: .*$/m,
      `      table: ${google.project}.sales.bookings\n$1      columns: { ${Object.entries(columns)
        .map(([name, type]) => `${name}: ${type}`)
        .join(', ')} }`,
    ),
  );
  // A text that BigQuery alone can read, and what stands for it in DuckDB.
  stage.edit('syncs/department/model.sql', (text) =>
    text.replace('name,', 'JSON_VALUE(TO_JSON_STRING(name)) AS name,'),
  );
});
after(() => opened[Symbol.asyncDispose]());

const columns = {
  booking: 'STRING',
  department: 'STRING',
  rep: 'STRING',
  project: 'STRING',
  menu: 'STRING',
  month: 'STRING',
  budget: 'NUMERIC',
  amount: 'NUMERIC',
  expected: 'NUMERIC',
  closed: 'BOOL',
};

/** A table of somebody else's, in another dataset. */
async function makeBookings(): Promise<void> {
  const { client } = opened;
  await client.createDataset('sales', { location: 'asia-northeast1' });
  const schema = Object.entries(columns).map(([name, type]) => ({ name, type }));
  await client.dataset('sales').createTable('bookings', { schema });
  await change(
    `INSERT INTO sales.bookings (booking, department, rep, project, menu, month, budget, amount, expected, closed) VALUES
      ('b01', 'EAST', 'aoki', 'alpha', 'search', '2026-04', 1000, NUMERIC '800.5', 1200, FALSE),
      ('b02', 'EAST', 'aoki', 'alpha', 'social', '2026-04', 500, NUMERIC '450.25', NULL, FALSE),
      ('b03', 'EAST', 'baba', 'gamma', 'video', '2026-04', 900, 0, 950, FALSE),
      ('b04', 'EAST', 'baba', NULL, 'video', '2026-04', 900, 0, 950, FALSE)`,
  );
}

/** More than 10 MB that a push would have to read: BigQuery bills no query for less, so no ceiling is lower. */
const wide = `INSERT INTO sales.bookings (booking, menu)
  SELECT CONCAT('w', CAST(n AS STRING)), REPEAT('x', 1100) FROM UNNEST(GENERATE_ARRAY(1, 10000)) AS n`;

async function change(query: string): Promise<void> {
  const [job] = await opened.client.createQueryJob({ query, location: 'asia-northeast1' });
  await job.getQueryResults();
}

/** A member of the JSON answer, by its path. */
function at({ json, stdout, stderr }: Ended, ...path: readonly (string | number)[]): unknown {
  let found = json;
  for (const step of path) {
    assert.ok(typeof found === 'object' && found !== null, `${path.join('.')}: ${stdout}\n${stderr}`);
    found = Reflect.get(found, step);
  }
  return found;
}

interface Finding {
  readonly check: string;
  readonly state: string;
  readonly says: string;
}

async function examined(): Promise<{ readonly ended: Ended; readonly of: (check: string) => Finding | undefined }> {
  const ended = await stage.run('doctor');
  const findings = at(ended, 'findings') as readonly Finding[]; // what --json prints of a doctor
  return { ended, of: (check) => findings.find((one) => one.check === check) };
}

describe('before the first push', () => {
  test('a text that DuckDB has no equal for is refused with its place, until a second text stands beside it', async () => {
    const refused = await stage.run('validate');
    assert.deepEqual([refused.exitCode, at(refused, 'error', 'code')], [2, 'sql-unportable'], refused.stderr);
    assert.match(String(at(refused, 'error', 'next')), /model\.duckdb\.sql/);
    const second = "SELECT code, name, parent, active FROM ${raw('departments')}\n";
    writeFileSync(join(stage.project, 'syncs/department/model.duckdb.sql'), second);
    assert.equal((await stage.run('validate')).exitCode, 0);
  });

  test('doctor looks at the dataset, at jobs and at raw tables, and makes nothing', async () => {
    const jobs = google.jobs.list().length;
    const { ended, of } = await examined();
    assert.equal(ended.exitCode, 0, ended.stdout);
    assert.match(of('warehouse')?.says ?? '', /test-project\.todoku in asia-northeast1 will be made by the first push/);
    assert.deepEqual([of('raw tables')?.state, of('raw tables')?.says], ['ok', '1 table of BigQuery']);
    assert.equal(google.jobs.list().length, jobs);
    assert.deepEqual(await google.ask("SELECT schema_name FROM duckdb_schemas() WHERE schema_name = 'todoku'"), []);
  });

  test('doctor finds a raw table that has other columns', async () => {
    const todoku = 'todoku.yml';
    stage.edit(todoku, (text) => text.replace('amount: NUMERIC', 'amount: FLOAT64'));
    const { ended, of } = await examined();
    assert.deepEqual([ended.exitCode, of('raw tables')?.state], [2, 'failed']);
    assert.match(of('raw tables')?.says ?? '', /amount is NUMERIC, not FLOAT64/);
    stage.edit(todoku, (text) => text.replace('amount: FLOAT64', 'amount: NUMERIC'));
  });

  test('a push above maxBytesPerRun is refused before the query that would be too much', async () => {
    await change(wide);
    const refused = await stage.run('push');
    assert.deepEqual([refused.exitCode, at(refused, 'error', 'code')], [3, 'run-bytes-over-ceiling'], refused.stderr);
    const read = google.jobs
      .list()
      .filter(({ configuration }) => /FROM\s+`test-project\.sales/.test(configuration.query?.query ?? ''));
    assert.deepEqual(read, []);
    assert.equal(await stage.count('Department__c'), 0);
    const runs = await stage.run('runs');
    assert.deepEqual([runs.exitCode, at(runs, 'runs', 0, 'state')], [0, 'refused']);
    const run = String(at(runs, 'runs', 0, 'run'));
    assert.match(refused.stderr, new RegExp(`todoku approve ${run} --reason`));
    const approved = await stage.run('approve', run, '--reason', 'the year is loaded once', '--by', 'Sato');
    assert.deepEqual([approved.exitCode, at(approved, 'approvals', 0, 'guard')], [0, 'run-bytes-over-ceiling']);
    await change("DELETE FROM sales.bookings WHERE booking LIKE 'w%'");
  });
});

describe('pushes', () => {
  test('rows that Salesforce refused are listed by failed, and sent once more by retry', async () => {
    stage.world.org.troubles.add({ kind: 'row', object: 'Menu_Amount__c', times: 1000 });
    const pushed = await stage.run('push');
    stage.world.org.troubles.clear();
    assert.deepEqual([pushed.exitCode, at(pushed, 'state')], [4, 'partial'], pushed.stderr);
    const run = String(at(pushed, 'run'));
    const listed = await stage.run('failed', run);
    assert.deepEqual([listed.exitCode, at(listed, 'rows', 'length')], [4, 3]);
    assert.equal(at(listed, 'rows', 0, 'code'), 'UNABLE_TO_LOCK_ROW');
    const again = await stage.run('retry', run);
    assert.deepEqual([again.exitCode, at(again, 'state')], [0, 'matched'], again.stderr);
    assert.equal(await stage.count('Menu_Amount__c'), 3);
    const second = await stage.run('failed', String(at(again, 'run')));
    assert.deepEqual([second.exitCode, at(second, 'rows')], [0, []]);
  });

  test('every job of a run runs in the location of the dataset, with our labels and those of the project', () => {
    const ours = google.jobs.list().filter(({ id }) => id.startsWith('todoku-'));
    assert.ok(ours.length > 50);
    for (const { location, configuration } of ours) {
      const { app, team } = configuration.labels ?? {};
      assert.deepEqual([location, app, team], ['asia-northeast1', 'todoku', 'sales']);
    }
    const built = ours.filter(({ configuration }) => configuration.labels?.['todoku_step'] === 'build');
    assert.ok(
      built.length > 0 && built.every(({ configuration }) => configuration.labels?.['todoku_run'] !== undefined),
    );
  });

  test('a guard holds until a person approves by name; what was approved goes through once', async () => {
    stage.edit('syncs/menu-amount/sync.yml', (text) => `${text}guards: { maxDeletes: { rows: 0 } }\n`);
    await change("DELETE FROM sales.bookings WHERE booking = 'b03'");
    const refused = await stage.run('push');
    assert.deepEqual([refused.exitCode, at(refused, 'error', 'refusals', 0, 'code')], [3, 'too-many-deletes']);
    const [, run = ''] = /todoku approve (\S+)/.exec(refused.stderr) ?? [];
    const approved = await stage.run('approve', run, '--reason', 'cancelled', '--by', 'Sato');
    assert.deepEqual([approved.exitCode, at(approved, 'approvals', 0, 'by')], [0, 'Sato'], approved.stderr);
    const pushed = await stage.run('push');
    assert.deepEqual([pushed.exitCode, at(pushed, 'approved', 0, 'by')], [0, 'Sato'], pushed.stderr);
    assert.equal(await stage.count('Menu_Amount__c'), 2);
    const late = await stage.run('approve', run, '--reason', 'again');
    assert.equal(at(late, 'error', 'code'), 'run-superseded');
  });

  test('a push that was killed keeps its lease for five minutes; then resume does what it had still to do', async () => {
    await change("UPDATE sales.bookings SET amount = 801 WHERE booking = 'b01'");
    const push = stage.start('push');
    const started = await push.line((line) => line['type'] === 'run');
    const isPlanned = (line: Readonly<Record<string, unknown>>): boolean =>
      line['type'] === 'part' && line['step'] === 'planned';
    await push.line(isPlanned);
    await push.kill();
    const run = String(started['run']);
    const early = await stage.run('resume', run);
    assert.deepEqual([early.exitCode, at(early, 'error', 'code')], [6, 'warehouse-in-use'], early.stderr);
    opened.passMinutes(6);
    const resumed = await stage.run('resume', run);
    assert.deepEqual([resumed.exitCode, at(resumed, 'state')], [0, 'matched'], resumed.stderr);
    const [row] = await stage.rows("SELECT Actual__c FROM Menu_Amount__c WHERE External_Key__c LIKE '%search'");
    assert.equal(Number(row?.['Actual__c']), 801);
    const next = await stage.run('push');
    assert.deepEqual([next.exitCode, at(next, 'objects', 4, 'sent')], [0, 0], next.stderr);
  });
});
