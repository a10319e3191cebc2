import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { defaultProject } from '../../server/cli/cli.ts';
import { Fault } from '../../server/faults.ts';
import type { Org } from '../../server/org/org.ts';
import type { PullResult } from '../../server/run/run.ts';
import { pull } from '../../server/run/run.ts';
import { readProject } from '../../server/syncs/syncs.ts';
import { assign } from './loader.ts';
import type { Ended } from './command.ts';
import { Stage } from './stage.ts';

const resources = new AsyncDisposableStack();
let stage: Stage;

const declared = `pull:
  - object: Project_Amount__c
    table: project_amounts
    key: External_Key__c
    fields: [External_Key__c, Target__r.Budget__r.Period_Start__c, Expected_Member__c, In_Landing__c, Confidence__c, Note__c, Landing__c, Closed__c]
  - object: Target__c
    table: targets
    fields: { External_Key__c: STRING, Plan_Amount__c: NUMERIC, Target_Amount__c: NUMERIC }
`;

before(async () => {
  stage = resources.use(await Stage.open());
  stage.edit('todoku.yml', (text) => text + declared);
  await stage.push();
  const [admin] = await stage.rows("SELECT Id FROM User WHERE Profile.Name = 'System Administrator'");
  await assign(stage.world, admin?.['Id'] ?? undefined, 'Todoku_RevOps');
});
afterEach(() => {
  stage.world.org.troubles.clear();
});
after(() => resources.disposeAsync());

const resultOf = ({ json }: Ended): PullResult => json as PullResult; // what --json prints of a pull

