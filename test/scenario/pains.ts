/** The pains of reverse ETL, one world a file: each scenario finds it matched, and whatever it did is undone after it. */
import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { after, afterEach, before } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Cause } from '../../server/model/model.ts';
import type { RunResult } from '../../server/run/run.ts';
import { testProject } from '../server/syncs/folder.ts';
import { Stage } from './stage.ts';

export const jobsPath = '/services/data/v*/jobs/ingest';
export const compositePath = '/services/data/v*/composite';
export const queryPath = '/services/data/v*/query';

/** The line that most scenarios speak of: booking b01. */
export const lineKey = 'EAST|2026-04|aoki|alpha|search';

/** Called at the top of a test file; the stage is there as soon as its first test runs. */
export function sharedStage(): () => Stage {
  const resources = new AsyncDisposableStack();
  let stage: Stage | undefined;
  const open = (): Stage => {
    assert.ok(stage !== undefined);
    return stage;
  };
  before(async () => {
    stage = resources.use(await Stage.open());
    assert.equal((await stage.push()).state, 'matched');
  });
  afterEach(async () => {
    await calm(open());
  });
  after(() => resources.disposeAsync());
  return open;
}

/** The project as it was; what Salesforce lacks or has too much of comes back with the first push or the second. */
async function calm(stage: Stage): Promise<void> {
  stage.world.org.troubles.clear();
  rmSync(stage.project, { recursive: true });
  cpSync(testProject, stage.project, { recursive: true });
  stage.edit('syncs/menu-amount/sync.yml', (text) => `${text}guards: { maxDeletes: { percent: 100 } }\n`);
  const { state } = await stage.push();
  if (state !== 'matched') assert.equal((await stage.push()).state, 'matched');
  stage.edit('syncs/menu-amount/sync.yml', (text) => text.replace(/^guards:.*\n/m, ''));
}

/** Rows by cause over all syncs. */
export function causesOf(result: RunResult): Readonly<Partial<Record<Cause, number>>> {
  const found: Partial<Record<Cause, number>> = {};
  for (const { cause, rows } of result.verdicts.flatMap((verdict) => verdict.causes)) {
    found[cause] = (found[cause] ?? 0) + rows;
  }
  return found;
}

/** What a person asks the warehouse file when nothing else has it open. */
export async function asked(stage: Stage, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(stage.warehouseFile);
  try {
    const connection = await instance.connect();
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    instance.closeSync();
  }
}

export async function idOf(stage: Stage, object: string, key: string): Promise<string> {
  const [row] = await stage.rows(`SELECT Id FROM ${object} WHERE External_Key__c = '${key}'`);
  assert.ok(typeof row?.['Id'] === 'string', `${object} ${key} is not there`);
  return row['Id'];
}

/** A person saves a record in Salesforce. */
export async function save(stage: Stage, object: string, key: string, fields: object): Promise<void> {
  const { status, text } = await stage.world.ask(
    'PATCH',
    `sobjects/${object}/${await idOf(stage, object, key)}`,
    fields,
  );
  assert.equal(status, 204, text);
}
