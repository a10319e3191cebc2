import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ProjectFault, cycleSyncs, readProject } from '../../../server/syncs/syncs.ts';
import { projectFolder, testProject } from './folder.ts';

/** What is wrong with the test project once files have changed, as `file:line:column: message`. */
function problems(changes: Readonly<Record<string, string | undefined>>): readonly string[] {
  using folder = projectFolder(changes);
  try {
    readProject(folder.dir);
  } catch (error) {
    assert.ok(error instanceof ProjectFault, String(error));
    return error.problems.map(
      ({ file, line, column, message }) => `${relative(folder.dir, file)}:${line}:${column}: ${message}`,
    );
  }
  return [];
}

const budget = `object: Budget__c
key: External_Key__c
mode: mirror
fields:
  External_Key__c: key
  Original_Amount__c: original
`;

test('a project is read whole: tables, models in the order they need one another, syncs, coverage', () => {
  const project = readProject(testProject);
  assert.equal(project.name, 'test-project');
  assert.deepEqual(
    project.tables.map((table) => table.name),
    ['departments', 'budgets', 'targets', 'bookings'],
  );
  assert.equal(project.models[0]?.name, 'line');
  assert.deepEqual(
    project.syncs.map((sync) => sync.name),
    ['budget', 'department', 'menu-amount', 'project-amount', 'target'],
  );
  const target = project.syncs.find((sync) => sync.name === 'target');
  assert.deepEqual(target?.fields[1], {
    field: 'Budget__r.External_Key__c',
    column: 'budget_key',
    nulls: 'clear',
    owner: 'warehouse',
    parent: { relationship: 'Budget__r', key: 'External_Key__c' },
  });
  assert.equal(target.fields[3]?.nulls, 'keep');
  assert.deepEqual(target.guards.maxDeletes, { percent: 20, rows: 50 });
  assert.deepEqual(
    project.coverage.map((item) => item.table.key),
    ['booking'],
  );
  assert.equal(project.bulkAbove, 2000);
});

test('an unknown key is told with its line, and the keys there are', () => {
  using folder = projectFolder({ 'syncs/budget/sync.yml': `${budget}guard:\n  minRows: 1\n` });
  assert.throws(
    () => readProject(folder.dir),
    (error) => {
      assert.ok(error instanceof ProjectFault);
      assert.match(
        error.message,
        /syncs\/budget\/sync\.yml:7:1: unknown key "guard"\. Remove it, or use one of: .*guards/,
      );
      return true;
    },
  );
});

test('an unknown key inside a field is told at its own place', () => {
  const text = budget.replace('original', '{ column: original, empty: keep }');
  assert.deepEqual(problems({ 'syncs/budget/sync.yml': text }), ['syncs/budget/sync.yml:6:43: unknown key "empty".']);
});

test('everything that is wrong is told at once', () => {
  const found = problems({
    'todoku.yml': 'name: Test\ntimeZone: Mars\ndialect: duckdb\nraw: { tables: { a: { file: a.csv, columns: [] } } }\n',
    'syncs/budget/sync.yml': budget.replace('mirror', 'replace').replace('  External_Key__c: key\n', ''),
    'syncs/target/model.sql': undefined,
  });
  assert.deepEqual(
    found.map((line) => line.split(': ')[0]),
    ['todoku.yml:1:7', 'todoku.yml:2:11', 'todoku.yml:4:45', 'syncs/budget/sync.yml:3:7', 'syncs/target/model.sql:1:1'],
  );
});

test('YAML that cannot be parsed is told with its place', () => {
  const [line] = problems({ 'syncs/budget/sync.yml': 'object: [Budget__c\nkey: x\n' });
  assert.match(line ?? '', /^syncs\/budget\/sync\.yml:\d+:\d+: not valid YAML/);
});

