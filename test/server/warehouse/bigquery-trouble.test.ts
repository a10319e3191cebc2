/** What the BigQuery adapter does when BigQuery is in trouble, and what it never pays for. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { OAuth2Client, PassThroughClient } from 'google-auth-library';
import { Fault } from '../../../server/faults.ts';
import type { Model } from '../../../server/syncs/syncs.ts';
import { OverCeiling } from '../../../server/warehouse/warehouse.ts';
import { openBigQueryWarehouse } from '../../../server/warehouse/bigquery/bigquery.ts';
import type { BigQueryOptions, BigQuerySettings } from '../../../server/warehouse/bigquery/bigquery.ts';
import type { Warehouse } from '../../../server/warehouse/warehouse.ts';
import type { LocalBigQuery, Trouble } from '../../bigquery/bigquery.ts';
import { startBigQuery } from '../../bigquery/bigquery.ts';
import { quickClock } from '../../bigquery/quick-clock.ts';

const opened = new AsyncDisposableStack();
let google: LocalBigQuery;
let warehouse: Warehouse;
let dir: string;

before(async () => {
  google = opened.use(await startBigQuery({ now: () => quickClock.now() }));
  dir = mkdtempSync(join(tmpdir(), 'todoku-bigquery-trouble-'));
  opened.defer(() => {
    rmSync(dir, { recursive: true });
  });
  warehouse = await open({});
});
after(() => opened.disposeAsync());

async function open(more: Partial<BigQuerySettings>, how: Partial<BigQueryOptions> = {}): Promise<Warehouse> {
  const settings = {
    project: google.project,
    dataset: 'todoku',
    location: 'EU',
    maxBytesBilled: 1_000_000_000,
    maxBytesPerRun: undefined,
    labels: { team: 'sales' },
    endpoint: google.url,
    ...more,
  };
  const options = { project: 'trouble', dir, clock: quickClock, authClient: new PassThroughClient(), ...how };
  const made = await openBigQueryWarehouse(settings, options);
  opened.defer(() => made.close());
  return made;
}

const model = (name: string, text: string): Model => ({
  name,
  sql: { file: `models/${name}.sql`, text, dialect: 'bigquery' },
});

async function build(name: string, text: string, into = warehouse): Promise<void> {
  await into.sources.build([model(name, text)], new Map());
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof Fault, String(error));
    return error.code;
  }
  return assert.fail('no fault');
}

const workTables = `SELECT table_name FROM duckdb_tables() WHERE schema_name = 'todoku' AND table_name LIKE 'work%'`;

const rowsOf = (name: string): Promise<readonly unknown[]> => google.ask(`SELECT * FROM todoku."mart_${name}"`);

const passing: Readonly<Record<string, Omit<Trouble, 'match'>>> = {
  'status 503': { times: 3, what: { kind: 'refuse', status: 503, reason: 'backendError' } },
  rateLimitExceeded: { times: 3, what: { kind: 'refuse', status: 403, reason: 'rateLimitExceeded' } },
  'a dropped connection': { times: 2, what: { kind: 'drop' } },
  'an answer that gets lost': { times: 1, what: { kind: 'lose-answer' } },
  'an answer that is cut': { times: 1, what: { kind: 'cut-answer' } },
  jobInternalError: { times: 2, what: { kind: 'fail-job', reason: 'jobInternalError' } },
  'a table that another changes at the same time': {
    times: 2,
    what: {
      kind: 'fail-job',
      reason: 'invalidQuery',
      message: 'Could not serialize access to table p:todoku.lease due to concurrent update',
    },
  },
  'a transaction that met another': {
    times: 2,
    what: {
      kind: 'fail-job',
      reason: 'invalidQuery',
      message: 'Query error: Transaction is aborted due to concurrent update against table p:todoku.outcomes',
    },
  },
  'a job that is held off six times': { times: 6, what: { kind: 'fail-job', reason: 'rateLimitExceeded' } },
};

for (const [what, trouble] of Object.entries(passing)) {
  test(`a model is built once in spite of ${what}`, async () => {
    const name = `m${what.length}`;
    google.trouble({ ...trouble, match: /POST .*\/jobs$/ });
    await build(name, 'SELECT 1 AS one');
    assert.ok(google.isTroubleOver);
    assert.deepEqual(await rowsOf(name), [{ one: '1' }]);
  });
}

test('a result whose page is cut in the middle is read whole', async () => {
  google.trouble({ match: /GET .*\/queries\//, times: 1, what: { kind: 'cut-answer' } });
  const sql = model('moment', "SELECT TIMESTAMP '2026-04-01 00:00:00+00' AS moment").sql;
  const at = await warehouse.sources.moment(sql, new Map(), 'Asia/Tokyo');
  assert.equal(at.toISOString(), '2026-04-01T00:00:00.000Z');
  assert.ok(google.isTroubleOver);
});

test('who may not read is told at once', async () => {
  const before = google.requests.length;
  google.trouble({ match: /POST .*\/jobs$/, times: 1, what: { kind: 'refuse', status: 403, reason: 'accessDenied' } });
  assert.equal(await codeOf(build('denied', 'SELECT 1 AS one')), 'warehouse-access');
  assert.equal(google.requests.length - before, 1);
});

test('a job that somebody cancels is no bug of ours', async () => {
  google.trouble({ match: /POST .*\/jobs$/, times: 1, what: { kind: 'fail-job', reason: 'stopped' } });
  assert.equal(await codeOf(warehouse.ledger.lastPush('trouble')), 'warehouse-stopped');
});

test('a table that is not there is told as a setting to correct', async () => {
  google.trouble({ match: /POST .*\/jobs$/, times: 1, what: { kind: 'fail-job', reason: 'notFound' } });
  await assert.rejects(warehouse.ledger.lastPush('trouble'), (error: unknown) => {
    assert.ok(error instanceof Fault);
    assert.deepEqual([error.kind, error.code], ['setup', 'warehouse-not-found']);
    return true;
  });
});

test('a request that is never answered is made again', async () => {
  const impatient = await open({}, { mustExist: true, patienceMs: 2000 });
  google.trouble({ match: /POST .*\/jobs$/, times: 1, what: { kind: 'silence' } });
  assert.equal(await impatient.ledger.lastPush('trouble'), undefined);
  assert.ok(google.isTroubleOver);
});

test('a name server that cannot answer yet is asked again', async () => {
  const headers = new PassThroughClient();
  let asked = 0;
  headers.getRequestHeaders = async () => {
    asked += 1;
    if (asked > 2) return new Headers();
    throw Object.assign(new Error('getaddrinfo EAI_AGAIN oauth2.googleapis.com'), { code: 'EAI_AGAIN' });
  };
  const looking = await open({}, { mustExist: true, authClient: headers });
  assert.equal(await looking.ledger.lastPush('trouble'), undefined);
  assert.ok(asked > 2);
});

test('a sign-in that has been revoked is told as one', async () => {
  const server = createServer((request, response) => {
    request.resume();
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.defer(() => {
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const client = new OAuth2Client({
    clientId: 'a',
    clientSecret: 'b',
    endpoints: { oauth2TokenUrl: `http://127.0.0.1:${address.port}/token` },
  });
  client.setCredentials({ refresh_token: 'revoked' });
  assert.equal(await codeOf(open({}, { mustExist: true, authClient: client })), 'warehouse-credentials');
});

test('numbers of 64 bits and of 38 digits keep every digit', async () => {
  await build('exact', "SELECT 9007199254740993 AS whole, NUMERIC '12345678901234567890123456789.123456789' AS amount");
  assert.deepEqual(
    await google.ask('SELECT CAST(whole AS VARCHAR) AS w, CAST(amount AS VARCHAR) AS a FROM todoku."mart_exact"'),
    [{ w: '9007199254740993', a: '12345678901234567890123456789.123456789' }],
  );
});

test('results of jobs that were made at once are not mixed up', async () => {
  const moment = async (day: number): Promise<number> => {
    const { sql } = model('day', `SELECT TIMESTAMP '2026-04-0${day} 00:00:00+00' AS day_${day}`);
    return (await warehouse.sources.moment(sql, new Map(), 'Asia/Tokyo')).getUTCDate();
  };
  assert.deepEqual(await Promise.all([1, 2, 3, 4].map(moment)), [1, 2, 3, 4]);
});

test('a query above the ceiling is refused by its dry run, before any job is made', async () => {
  const small = await open({ maxBytesBilled: 10 * 1024 ** 2 });
  const many = "SELECT REPEAT('x', 1000) AS text FROM UNNEST(GENERATE_ARRAY(1, 11000)) AS n";
  await build('wide', many);
  const before = google.requests.length;
  const reading = { file: 'models/reading.sql', text: "SELECT text FROM ${ref('wide')}", dialect: 'bigquery' } as const;
  const work = small.sources.build([{ name: 'reading', sql: reading }], new Map());
  assert.equal(await codeOf(work), 'bytes-over-ceiling');
  assert.equal(google.requests.length - before, 2, 'dry runs alone');
});

test('a person who approves what a query would read lifts the ceiling for the next push, and for no more than that', async () => {
  const small = await open({ maxBytesBilled: 10 * 1024 ** 2 });
  const many = "SELECT REPEAT('x', 1000) AS text FROM UNNEST(GENERATE_ARRAY(1, 11000)) AS n";
  await build('vast', many);
  await build('vaster', many.replace('11000', '12000'));
  const read = (from: string): Promise<void> => build('reading', `SELECT text FROM \${ref('${from}')}`, small);
  const at = new Date(0);
  const refused = await read('vast').then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(refused instanceof OverCeiling);
  const { code: guard, amount } = refused;
  await small.approvals.add([{ run: 'r1', sync: '', guard, amount, by: 'Sato', reason: 'once', at }]);
  await small.ledger.begin('r2', 'project', at);
  await read('vast');
  assert.equal(await codeOf(read('vaster')), 'bytes-over-ceiling');
  await small.ledger.end('r2', 'matched', at, undefined);
  await small.approvals.close('r2', []);
  await small.ledger.begin('r3', 'project', at);
  assert.equal(await codeOf(read('vast')), 'bytes-over-ceiling');
  await small.ledger.end('r3', 'refused', at, undefined);
});

test('plans of a service do not add up to the ceiling of one run', async () => {
  const service = await open({ maxBytesPerRun: 20 * 1024 ** 2 });
  const many = "SELECT REPEAT('x', 1000) AS text FROM UNNEST(GENERATE_ARRAY(1, 11000)) AS n";
  await build('broad', many);
  const read = (): Promise<void> => build('narrow', "SELECT text FROM ${ref('broad')}", service);
  for (let plan = 1; plan <= 3; plan += 1) {
    await using held = await service.hold();
    await read();
    assert.ok(held);
    if (plan === 3) assert.equal(await codeOf(read()), 'run-bytes-over-ceiling');
  }
});

test('a command that only looks makes no dataset', async () => {
  assert.equal(await codeOf(open({ dataset: 'nowhere' }, { mustExist: true })), 'warehouse-missing');
  const before = google.requests.length;
  const looking = await open({}, { mustExist: true });
  assert.equal(await looking.ledger.lastPush('trouble'), undefined);
  const made = google.requests
    .slice(before)
    .filter(({ method, path }) => method === 'POST' && path.includes('datasets'));
  assert.deepEqual(made, []);
  assert.deepEqual(await google.ask(`SELECT 1 FROM duckdb_schemas() WHERE schema_name = 'nowhere'`), []);
});

test('tables of work that a killed run has left are swept by the next one', async () => {
  const tables = `${google.url}/bigquery/v2/projects/${google.project}/datasets/todoku/tables`;
  const schema = { fields: [{ name: 'id', type: 'STRING' }] };
  const body = JSON.stringify({ tableReference: { tableId: 'work_answers_thing_1' }, schema });
  assert.equal((await fetch(tables, { method: 'POST', body })).status, 200);
  await (await warehouse.hold())[Symbol.asyncDispose]();
  assert.deepEqual(await google.ask(workTables), []);
});
