import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stage, line, sentBy } from './stage.ts';

const resources = new AsyncDisposableStack();
let stage: Stage;
before(async () => {
  stage = resources.use(await Stage.open());
  stage.edit('syncs/department/sync.yml', (text) =>
    text
      .replace('mode: mirror', 'mode: mirror\narchive: { field: Active__c, value: false }')
      .replace('  Active__c: active\n', ''),
  );
  stage.edit('raw/departments.csv', (text) => `${text}NORTH,North,ALL,true\nSOUTH,South,ALL,true\n`);
});
after(() => resources.disposeAsync());

async function departments(): Promise<Readonly<Record<string, string | null>>> {
  const rows = await stage.rows('SELECT External_Key__c, Active__c FROM Department__c ORDER BY External_Key__c');
  return Object.fromEntries(rows.map((row) => [String(row['External_Key__c']), row['Active__c'] ?? null]));
}

const all = { ALL: 'true', EAST: 'true', NORTH: 'true', SOUTH: 'true', WEST: 'true' };

test('a department that the model no longer has is marked, stays, and agrees; rolled back and returned it is live', async () => {
  assert.equal((await stage.push()).state, 'matched');
  assert.deepEqual(await departments(), all);

  stage.edit('raw/departments.csv', (text) => text.replace('NORTH,North,ALL,true\n', ''));
  const shown = await stage.runAsText('plan');
  assert.match(shown.stdout, /department → Department__c: 1 archive, 4 unchanged/);
  assert.match(shown.stdout, /~ NORTH  Active__c true → false/);
  const archived = await stage.push();
  const { updated, deleted, unchanged } = line(archived, 'department');
  assert.deepEqual([archived.state, updated, deleted, unchanged], ['matched', 1, 0, 4]);
  assert.deepEqual(await departments(), { ...all, NORTH: 'false' });
  const verified = await stage.verify();
  assert.equal(verified.state, 'matched');
  const [verdict] = verified.verdicts.filter(({ sync }) => sync === 'department');
  assert.deepEqual([verdict?.warehouseRows, verdict?.salesforceRows, verdict?.extra], [4, 4, 0]);
  assert.deepEqual(sentBy(await stage.push()), {});

  const back = await stage.run('rollback', archived.run);
  assert.deepEqual(await departments(), all, back.stderr);
  assert.deepEqual(sentBy(await stage.push()), { department: 1 });
  stage.edit('raw/departments.csv', (text) => `${text}NORTH,Northern,ALL,true\n`);
  assert.equal((await stage.push()).state, 'matched');
  assert.deepEqual(await departments(), all);
});

test('a person who makes an archived record live again is told of, and it is archived again', async () => {
  stage.edit('raw/departments.csv', (text) => text.replace('SOUTH,South,ALL,true\n', ''));
  await stage.push();
  const [south] = await stage.rows("SELECT Id FROM Department__c WHERE External_Key__c = 'SOUTH'");
  await stage.org.collect([
    {
      operation: 'upsert',
      object: 'Department__c',
      key: 'External_Key__c',
      records: [
        new Map<string, string | boolean>([
          ['External_Key__c', 'SOUTH'],
          ['Active__c', true],
        ]),
      ],
    },
  ]);
  const verified = await stage.verify();
  const [verdict] = verified.verdicts.filter(({ sync }) => sync === 'department');
  assert.deepEqual(
    [verified.state, verdict?.causes],
    ['mismatch', [{ cause: 'EDITED_IN_SALESFORCE', code: undefined, rows: 1 }]],
  );
  assert.equal((await stage.push()).state, 'matched');
  assert.deepEqual(await departments(), { ...all, SOUTH: 'false' });

  // One that is deleted by a person stays deleted, until its row comes back.
  await stage.org.collect([{ operation: 'delete', ids: [south?.['Id'] ?? ''] }]);
  const after = await stage.push();
  assert.deepEqual([after.state, sentBy(after)], ['matched', {}]);
  stage.edit('raw/departments.csv', (text) => `${text}SOUTH,South,ALL,true\n`);
  assert.equal((await stage.push()).state, 'matched');
  assert.deepEqual(await departments(), all);
});

test('more records than the guard allows are refused, whether deleted or archived', async () => {
  stage.edit('syncs/department/sync.yml', (text) => `${text}guards: { maxDeletes: { rows: 0 } }\n`);
  stage.edit('raw/departments.csv', (text) => text.replace('SOUTH,South,ALL,true\n', ''));
  const refused = await stage.run('push');
  assert.equal(refused.exitCode, 3);
  assert.match(refused.stderr, /1 of 5 records would be archived/);
  assert.deepEqual(await departments(), all);
});