test('a key that is not mapped, a stamp, a double field and a sum of nothing contradict the file', () => {
  const text = `${budget.replace('  External_Key__c: key\n', '')}  original_amount__c: again\n  Row_Hash__c: hash\nreconcile:\n  sums: [Actual__c]\n`;
  assert.deepEqual(problems({ 'syncs/budget/sync.yml': text }), [
    'syncs/budget/sync.yml:2:6: the key External_Key__c is not among the fields.',
    'syncs/budget/sync.yml:6:3: original_amount__c is mapped twice.',
    'syncs/budget/sync.yml:7:3: Row_Hash__c is set by Todoku itself.',
    'syncs/budget/sync.yml:9:10: Actual__c is not among the fields.',
  ]);
});

test('a rule for an amount that is not written, a key with an owner and a sum of what a person owns contradict the file', () => {
  const text = `${budget.replace('External_Key__c: key', 'External_Key__c: { column: key, owner: flag }')}  Note__c: { column: note, owner: person }
reconcile: { sums: [Note__c] }
plausible: { Actual__c: { max: 1 } }
`;
  assert.deepEqual(
    problems({ 'syncs/budget/sync.yml': text }).map((line) => line.replace(/^[^ ]+ /, '')),
    [
      'Actual__c is not among the fields.',
      "the key is the warehouse's.",
      "Note__c is a person's, so its sum is not the warehouse's.",
    ],
  );
});

test('an archive needs a mirror, and a field of its own with two values', () => {
  const archive = 'archive: { field: Current_Amount__c, value: gone, otherwise: gone }\n';
  const text = `${budget.replace('mode: mirror', 'mode: upsert')}  Current_Amount__c: current\n${archive}`;
  assert.deepEqual(
    problems({ 'syncs/budget/sync.yml': text }).map((line) => line.replace(/^[^ ]+ /, '')),
    [
      'mode upsert never deletes, so it archives nothing.',
      'Current_Amount__c is written from a column already.',
      'an archived record looks like any other.',
    ],
  );
});

test('a reference to a model that is not there is told with its place, and so is a marker nobody understands', () => {
  assert.deepEqual(problems({ 'syncs/department/model.sql': "SELECT *\nFROM ${ref('nowhere')} WHERE ${now()}" }), [
    'syncs/department/model.sql:2:6: there is no model "nowhere".',
    'syncs/department/model.sql:2:30: "${now()}" is not understood.',
  ]);
});

test('models in a circle are refused', () => {
  const [line] = problems({
    'models/a.sql': "SELECT * FROM ${ref('b')}",
    'models/b.sql': "SELECT * FROM ${ref('a')}",
  });
  assert.equal(line, 'models/a.sql:1:1: models refer to each other in a circle: a → b → a.');
});

test('a coverage file without a table and a name used twice are told', () => {
  const found = problems({
    'coverage/nothing.sql': 'SELECT 1',
    'models/budget.sql': 'SELECT 1 AS x',
  });
  assert.deepEqual(found, [
    'syncs/budget/model.sql:1:1: a model and a sync are both called "budget".',
    'coverage/nothing.sql:1:1: no raw table is called "nothing".',
  ]);
});

test('a project with a cycle leaves the names of the cycle to it', () => {
  const todoku = `${readFileSync(join(testProject, 'todoku.yml'), 'utf8')}cycle: {}\n`;
  const found = problems({ 'models/kept_runs.sql': 'SELECT 1 AS x', 'todoku.yml': todoku });
  assert.match(found.join(), /todoku\.yml:\d+:1: the cycle has a table "kept_runs" of its own/);
  const shipped = globSync('*/', { cwd: fileURLToPath(new URL('../../../server/cycle/syncs/', import.meta.url)) });
  assert.deepEqual(shipped.map((path) => basename(path)).sort(), [...cycleSyncs].sort());
});

test('a folder that is not there is a fault of setup', () => {
  assert.throws(() => readProject('/nowhere/at/all'), { code: 'project-missing' });
});
