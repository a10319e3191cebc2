/** M13, M14 and M26: cohorts, bottlenecks and the plan backwards. */
import { notBelowZero, orZero, share, type Sql } from './sql.ts';

/** 97.5 % of the normal distribution lies below it. */
const z = 1.959963984540054;
const few = 10;

/** The Wilson interval of 95 % of a rate over so many. */
function interval(rate: Sql, count: Sql): { readonly low: Sql; readonly high: Sql } {
  const spread = `(${z * z} / (${count}))`;
  const middle = `((${rate}) + ${spread} / 2) / (1 + ${spread})`;
  const half = `${z} * SQRT((${rate}) * (1 - (${rate})) / (${count}) + ${spread} / (4 * (${count}))) / (1 + ${spread})`;
  return { low: `GREATEST(0, ${middle} - ${half})`, high: `LEAST(1, ${middle} + ${half})` };
}

/** M13: `reached` of those who `entered`, with its interval; NULL without anybody; grey under ten. */
export function conversion(entered: Sql, reached: Sql): Readonly<Record<'rate' | 'low' | 'high' | 'isGrey', Sql>> {
  const found = share(reached, entered);
  const { low, high } = interval(found, entered);
  const ifAny = (value: Sql): Sql => `CASE WHEN (${entered}) > 0 THEN ${value} END`;
  return { rate: ifAny(found), low: ifAny(low), high: ifAny(high), isGrey: `(${entered}) < ${few}` };
}

/**
 * M14 for each row of a query with the columns `funnel`, `stage` (its order from the first), `count`, `rate`,
 * `reference` and `value` (average value of a deal): adds `score`, `share` and `isUnproven`.
 */
export function bottlenecks(stages: Sql): Sql {
  const { low, high } = interval('s.rate', 's.count');
  return `
    WITH s AS (${stages}),
    scored AS (
      SELECT s.*, s.count * GREATEST(0, s.reference - s.rate) * s.value * (
        SELECT COALESCE(EXP(SUM(LN(NULLIF(later.rate, 0)))) * MIN(CASE WHEN later.rate = 0 THEN 0 ELSE 1 END), 1)
        FROM s AS later WHERE later.funnel = s.funnel AND later.stage > s.stage
      ) AS score
      FROM s
    )
    SELECT s.*,
      s.score / NULLIF(SUM(s.score) OVER (PARTITION BY s.funnel), 0) AS share,
      CASE WHEN s.count > 0 THEN s.reference BETWEEN ${low} AND ${high} ELSE TRUE END AS isUnproven
    FROM scored AS s`;
}

/** M26: R = max(0, T − A − E ÷ (1 + b_E)); a bias that is NULL counts as none. */
export function stillNeeded(columns: Readonly<Record<'target' | 'actual' | 'expected' | 'expectedBias', Sql>>): Sql {
  const { target, actual, expected, expectedBias } = columns;
  return notBelowZero(`(${target}) - (${actual}) - (${expected}) / (1 + ${orZero(expectedBias)})`);
}

const leastInTime = 0.02;

/**
 * M26 for each row of a query with the columns `funnel`, `stage` (its order from the first), `rate`, `inTime` (share of
 * those that start now which can land in the period), `need` and `value`: adds `items`, NULL where nothing can land.
 */
export function reversePlan(stages: Sql): Sql {
  return `
    WITH s AS (${stages}),
    onwards AS (
      SELECT s.*, (
        SELECT EXP(SUM(LN(NULLIF(later.rate, 0)))) * MIN(CASE WHEN later.rate = 0 THEN 0 ELSE 1 END)
        FROM s AS later WHERE later.funnel = s.funnel AND later.stage >= s.stage
      ) AS goingOn
      FROM s
    )
    SELECT o.*, CASE WHEN o.inTime >= ${leastInTime} AND o.goingOn > 0 THEN o.need / (o.value * o.goingOn * o.inTime) END AS items
    FROM onwards AS o`;
}
