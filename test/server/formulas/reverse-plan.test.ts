/** M26 as the warehouse's SQL, against the truth table that the components pass too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sql from '../../../server/formulas/formulas.ts';
import { ask, casesOf, connect, rowsSql, type Row } from './golden.ts';

interface Case {
  readonly name: string;
  readonly target: number;
  readonly actual: number;
  readonly expected: number;
  readonly expectedBias: number | null;
  readonly value: number;
  readonly steps: readonly Row[];
  readonly need: number;
  readonly items: readonly (number | null)[];
}

const amounts = { target: 'DOUBLE', actual: 'DOUBLE', expected: 'DOUBLE', expectedBias: 'DOUBLE' };
const stages = { funnel: 'TEXT', stage: 'INTEGER', rate: 'DOUBLE', inTime: 'DOUBLE', need: 'DOUBLE', value: 'DOUBLE' };
const names = { target: 'target', actual: 'actual', expected: 'expected', expectedBias: 'expectedBias' };

const isClose = (found: unknown, wanted: number): boolean =>
  typeof found === 'number' && Math.abs(found - wanted) <= 1e-12 * Math.max(1, wanted);

test('M26 what is still needed, and how many have to start at each stage', async () => {
  const duck = await connect();
  for (const { name, value, steps, need, items, ...facts } of casesOf('reverse-plan') as readonly Case[]) {
    const row = {
      target: facts.target,
      actual: facts.actual,
      expected: facts.expected,
      expectedBias: facts.expectedBias,
    };
    const given = rowsSql(amounts, [row]);
    const [found] = await ask(duck, `SELECT ${sql.stillNeeded(names)} AS need FROM (${given}) AS g`);
    assert.ok(isClose(found?.['need'], need), `${name}: need ${String(found?.['need'])}`);
    const rows = steps.map((step, stage) => ({ ...step, funnel: 'f', stage, need, value }));
    const planned = await ask(duck, `SELECT * FROM (${sql.reversePlan(rowsSql(stages, rows))}) AS p ORDER BY stage`);
    assert.equal(planned.length, items.length, name);
    items.forEach((count, stage) => {
      const started = planned[stage]?.['items'];
      assert.ok(
        count === null ? started === null : isClose(started, count),
        `${name}: stage ${stage} ${String(started)}`,
      );
    });
  }
});
