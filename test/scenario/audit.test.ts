/** What the warehouse keeps of a run for those who audit it: its steps, when, and what each cost in API calls. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { Stage } from './stage.ts';

const resources = new AsyncDisposableStack();
after(() => resources.disposeAsync());

async function ask(stage: Stage, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(stage.warehouseFile, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

test('each step of a run stands with its times and its calls, also of one that was refused on its way', async () => {
  const stage = resources.use(await Stage.open());
  const pushed = await stage.push();
  const steps = await ask(
    stage,
    `SELECT step, finished_at >= started_at AS ended, CAST(calls AS INTEGER) AS calls FROM todoku.steps
     WHERE run = '${pushed.run}' ORDER BY place`,
  );
  assert.deepEqual(
    steps.map(({ step, ended }) => [step, ended]),
    ['ingest', 'build', 'plan', 'load', 'verify', 'record'].map((step) => [step, true]),
  );
  const calls = new Map(steps.map((one) => [one['step'], Number(one['calls'])]));
  assert.deepEqual([calls.get('ingest'), calls.get('build')], [0, 0]);
  assert.ok(
    ['plan', 'load', 'verify', 'record'].every((step) => (calls.get(step) ?? 0) > 0),
    JSON.stringify(steps),
  );
  const inSteps = [...calls.values()].reduce((sum, one) => sum + one, 0);
  assert.ok(inSteps <= pushed.calls, `${inSteps} of ${pushed.calls}`);

  stage.edit('todoku.yml', (text) => `${text}calls: { max: 1 }\n`);
  await assert.rejects(stage.push());
  const [refused] = await ask(
    stage,
    `SELECT r.state, s.step, s.finished_at, CAST(s.calls AS INTEGER) AS calls, CAST(r.result->>'$.calls' AS INTEGER) AS all_calls
     FROM todoku.runs r JOIN todoku.steps s ON s.run = r.run WHERE r.run <> '${pushed.run}' ORDER BY s.place DESC LIMIT 1`,
  );
  assert.deepEqual([refused?.['state'], refused?.['step'], refused?.['finished_at']], ['refused', 'plan', null]);
  assert.ok(Number(refused?.['calls']) > 0);
  assert.ok(Number(refused?.['all_calls']) >= Number(refused?.['calls']));
});
