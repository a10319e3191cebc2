/** A project in GoogleSQL, pushed from BigQuery (its stand-in) and from DuckDB: Salesforce cannot tell which it was. */
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PassThroughClient } from 'google-auth-library';
import { peopleOf, provision } from '../../scripts/demo/people.ts';
import { asAdmin, deployForceApp, startOrg } from '../../scripts/demo/steps.ts';
import type { Org } from '../../server/org/org.ts';
import { salesforceOrg } from '../../server/org/salesforce.ts';
import type { RunResult } from '../../server/run/run.ts';
import { push } from '../../server/run/run.ts';
import type { Project } from '../../server/syncs/syncs.ts';
import { readProject } from '../../server/syncs/syncs.ts';
import { openWarehouse } from '../../server/warehouse/place/place.ts';
import { startBigQuery } from '../bigquery/bigquery.ts';
import { quickClock } from '../bigquery/quick-clock.ts';
import { fixture, projectDir, writeFixture } from '../examples/crm-data.ts';
import { impatientClock } from './stage.ts';

const opened = new AsyncDisposableStack();
after(() => opened.disposeAsync());

function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-two-'));
  opened.defer(() => {
    rmSync(dir, { recursive: true });
  });
  return dir;
}

interface Pushed {
  readonly result: RunResult;
  readonly records: Readonly<Record<string, unknown>>;
  readonly total: number;
}

/** A push into an org of its own, and what stands there then. `settings`: lines that are added to todoku.yml. */
async function pushed(raw: string, settings: string): Promise<Pushed> {
  const dir = scratch();
  const folder = join(dir, 'project');
  cpSync(projectDir, folder, { recursive: true });
  appendFileSync(join(folder, 'todoku.yml'), settings);
  const project = readProject(folder);
  const org = await startOrg(undefined, 0);
  opened.defer(() => org.close());
  await deployForceApp(org);
  await provision(await peopleOf(project, raw), asAdmin(org));
  const { clientId, clientSecret } = org.client;
  const access = { kind: 'client-credentials', url: org.url, clientId, clientSecret } as const;
  const salesforce = salesforceOrg(access, impatientClock);
  const file = join(dir, 'warehouse.duckdb');
  const warehouse = await openWarehouse({ project, file, clock: quickClock, authClient: new PassThroughClient() });
  try {
    const parts = { warehouse, org: salesforce, clock: impatientClock, dir: `${file}.files` };
    const result = await push(project, parts, { rawDir: raw });
    const [sum] = await rowsOf(salesforce, 'SELECT SUM(Actual__c) total FROM Menu_Amount__c');
    const total = Number(sum?.['total']);
    return { result, records: await recordsOf(project, salesforce), total };
  } finally {
    await warehouse.close();
  }
}

type SoqlRow = Readonly<Record<string, string | null>>;

async function rowsOf(org: Org, soql: string): Promise<readonly SoqlRow[]> {
  const rows: SoqlRow[] = [];
  for await (const page of org.query(soql)) rows.push(...page);
  return rows;
}

/** Every field that a sync maps, its roll-ups and its hash, record by record. */
async function recordsOf(project: Project, org: Org): Promise<Readonly<Record<string, readonly SoqlRow[]>>> {
  const records: Record<string, readonly SoqlRow[]> = {};
  for (const { name, object, key, fields, reconcile } of project.syncs) {
    const wanted = [...fields, ...reconcile.rollups].map(({ field }) => field);
    const select = [...new Set([...wanted, 'Row_Hash__c', 'Source_As_Of__c'])].join(', ');
    records[name] = await rowsOf(org, `SELECT ${select} FROM ${object} WHERE ${key} != null ORDER BY ${key}`);
  }
  return records;
}

test('the CRM example comes out the same from both', async () => {
  const google = opened.use(await startBigQuery({ now: () => quickClock.now() }));
  const raw = await writeFixture(fixture);
  opened.defer(() => {
    rmSync(raw, { recursive: true });
  });
  const place = `project: ${google.project}, dataset: crm, location: asia-northeast1, endpoint: '${google.url}'`;
  const fromGoogle = await pushed(raw, `warehouse: { kind: bigquery, ${place} }\n`);
  const fromDuck = await pushed(raw, '');
  for (const { result } of [fromGoogle, fromDuck]) {
    assert.equal(result.state, 'matched');
    assert.equal(result.objects.filter(({ matched }) => matched).length, 10);
  }
  assert.deepEqual(fromGoogle.records, fromDuck.records);
  const closed = fixture.sales_pipeline.filter((deal) => deal[4] === 'Won').map((deal) => Number(deal[7]));
  const total = closed.reduce((sum, value) => sum + value, 0);
  assert.deepEqual([fromGoogle.total, fromDuck.total], [total, total]);
  assert.deepEqual(fromGoogle.result.coverage, fromDuck.result.coverage);
});
