/** A file of corrections is looked at by record type, as the rows of a plan are, before anything is sent. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { zipSync } from 'fflate';
import { asAdmin } from '../../scripts/demo/steps.ts';
import { file, onObject, packageOf, picklist, recordType } from '../local-org/engine/build.ts';
import { warehouses } from './both.ts';
import { assign, loader } from './loader.ts';
import type { Stage } from './stage.ts';

const kinds = ['Sales', 'Agency', 'Finance'];
const rights = file(
  'permissionsets/Kinds.permissionset',
  'PermissionSet',
  `<label>Kinds</label><fieldPermissions><field>Department__c.Kind__c</field><editable>true</editable><readable>true</readable></fieldPermissions>
   ${['Line', 'Staff'].map((name) => `<recordTypeVisibilities><recordType>Department__c.${name}</recordType><visible>true</visible></recordTypeVisibilities>`).join('')}`,
);

/** Departments with a record type each; answers the Ids of both. */
async function withRecordTypes(stage: Stage): Promise<{ readonly line: string; readonly staff: string }> {
  const { world } = stage;
  const files = packageOf(
    onObject(
      'Department__c',
      picklist('Kind__c', kinds),
      recordType('Line', { Kind__c: ['Sales', 'Agency'] }),
      recordType('Staff', { Kind__c: ['Finance'] }),
    ),
    rights,
  );
  await asAdmin(world.org).deploy(zipSync(Object.fromEntries(files.map(({ path, content }) => [path, content]))));
  const [user] = await asAdmin(world.org).query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${loader}'`);
  await assign(world, user?.Id, 'Kinds');
  const types = await asAdmin(world.org).query<{ Id: string }>(
    "SELECT Id FROM RecordType WHERE SobjectType = 'Department__c' ORDER BY DeveloperName",
  );
  const [line = '', staff = ''] = types.map(({ Id }) => Id);
  stage.edit('syncs/department/model.sql', (text) =>
    text.replace(
      'active FROM',
      `active, CASE code WHEN 'ALL' THEN NULL ELSE '${line}' END AS type, 'Sales' AS kind FROM`,
    ),
  );
  stage.edit('syncs/department/sync.yml', (text) => `${text.trimEnd()}\n  RecordTypeId: type\n  Kind__c: kind\n`);
  return { line, staff };
}

type Cells = Record<string, string>;

for (const [name, open] of warehouses) {
  test(`a corrected value that the record type does not offer is refused with its place, on ${name}`, async () => {
    await using place = await open();
    const { stage } = place;
    const callsToPlan = async (): Promise<number> => {
      const { stdout } = await stage.runAsText('plan', '--only', 'department');
      return Number(/(\d+) to plan/.exec(stdout)?.[1]);
    };
    const before = await callsToPlan();
    const { staff } = await withRecordTypes(stage);
    assert.equal(await callsToPlan(), before + 2, 'each record type is asked for what it offers');
    const refusing = { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'not yet' };
    stage.world.org.troubles.add({ kind: 'row', object: 'Department__c', times: 3, ...refusing });
    const pushed = await stage.run('push', '--only', 'department');
    const run = String(Reflect.get(pushed.json as object, 'run'));
    assert.equal(pushed.exitCode, 4, pushed.stderr);
    const path = join(stage.dir, 'failed.csv');
    assert.equal((await stage.run('failed', run, '--csv', path)).exitCode, 4);
    const [all, east, west]: Cells[] = parse(readFileSync(path, 'utf8'), { columns: true });
    assert.deepEqual([all?.['key'], east?.['key'], west?.['key']], ['ALL', 'EAST', 'WEST']);
    const sent = async (rows: readonly (Cells | undefined)[]): Promise<{ exitCode: number | null; said: string }> => {
      writeFileSync(
        path,
        stringify(
          rows.map((row) => row ?? {}),
          { header: true },
        ),
      );
      const { exitCode, json, stderr } = await stage.run('retry', run, '--from', path, '--by', 'mori');
      return { exitCode, said: `${JSON.stringify(json)}\n${stderr}` };
    };
    const column = (field: string): number => Object.keys(east ?? {}).indexOf(field) + 1;

    const wrong = await sent([{ ...all, Kind__c: 'Finance' }, { ...east, Kind__c: 'Finance' }, west]);
    assert.equal(wrong.exitCode, 2, wrong.said);
    const offered = 'is not among the values that the record type offers (not-in-record-type)';
    assert.ok(wrong.said.includes(`failed.csv:3:${column('Kind__c')}: Kind__c of EAST ${offered}`), wrong.said);
    assert.ok(!wrong.said.includes('of ALL'), 'a record without a type may have any');

    const moved = await sent([all, { ...east, RecordTypeId: staff }, west]);
    assert.equal(moved.exitCode, 2, moved.said);
    const place2 = `failed.csv:3:${column('RecordTypeId')}: Kind__c of EAST ${offered}`;
    assert.ok(moved.said.includes(place2), `${moved.said}: what stays has to fit the corrected record type`);
    assert.equal(await stage.count('Department__c'), 0, 'nothing is sent before all of the file is good');

    const good = await sent([all, { ...east, RecordTypeId: staff, Kind__c: 'Finance' }, west]);
    assert.equal(good.exitCode, 4, good.said);
    const kept = await asAdmin(stage.world.org).query<Cells>(
      "SELECT Kind__c, RecordTypeId FROM Department__c WHERE External_Key__c = 'EAST'",
    );
    assert.deepEqual([kept[0]?.['Kind__c'], kept[0]?.['RecordTypeId']], ['Finance', staff]);
  });
}
