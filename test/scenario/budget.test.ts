import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { Fault } from '../../server/faults.ts';
import { makePlan } from '../../server/plan/plan.ts';
import { preview } from '../../server/run/run.ts';
import { readProject } from '../../server/syncs/syncs.ts';
import { openDuckWarehouse } from '../../server/warehouse/duckdb/duckdb.ts';
import type { Ended } from './command.ts';
import { Stage, sentBy } from './stage.ts';

const resources = new AsyncDisposableStack();
let stage: Stage;
before(async () => {
  stage = resources.use(await Stage.open());
});
afterEach(() => {
  stage.world.org.troubles.clear();
});
after(() => resources.disposeAsync());

function left(calls: number): void {
  stage.world.org.troubles.add({ kind: 'limit', allowance: 'DailyApiRequests', left: calls });
}

function errorOf({ json }: Ended): Readonly<Record<string, unknown>> {
  assert.ok(typeof json === 'object' && json !== null && 'error' in json);
  return json.error as Readonly<Record<string, unknown>>; // every error the command line prints is an object
}

/** State, and rows by status, of the newest run. */
async function lastRun(): Promise<{ state: string; rows: Readonly<Record<string, number>> }> {
  const warehouse = await openDuckWarehouse(stage.warehouseFile);
  try {
    const [run] = await warehouse.ledger.runs(1);
    assert.ok(run !== undefined);
    const rows: Record<string, number> = {};
    for (const counts of (await warehouse.journal.counts(run.run)).values()) {
      for (const [status, count] of Object.entries(counts)) rows[status] = (rows[status] ?? 0) + Number(count);
    }
    return { state: run.state, rows };
  } finally {
    await warehouse.close();
  }
}

describe('pain 16: the API calls of a day are shared', () => {
  test('a plan says what a push will cost, and a push beyond the allowed calls is refused before it writes', async () => {
    const { plan } = await stage.with((parts) => preview(readProject(stage.project), parts));
    assert.deepEqual(plan.forecast.load, 5, 'one call for each of five small syncs');
    const { plan: toPlan, load, verify, record } = plan.forecast;
    assert.equal(plan.calls, toPlan + load + verify + record);
    stage.edit('todoku.yml', (text) => `${text}calls: { max: ${plan.calls - 1} }\n`);
    const refused = await stage.run('push');
    assert.deepEqual([refused.exitCode, errorOf(refused)['code']], [3, 'too-many-calls']);
    assert.equal(await stage.count('Department__c'), 0);
    stage.edit('todoku.yml', (text) => text.replace(/^calls: .*\n/m, ''));
  });

  test('what would eat into the reserve is deferred before anything is written, and never a success', async () => {
    stage.edit('todoku.yml', (text) => `${text}calls: { reserve: 90 }\n`);
    left(60);
    const deferred = await stage.run('push');
    assert.deepEqual([deferred.exitCode, errorOf(deferred)['code']], [6, 'deferred-by-budget']);
    assert.match(String(errorOf(deferred)['message']), /with 90 percent left to others, 0 remain, and \d+ are needed/);
    assert.equal(await stage.count('Department__c'), 0);
    assert.deepEqual(await lastRun(), { state: 'deferred', rows: { ...noRows, unprocessed: 24 } });
  });

  let isLeft = false;
  const leftOnce = (): void => {
    if (!isLeft) left(60);
    isLeft = true;
  };

  test('calls that others use up meanwhile defer the rest, and it follows when the budget returns', async () => {
    const pushing = stage.push({
      onEvent: (event) => {
        if (event.type === 'part' && event.sync === 'department' && event.step === 'planned') leftOnce();
      },
    });
    await assert.rejects(pushing, (error) => error instanceof Fault && error.code === 'deferred-by-budget');
    assert.deepEqual(await lastRun(), { state: 'deferred', rows: { ...noRows, created: 1, unprocessed: 23 } });
    stage.world.org.troubles.clear();
    const next = await stage.push();
    assert.equal(next.state, 'matched');
    assert.deepEqual(sentBy(next), { department: 2, budget: 3, target: 4, 'project-amount': 6, 'menu-amount': 8 });
  });

  test('an org that says that its calls are used up defers the run too', async () => {
    stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801.5'));
    stage.world.org.troubles.add({
      kind: 'answer',
      status: 403,
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
      method: 'GET',
      path: '/services/data/v*/query',
      times: 99,
    });
    const deferred = await stage.run('push');
    assert.deepEqual([deferred.exitCode, errorOf(deferred)['code']], [6, 'REQUEST_LIMIT_EXCEEDED']);
    assert.equal((await lastRun()).state, 'deferred');
  });

  test('the forecast is what a push takes, or a little more', async () => {
    const project = readProject(stage.project);
    const { plan } = await stage.with((parts) => preview(project, parts));
    const { plan: again, used } = await stage.with(async (parts) => {
      const request = { project, only: undefined, draft: 'preview' as const, sourceAsOf: new Date() };
      const start = parts.org.usage().calls;
      return { plan: await makePlan(request, parts), used: parts.org.usage().calls - start };
    });
    assert.deepEqual(again.forecast, plan.forecast);
    assert.equal(plan.forecast.plan, used, 'what the plan itself has asked the org');
    const { calls: spent } = await stage.push();
    assert.ok(spent <= plan.calls && plan.calls <= spent + 6, `${plan.calls} forecast, ${spent} spent`);
  });
});

const noRows = { created: 0, updated: 0, deleted: 0, rejected: 0, unprocessed: 0, parked: 0, held: 0 };
