/** M21 as the warehouse's SQL, against the truth table that the components pass too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sql from '../../../server/formulas/formulas.ts';
import { ask, casesOf, connect, rowsSql, type Row } from './golden.ts';

interface Case {
  readonly name: string;
  readonly combines: string;
  readonly children: readonly Row[];
  readonly difference: number | null;
  readonly contributions: readonly (number | null)[];
}

const columns = { parent: 'TEXT', place: 'INTEGER', combines: 'TEXT', target: 'DOUBLE', actual: 'DOUBLE' };
const isClose = (found: number, wanted: number): boolean =>
  Math.abs(found - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted));

test('M21 gap attribution, which leaves no remainder', async () => {
  const duck = await connect();
  const cases = casesOf('attribution') as readonly Case[];
  const rows = cases.flatMap(({ name, combines, children }) =>
    children.map((child, place) => ({ ...child, parent: name, place, combines })),
  );
  const found = await ask(duck, `SELECT * FROM (${sql.attribution(rowsSql(columns, rows))}) AS a ORDER BY place`);
  for (const { name, contributions, difference } of cases) {
    const parts = found.filter(({ parent }) => parent === name).map(({ contribution }) => contribution ?? null);
    assert.equal(parts.length, contributions.length, name);
    contributions.forEach((wanted, place) => {
      const part = parts[place] ?? null;
      assert.ok(
        wanted === null ? part === null : typeof part === 'number' && isClose(part, wanted),
        `${name}: ${String(part)}, not ${String(wanted)}`,
      );
    });
    if (difference === null) continue;
    assert.ok(
      isClose(
        parts.reduce<number>((sum, part) => sum + Number(part), 0),
        difference,
      ),
      name,
    );
  }
});
