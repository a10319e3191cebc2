/** Every formula as the warehouse's SQL, against the truth tables that the components pass too. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as sql from '../../../server/formulas/formulas.ts';
import { amount, ask, casesOf, connect, rowsSql, type Row, type Value } from './golden.ts';

let duck: DuckDBConnection;
before(async () => {
  duck = await connect();
});

/** To 12 digits; an expected null is a NULL. */
function assertClose(actual: Value | undefined, expected: Value | undefined, what: string): void {
  if (typeof expected !== 'number') {
    assert.equal(actual ?? null, expected ?? null, what);
    return;
  }
  assert.equal(typeof actual, 'number', `${what}: ${String(actual)} is no number`);
  const distance = Math.abs(Number(actual) - expected);
  assert.ok(distance <= 1e-12 * Math.max(1, Math.abs(expected)), `${what}: ${String(actual)}, not ${expected}`);
}

/** A table whose cases are plain rows: each expected column is an expression over the others. */
async function check(
  name: string,
  columns: Readonly<Record<string, string>>,
  expressions: Readonly<Record<string, string>>,
): Promise<void> {
  for (const row of casesOf(name) as readonly (Row & { readonly name: string })[]) {
    const list = Object.entries(expressions).map(([as, expression]) => `${expression} AS "${as}"`);
    const [found] = await ask(duck, `SELECT ${list.join(', ')} FROM (${rowsSql(columns, [row])}) AS given`);
    for (const as of Object.keys(expressions)) assertClose(found?.[as], row[as], `${row.name}: ${as}`);
  }
}

test('the landing of a line', async () => {
  const columns = { closed: 'BOOLEAN', inLanding: 'BOOLEAN', member: amount, system: amount, actual: amount };
  const line = { closed: 'closed', inLanding: 'inLanding', member: 'member', system: 'system', actual: 'actual' };
  await check('line-landing', columns, {
    effectiveExpected: sql.effectiveExpected('member', 'system'),
    landing: sql.lineLanding(line),
  });
});

test('what an open deal counts', async () => {
  const columns = { open: 'BOOLEAN', inLanding: 'BOOLEAN', linked: 'BOOLEAN', expectedAmount: amount };
  const deal = { open: 'open', inLanding: 'inLanding', linked: 'linked', expected: 'expectedAmount' };
  await check('opportunity-counted', columns, { counted: sql.countedExpected(deal) });
});

test('M1 landing forecast, M2 gap, M3 its split, M5 and M6 rates', async () => {
  const columns = {
    lines: amount,
    opportunities: amount,
    judgement: amount,
    target: amount,
    plan: amount,
    actual: amount,
  };
  const landing = sql.landingForecast('lines', 'opportunities', 'judgement');
  await check('gap', columns, {
    landing,
    gap: sql.difference(landing, 'target'),
    execution: sql.execution(landing, 'plan', 'target'),
    planning: sql.planning('plan', 'target'),
    achievement: sql.rate('actual', 'target'),
    landingRate: sql.rate(landing, 'target'),
  });
});

test('M4 drift', async () => {
  await check('drift', { now: amount, original: amount }, { drift: sql.difference('now', 'original') });
});

test('M7 expected by now, M8 pace, M9 run rate', async () => {
  const columns = { actual: amount, target: amount, elapsedDays: 'INTEGER', businessDays: 'INTEGER' };
  const w = sql.elapsedShare('elapsedDays', 'businessDays');
  await check('pace', columns, {
    share: w,
    expectedByNow: sql.expectedByNow('target', w),
    paceGap: sql.paceGap('actual', 'target', w),
    paceIndex: sql.paceIndex('actual', 'target', w),
    runRateLanding: sql.runRateLanding('actual', w),
  });
});

test('M10 required rate', async () => {
  const columns = { target: amount, actual: amount, businessDays: 'INTEGER', elapsedDays: 'INTEGER' };
  const names = { target: 'target', actual: 'actual', businessDays: 'businessDays', elapsedDays: 'elapsedDays' };
  await check('required-rate', columns, sql.requiredRate(names));
});

