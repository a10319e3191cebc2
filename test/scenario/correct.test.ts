/** What Salesforce refuses is corrected by a person in a file, and sent from there. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { RunResult } from '../../server/run/run.ts';
import { asked } from './pains.ts';
import { Stage, line, sentBy } from './stage.ts';

const resources = new AsyncDisposableStack();
let stage: Stage;
let run: string;
let file: string;

before(async () => {
  stage = resources.use(await Stage.open());
  const object = 'Menu_Amount__c';
  stage.world.org.troubles.add({
    kind: 'row',
    object,
    times: 2,
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message: 'An amount needs the approval of the controller',
  });
  const pushed = await stage.push();
  assert.equal(line(pushed, 'menu-amount').failed, 2);
  ({ run } = pushed);
  file = join(stage.dir, 'failed.csv');
  assert.equal((await stage.run('failed', run, '--csv', file)).exitCode, 4);
});
after(() => resources.disposeAsync());

type Cells = Record<string, string>;

const rows = (): Cells[] => parse(readFileSync(file, 'utf8'), { columns: true });
const write = (changed: readonly Cells[]): void => {
  writeFileSync(file, stringify([...changed], { header: true }));
};
const resultOf = (json: unknown): RunResult => json as RunResult; // what --json prints of a run
const actualOf = async (key: string): Promise<number> => {
  const [row] = await stage.rows(`SELECT Actual__c FROM Menu_Amount__c WHERE External_Key__c = '${key}'`);
  return Number(row?.['Actual__c']);
};

describe('pain 11: rows that failed are corrected by hand and sent again', () => {
  test('the file has every value as planned, and a bad cell is refused with its place before anything is sent', async () => {
    const [first, second] = rows();
    assert.ok(first !== undefined && second !== undefined);
    assert.equal(rows().length, 2);
    assert.deepEqual(
      [first['run'], first['sync'], first['code']],
      [run, 'menu-amount', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    );
    write([{ ...first, Actual__c: 'plenty' }, second]);
    const before = await stage.count('Menu_Amount__c');
    const ended = await stage.run('retry', run, '--from', file);
    assert.equal(ended.exitCode, 2);
    const column = Object.keys(first).indexOf('Actual__c') + 1;
    assert.match(JSON.stringify(ended.json), new RegExp(`failed\\.csv:2:${column}: Actual__c of .* is no number`));
    assert.equal(await stage.count('Menu_Amount__c'), before);
    write([first, second]);
  });

  test('the corrected value is sent and acknowledged with the name of the person, and is told apart from the data', async () => {
    const [first, second] = rows();
    assert.ok(first !== undefined && second !== undefined);
    write([{ ...first, Actual__c: '801' }, second]);
    const ended = await stage.run('retry', run, '--from', file, '--by', 'mori');
    const result = resultOf(ended.json);
    assert.equal(ended.exitCode, 4, ended.stderr);
    assert.equal(result.state, 'partial', 'Salesforce is not as the warehouse, and both know why');
    assert.deepEqual(sentBy(result), { 'menu-amount': 2 });
    assert.deepEqual(result.corrected, [{ sync: 'menu-amount', rows: 1, values: 1 }]);
    assert.equal(await actualOf(first['key'] ?? ''), 801);
    assert.equal(await actualOf(second['key'] ?? ''), Number(second['Actual__c']));
    const verdict = result.verdicts.find(({ sync }) => sync === 'menu-amount');
    assert.deepEqual(
      verdict?.causes.map(({ cause }) => cause),
      ['CORRECTED_BY_HAND'],
    );
    const noted = await asked(stage, 'SELECT key, field, planned, corrected, corrected_by FROM todoku.corrections');
    const planned = first['Actual__c'] ?? null;
    assert.deepEqual(noted, [
      { key: first['key'], field: 'Actual__c', planned, corrected: '801.00', corrected_by: 'mori' },
    ]);
  });

  test('the next push takes the correction back and says so, unless the source says the same by then', async () => {
    const key = rows()[0]?.['key'] ?? '';
    const taken = await stage.push();
    assert.ok(taken.warnings.some(({ code }) => code === 'correction-taken-back'));
    assert.equal(taken.state, 'matched');
    assert.notEqual(await actualOf(key), 801);
  });

  test('a file of another run is refused', async () => {
    const later = await stage.push();
    const ended = await stage.run('retry', later.run, '--from', file);
    assert.equal(ended.exitCode, 2);
    assert.match(JSON.stringify(ended.json), /the row is of run/);
  });
});
