import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { Fault } from '../../server/faults.ts';
import { Stage, line, sentBy } from './stage.ts';

const resources = new AsyncDisposableStack();
let stage: Stage;
before(async () => {
  stage = resources.use(await Stage.open());
});
afterEach(() => {
  stage.world.org.troubles.clear();
});
after(() => resources.disposeAsync());

/** The push comes to an end of itself; how it ended is in its result. */
async function pushed(): Promise<string> {
  return (await stage.push()).run;
}

async function sent(command: string, run: string, ...more: readonly string[]): Promise<readonly unknown[]> {
  const ended = await stage.run(command, run, ...more);
  assert.ok(typeof ended.json === 'object' && ended.json !== null, ended.stderr);
  if ('error' in ended.json) return [ended.exitCode, Reflect.get(ended.json.error as object, 'code') as unknown]; // always an object
  const result = ended.json as Awaited<ReturnType<Stage['push']>>; // what --json prints of a run
  return [ended.exitCode, sentBy(result)];
}

describe('pain 11: rows that failed are taken up again', () => {
  test('of the class that is asked for, as the run had planned them, without building anything', async () => {
    stage.world.org.troubles.add({ kind: 'row', object: 'Menu_Amount__c', times: 1000 });
    const run = await pushed();
    stage.world.org.troubles.clear();
    const listed = await stage.run('failed', run);
    assert.deepEqual([listed.exitCode, Reflect.get(listed.json as object, 'isWhole')], [4, true]); // --json answers an object
    const file = join(stage.dir, 'failed.csv');
    assert.equal((await stage.run('failed', run, '--csv', file)).exitCode, 4);
    const [header, first, ...rest] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const fields = 'Actual__c,Budget_Amount__c,Expected_System__c,External_Key__c,Project_Amount__r.External_Key__c';
    assert.equal(header, 'run,sync,key,operation,status,code,message,' + fields);
    const [named, ...told] = (first ?? '').split(',');
    assert.equal(named, run);
    assert.match(told.join(','), /^menu-amount,EAST\|2026-04\|aoki\|alpha\|search,insert,rejected,UNABLE_TO_LOCK_ROW,/);
    assert.equal(rest.length, 7);
    stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '900'));
    assert.deepEqual(await sent('retry', run, '--class', 'nonsense'), [2, 'class-unknown']);
    // A retry that comes to nothing leaves the rows with the run that planned them.
    stage.edit('todoku.yml', (text) => `${text}calls: { max: 1 }\n`);
    assert.deepEqual(await sent('retry', run, '--class', 'transient'), [3, 'too-many-calls']);
    stage.edit('todoku.yml', (text) => text.replace('calls: { max: 1 }\n', ''));
    assert.deepEqual(await sent('retry', run, '--class', 'transient'), [0, { 'menu-amount': 8 }]);
    const [row] = await stage.rows(
      "SELECT Actual__c FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha|search'",
    );
    assert.equal(Number(row?.['Actual__c']), 800.5);
    assert.deepEqual(await sent('retry', run), [2, 'run-superseded']);
  });
});

describe('pain 10: a run that was stopped is continued', () => {
  test('what it had still to do is done, and nothing is sent twice', async () => {
    const stop = new AbortController();
    stage.edit('raw/targets.csv', (text) => text.replace('3000,2800', '3001,2800'));
    let run = '';
    const pushing = stage.push({
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'run') run = event.run;
        if (event.type === 'part' && event.sync === 'target' && event.step === 'applied') stop.abort();
      },
    });
    await assert.rejects(pushing, (error) => error instanceof Fault && error.code === 'interrupted');
    assert.deepEqual(await sent('resume', run), [0, { 'menu-amount': 1 }]);
    assert.deepEqual(sentBy(await stage.push()), {});
  });

  test('a run that is not known, or that sent nothing, is told', async () => {
    assert.deepEqual(await sent('resume', '20260101T000000Z-abcdef'), [2, 'run-unknown']);
  });
});

describe('pain 23: a bad load is taken back', () => {
  test('row by row from what was acknowledged before, as a plan that is shown and guarded', async () => {
    await stage.push();
    const before = await stage.businessState();
    stage.edit('raw/bookings.csv', (text) =>
      text
        .replace(
          'b05,EAST,baba,gamma,video,2026-04,900,0,950,false\n',
          'b11,EAST,baba,gamma,radio,2026-04,1,2,,false\n',
        )
        .replace('450.25', '99999'),
    );
    const bad = await stage.push();
    assert.deepEqual(
      [line(bad, 'menu-amount').created, line(bad, 'menu-amount').updated, line(bad, 'menu-amount').deleted],
      [1, 1, 1],
    );
    assert.notDeepEqual(await stage.businessState(), before);

    const shown = await stage.runAsText('rollback', bad.run, '--plan');
    assert.match(shown.stdout, /menu-amount → Menu_Amount__c: 1 insert, 1 update, 1 delete/);
    assert.match(shown.stdout, /Actual__c 99999\.00 → 450\.25/);
    assert.notDeepEqual(await stage.businessState(), before);

    stage.edit('syncs/menu-amount/sync.yml', (text) => `${text}guards: { maxDeletes: { rows: 0 } }\n`);
    assert.deepEqual(await sent('rollback', bad.run), [3, 'too-many-deletes']);
    stage.edit('syncs/menu-amount/sync.yml', (text) => text.replace(/^guards: .*\n/m, ''));

    assert.deepEqual(await sent('rollback', bad.run), [0, { 'menu-amount': 3 }]);
    assert.deepEqual(await stage.businessState(), before);
  });

  test('what a later run has written is left alone', async () => {
    const first = await stage.push();
    stage.edit('raw/bookings.csv', (text) => text.replace('99999', '88888'));
    await stage.push();
    const rolled = await stage.run('rollback', first.run, '--plan');
    assert.equal(rolled.exitCode, 0);
    const [row] = await stage.rows(
      "SELECT Actual__c FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha|social'",
    );
    assert.equal(Number(row?.['Actual__c']), 88888);
    await stage.run('rollback', first.run);
    const [after] = await stage.rows(
      "SELECT Actual__c FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha|social'",
    );
    assert.equal(Number(after?.['Actual__c']), 88888);
  });
});