test('X2 mismatch of numbers and words', async () => {
  const columns = { landing: amount, target: amount, severe: 'INTEGER', statements: 'INTEGER' };
  const names = { landing: 'landing', target: 'target', severe: 'severe', statements: 'statements' };
  await check('plan-mismatch', columns, { mismatch: sql.planMismatch(names) });
});

test('M11 cumulative', async () => {
  interface Case {
    readonly name: string;
    readonly actuals: readonly (number | null)[];
    readonly targets: readonly (number | null)[];
    readonly cumulativeActuals: readonly number[];
    readonly cumulativeTargets: readonly number[];
    readonly rates: readonly (number | null)[];
  }
  for (const row of casesOf('cumulative') as readonly Case[]) {
    const rows = row.actuals.map((actual, index) => ({ place: index, actual, target: row.targets[index] ?? null }));
    const given = rowsSql({ place: 'INTEGER', actual: amount, target: amount }, rows);
    const sums = `SELECT place, ${sql.cumulative('actual', '1', 'place')} AS a, ${sql.cumulative('target', '1', 'place')} AS t FROM (${given}) AS g`;
    const found = await ask(
      duck,
      `SELECT a, t, ${sql.cumulativeRate('a', 't')} AS r FROM (${sums}) AS s ORDER BY place`,
    );
    assert.deepEqual(
      [found.map(({ a }) => a), found.map(({ t }) => t)],
      [row.cumulativeActuals, row.cumulativeTargets],
    );
    row.rates.forEach((rate, index) => {
      assertClose(found[index]?.['r'], rate, `${row.name}: rate ${index}`);
    });
  }
});

test('M12 coverage', async () => {
  const columns = { open: amount, target: amount, actual: amount, winRate: 'DOUBLE' };
  await check(
    'coverage',
    columns,
    sql.coverage({ open: 'open', target: 'target', actual: 'actual', winRate: 'winRate' }),
  );
});

test('M13 conversion of a cohort', async () => {
  await check('conversion', { entered: 'INTEGER', reached: 'INTEGER' }, sql.conversion('entered', 'reached'));
});

test('M14 bottleneck', async () => {
  interface Case {
    readonly name: string;
    readonly value: number;
    readonly stages: readonly Row[];
    readonly result: readonly Row[];
  }
  for (const { name, value, stages, result } of casesOf('bottleneck') as readonly Case[]) {
    const columns = {
      funnel: 'TEXT',
      stage: 'INTEGER',
      count: 'INTEGER',
      rate: 'DOUBLE',
      reference: 'DOUBLE',
      value: amount,
    };
    const rows = stages.map((stage, index) => ({ ...stage, funnel: 'f', stage: index, value }));
    const found = await ask(duck, `SELECT * FROM (${sql.bottlenecks(rowsSql(columns, rows))}) AS b ORDER BY stage`);
    result.forEach((expected, index) => {
      for (const key of ['score', 'share', 'isUnproven']) {
        assertClose(found[index]?.[key], expected[key], `${name}: ${key}`);
      }
    });
  }
});

type Periods = readonly Row[];

interface History {
  readonly name: string;
  readonly periods: Periods;
}

/** What a query over the periods of one scope says; nothing when there is not enough history. */
async function ofHistory(
  query: (periods: string) => string,
  columns: readonly string[],
  periods: Periods,
): Promise<Row> {
  const types = { scope: 'TEXT', period: 'INTEGER', ...Object.fromEntries(columns.map((name) => [name, amount])) };
  const rows = periods.map((period, index) => ({ ...period, scope: 's', period: index }));
  const [found] = await ask(duck, query(rowsSql(types, rows)));
  return found ?? {};
}