async function asked(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(stage.warehouseFile);
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function enter(object: string, key: string, fields: object): Promise<void> {
  const admin = stage.world.connect();
  const found = await admin.sobject(object).findOne({ External_Key__c: key }, ['Id']);
  await admin.sobject(object).update({ Id: found?.['Id'] as string, ...fields }); // findOne gives the Id it is asked for
}

describe('what people entered comes back', () => {
  test('typed, with whose it is and when, and added up on both sides', async () => {
    const key = 'EAST|2026-04|aoki|alpha';
    await enter('Project_Amount__c', key, { Expected_Member__c: 1234.5, In_Landing__c: false, Note__c: '値引き "大"' });
    const ended = await stage.run('pull');
    assert.equal(ended.exitCode, 0, ended.stderr);
    const [amounts, targets] = resultOf(ended).tables;
    assert.equal(amounts?.state, 'Matched');
    assert.deepEqual(amounts.totals.find(({ measure }) => measure === 'Expected_Member__c')?.salesforce, '1234.50');
    assert.equal(targets?.name, 'targets');
    const [row] = await asked(
      `SELECT *, typeof(expected_member) AS money, typeof(target_budget_period_start) AS day, typeof(pulled_at) AS moment
       FROM pulled.project_amounts WHERE external_key = '${key}'`,
    );
    assert.deepEqual(
      [row?.['expected_member'], row?.['in_landing'], row?.['note'], row?.['target_budget_period_start']],
      ['1234.500000000', false, '値引き "大"', '2026-04-01'],
    );
    assert.deepEqual(
      [row?.['money'], row?.['day'], row?.['moment']],
      ['DECIMAL(38,9)', 'DATE', 'TIMESTAMP WITH TIME ZONE'],
    );
    assert.match(String(row?.['last_modified_by']), /@/);
    const ledger = await asked(`SELECT name, state, row_count FROM todoku.pulls ORDER BY name`);
    assert.deepEqual(
      ledger.map((one) => [one['name'], one['state'], Number(one['row_count'])]),
      [
        ['project_amounts', 'Matched', amounts.rows],
        ['targets', 'Matched', targets.rows],
      ],
    );
  });

  test('above the size a Bulk job reads the same, and a push may have it read first', async () => {
    const [by] = resultOf(await stage.run('pull', '--only', 'project_amounts')).tables;
    const small = await asked('SELECT * EXCLUDE (pulled_at) FROM pulled.project_amounts ORDER BY id');
    stage.edit('todoku.yml', (text) =>
      text.replace('key: External_Key__c\n', 'key: External_Key__c\n    bulkAbove: 0\n'),
    );
    const ended = await stage.run('push', '--pull', 'project_amounts');
    assert.equal(ended.exitCode, 0, ended.stderr);
    const large = await asked('SELECT * EXCLUDE (pulled_at) FROM pulled.project_amounts ORDER BY id');
    assert.deepEqual(large, small);
    const routes = await asked(`SELECT result->>'route' AS route FROM todoku.pulls WHERE name = 'project_amounts'
      ORDER BY started_at DESC LIMIT 2`);
    assert.deepEqual([by?.route, routes.map(({ route }) => route)], ['query', ['bulk', 'query']]);
    stage.edit('todoku.yml', (text) => text.replace('    bulkAbove: 0\n', ''));
  });

  test('every table that the sample project declares can be read by the integration user', async () => {
    const sample = readProject(defaultProject);
    const { state, tables } = await stage.with((parts) => pull(sample, parts));
    assert.deepEqual([state, tables.map(({ name }) => name)], ['matched', sample.pulls.map(({ name }) => name)]);
    assert.ok(tables.every(({ totals }) => totals.length > 1));
  });

  test('a deleted record is gone from the next reading', async () => {
    const admin = stage.world.connect();
    const extra = 'EAST|2026-04|aoki|extra';
    const target = await admin.sobject('Target__c').findOne({}, ['Id']);
    const made = await admin
      .sobject('Project_Amount__c')
      .create({ External_Key__c: extra, Target__c: target?.['Id'] as string }); // findOne gives the Id it is asked for
    const rows = async (): Promise<number> =>
      resultOf(await stage.run('pull', '--only', 'project_amounts')).tables[0]?.rows ?? 0;
    const before = await rows();
    await admin.sobject('Project_Amount__c').destroy(made.id ?? '');
    assert.equal(await rows(), before - 1);
    assert.deepEqual(await asked(`SELECT id FROM pulled.project_amounts WHERE external_key = '${extra}'`), []);
  });
});

/** The org, in which somebody saves just before and just after the records are read, the given number of times. */
function busy(org: Org, times: number, save: () => Promise<void>): Org {
  let left = times;
  return {
    ...org,
    query: async function* (soql) {
      const isDisturbed = soql.includes('SystemModstamp') && left > 0;
      if (isDisturbed) {
        left -= 1;
        await save();
      }
      yield* org.query(soql);
      if (isDisturbed) await save();
    },
  };
}

describe('a reading that cannot be proven replaces nothing', () => {
  const key = 'EAST|2026-04|aoki|alpha';
  let amount = 5000;
  const save = async (): Promise<void> => {
    amount += 1;
    await enter('Project_Amount__c', key, { Expected_Member__c: amount });
  };
  const pulledBusy = (times: number): Promise<PullResult> =>
    stage.with((parts) =>
      pull(readProject(stage.project), { ...parts, org: busy(parts.org, times, save) }, { only: ['project_amounts'] }),
    );
  const kept = async (): Promise<unknown> =>
    (await asked(`SELECT expected_member FROM pulled.project_amounts WHERE external_key = '${key}'`))[0]?.[
      'expected_member'
    ];

  test('where somebody saved meanwhile it is read again, and then it agrees', async () => {
    const { state, tables } = await pulledBusy(1);
    assert.deepEqual([state, tables[0]?.readings], ['matched', 2]);
    assert.equal(Number(await kept()), amount);
  });

  test('where it never agrees the table stays as it was, and both sums are told', async () => {
    const before = await kept();
    const { state, tables } = await pulledBusy(3);
    assert.deepEqual([state, tables[0]?.state, tables[0]?.readings], ['mismatch', 'Mismatch', 3]);
    const off = tables[0]?.totals.filter(({ matches }) => !matches).map(({ measure }) => measure);
    assert.ok(off?.includes('Expected_Member__c'));
    assert.equal(await kept(), before);
    const [note] = await asked(`SELECT state FROM todoku.pulls ORDER BY started_at DESC LIMIT 1`);
    assert.equal(note?.['state'], 'Mismatch');
  });

  test('a connection that breaks in the middle leaves the table as it was', async () => {
    const before = await kept();
    await save();
    stage.world.org.troubles.add({
      kind: 'drop',
      method: 'GET',
      path: '*/query',
      when: 'answer',
      after: 1,
      times: 100,
    });
    assert.equal((await stage.run('pull', '--only', 'project_amounts')).exitCode, 6);
    assert.equal(await kept(), before);
    const [run] = await asked('SELECT state, result FROM todoku.runs ORDER BY started_at DESC LIMIT 1');
    const noted = JSON.parse(String(run?.['result'])) as { command: string; fault: { code: string; next: string } }; // run/pull.ts
    assert.deepEqual([run?.['state'], noted.command], ['failed', 'pull']);
    assert.notEqual(noted.fault.code, 'unexpected');
  });

  test('one that is stopped says where it stands, and is a line of the ledger', async () => {
    const stop = new AbortController();
    const stopped = stage.with((parts) =>
      pull(readProject(stage.project), parts, {
        signal: stop.signal,
        onEvent: (event) => {
          if (event.type === 'progress' && event.sync === 'targets') stop.abort();
        },
      }),
    );
    await assert.rejects(stopped, (error) => error instanceof Fault && error.code === 'interrupted');
    const [run] = await asked(
      "SELECT state, result->>'$.fault.code' AS code FROM todoku.runs ORDER BY started_at DESC LIMIT 1",
    );
    assert.deepEqual([run?.['state'], run?.['code']], ['failed', 'interrupted']);
  });

  test('a pull changes nothing about the rows that a push has left open', async () => {
    await stage.run('pull');
    const [run] = await asked(
      "SELECT run FROM todoku.runs WHERE result->>'command' = 'push' ORDER BY started_at DESC LIMIT 1",
    );
    const retried = await stage.run('retry', String(run?.['run']));
    assert.equal(retried.exitCode, 0, retried.stderr);
  });
});

describe('what cannot be read is refused before anything is', () => {
  const refused = async (
    from: string,
    to: string,
    ...more: readonly string[]
  ): Promise<readonly [number | null, string, string]> => {
    stage.edit('todoku.yml', (text) => text.replace(from, to));
    const noted = await asked('SELECT count(*) AS n FROM todoku.pulls');
    const { exitCode, json } = await stage.run('pull', ...more);
    assert.deepEqual(await asked('SELECT count(*) AS n FROM todoku.pulls'), noted);
    stage.edit('todoku.yml', (text) => text.replace(to, from));
    const { error } = json as { readonly error: { readonly code: string; readonly message: string } }; // --json of a fault
    return [exitCode, error.code, error.message];
  };

  test('an object, a field and a type that are not there, each with its place', async () => {
    const fields = [
      ['object: Target__c', 'object: Nowhere__c', /todoku\.yml:\d+:\d+: there is no object Nowhere__c/],
      ['Plan_Amount__c: NUMERIC', 'Plan__c: NUMERIC', /todoku\.yml:\d+:\d+: Target__c has no field Plan__c/],
      ['Plan_Amount__c: NUMERIC', 'Plan_Amount__c: DATE', /is NUMERIC \(currency\), not DATE/],
    ] as const;
    for (const [from, to, message] of fields) {
      const [exitCode, code, told] = await refused(from, to);
      assert.deepEqual([exitCode, code], [2, 'pull-preflight-failed'], told);
      assert.match(told, message);
    }
  });

  test('a condition that the org does not understand, with the place of its pull', async () => {
    const [from, to] = ['table: targets\n', "table: targets\n    where: Nothing__c = 'x'\n"];
    const [exitCode, code, told] = await refused(from, to, '--only', 'targets');
    assert.deepEqual([exitCode, code], [2, 'pull-where-refused'], told);
    assert.match(told, /todoku\.yml:\d+:\d+: /);
  });

  test('no field at all, by the file alone', async () => {
    const [exitCode, code, told] = await refused(
      'fields: { External_Key__c: STRING, Plan_Amount__c: NUMERIC, Target_Amount__c: NUMERIC }',
      'fields: []',
    );
    assert.deepEqual([exitCode, code], [2, 'project-invalid']);
    assert.match(told, /todoku\.yml:\d+:\d+: .*name at least one field/);
  });

  test('what would touch the calls that are left to others waits', async () => {
    stage.edit('todoku.yml', (text) => `${text}calls: { reserve: 99 }\n`);
    stage.world.org.troubles.add({ kind: 'limit', allowance: 'DailyApiRequests', left: 60 });
    const { exitCode, json } = await stage.run('pull');
    const { error } = json as { readonly error: { readonly code: string } }; // as above
    assert.deepEqual([exitCode, error.code], [6, 'deferred-by-budget']);
    stage.edit('todoku.yml', (text) => text.replace('calls: { reserve: 99 }\n', ''));
  });

  test('what would cost more calls than the project allows, until somebody approves it, once', async () => {
    stage.edit('todoku.yml', (text) => `${text}calls: { max: 3 }\n`);
    const noted = await asked('SELECT count(*) AS n FROM todoku.pulls');
    const { exitCode, json } = await stage.run('pull');
    const { error } = json as { readonly error: { readonly code: string; readonly next: string } }; // as above
    assert.deepEqual([exitCode, error.code], [3, 'too-many-pull-calls']);
    assert.deepEqual(await asked('SELECT count(*) AS n FROM todoku.pulls'), noted);
    const run = /approve (\S+)/.exec(error.next)?.[1] ?? '';
    const approved = await stage.run('approve', run, '--by', 'Aoki', '--reason', 'first of the month');
    assert.equal(approved.exitCode, 0, approved.stderr);
    const once = await stage.run('pull');
    assert.equal(once.exitCode, 0, once.stderr);
    assert.equal((await stage.run('pull')).exitCode, 3);
    stage.edit('todoku.yml', (text) => text.replace('calls: { max: 3 }\n', ''));
  });
});