test('M15 error, M16 accuracy, M17 bias', async () => {
  for (const row of casesOf('accuracy') as readonly (History & Row)[]) {
    const found = await ofHistory(sql.accuracy, ['forecast', 'actual'], row.periods);
    for (const key of ['wmape', 'accuracy', 'mape', 'bias']) assertClose(found[key], row[key], `${row.name}: ${key}`);
  }
});

test('M17 of the expected part and M18 correction', async () => {
  interface Case {
    readonly name: string;
    readonly actual: number;
    readonly expected: number;
    readonly history: Periods;
    readonly expectedBias: number | null;
    readonly corrected: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }
  for (const row of casesOf('correction') as readonly Case[]) {
    const found = await ofHistory(sql.correction, ['expected', 'realised'], row.history);
    const applied = (share: Value | undefined): Value =>
      typeof share === 'number' ? row.actual + row.expected * share : null;
    assertClose(found['expectedBias'], row.expectedBias, `${row.name}: bias`);
    assertClose(applied(found['correctedShare']), row.corrected, `${row.name}: corrected`);
    assertClose(applied(found['low']), row.low, `${row.name}: low`);
    assertClose(applied(found['high']), row.high, `${row.name}: high`);
  }
});

test('M19 value added', async () => {
  for (const row of casesOf('value-added') as readonly (History & Row)[]) {
    const found = await ofHistory(sql.valueAdded, ['naive', 'forecast', 'actual'], row.periods);
    assertClose(found['added'], row['added'], row.name);
  }
});

interface Side {
  readonly scope: string;
  readonly landing: number;
  readonly closed: boolean;
  readonly inLanding: boolean;
}

interface BridgeCase {
  readonly name: string;
  readonly scope: string;
  readonly period: string;
  readonly judgementBefore: number | null;
  readonly judgementNow: number | null;
  readonly before: number;
  readonly now: number;
  readonly parts: readonly { readonly type: string; readonly amount: number }[];
  readonly lines: readonly {
    readonly deal: string | null;
    readonly period: string;
    readonly rep: string;
    readonly lost: boolean;
    readonly before: Side | null;
    readonly now: Side | null;
  }[];
}

const sideColumns = (name: string): Readonly<Record<string, string>> => ({
  [`${name}_scope`]: 'TEXT',
  [`${name}_landing`]: amount,
  [`${name}_closed`]: 'BOOLEAN',
  [`${name}_in_landing`]: 'BOOLEAN',
});

const sideRow = (name: string, side: Side | null): Row => ({
  [`${name}_scope`]: side?.scope ?? null,
  [`${name}_landing`]: side?.landing ?? null,
  [`${name}_closed`]: side?.closed ?? null,
  [`${name}_in_landing`]: side?.inLanding ?? null,
});

test('M20 bridge, which leaves no remainder', async () => {
  const columns = {
    ...{ deal: 'TEXT', period: 'TEXT', rep: 'TEXT', lost: 'BOOLEAN' },
    ...sideColumns('before'),
    ...sideColumns('now'),
  };
  for (const row of casesOf('bridge') as readonly BridgeCase[]) {
    const rows = row.lines.map(({ before: was, now, ...line }) => ({
      ...line,
      ...sideRow('before', was),
      ...sideRow('now', now),
    }));
    const where = `scope = '${row.scope}' AND period = '${row.period}'`;
    const found = await ask(duck, `SELECT * FROM (${sql.bridge(rowsSql(columns, rows))}) AS b WHERE ${where}`);
    const judgement = (row.judgementNow ?? 0) - (row.judgementBefore ?? 0);
    const parts = [...found, ...(judgement === 0 ? [] : [{ type: 'Judgement', amount: judgement }])]
      .map(({ type, amount: size }) => ({ type, amount: size }))
      .sort((left, right) => order(left.type) - order(right.type));
    assert.deepEqual(parts, row.parts, row.name);
  }
});

const order = (type: Value | undefined): number => sql.partTypes.findIndex((one) => one === type);
