/** M21: what each child of a KPI contributes to the gap of its parent. */
import type { Sql } from './sql.ts';

/** Points and weights of Gauss and Legendre between 0 and 1: exact up to the ninth power, that is for ten factors. */
const points = [
  [0.04691007703066802, 0.11846344252809454],
  [0.23076534494715845, 0.23931433524968324],
  [0.5, 0.28444444444444444],
  [0.7692346550528415, 0.23931433524968324],
  [0.953089922969332, 0.11846344252809454],
]
  .map(([t, weight]) => `SELECT ${String(t)}e0 AS t, ${String(weight)}e0 AS weight`)
  .join(' UNION ALL ');

/** sinh(u) ÷ u; a series where u is small, as the difference of two powers would lose its digits. */
const sinhOver = (u: Sql): Sql =>
  `CASE WHEN ABS(${u}) < 0.1
    THEN 1 + (${u}) * (${u}) / 6 * (1 + (${u}) * (${u}) / 20 * (1 + (${u}) * (${u}) / 42 * (1 + (${u}) * (${u}) / 72)))
    ELSE (EXP(${u}) - EXP(-(${u}))) / (2 * (${u})) END`;

const isPositive = 'n.target > 0 AND n.actual > 0';

/** The product of the others at each point of the straight way from target to actual, added up: see c/kpiMath. */
const shapley = `
  SELECT parent, place, SUM(weight * others) AS worth FROM (
    SELECT i.parent, i.place, p.t, p.weight,
      CASE
        WHEN COUNT(j.place) = 0 THEN 1
        WHEN SUM(CASE WHEN j.target + p.t * (j.actual - j.target) = 0 THEN 1 ELSE 0 END) > 0 THEN 0
        ELSE EXP(SUM(LN(NULLIF(ABS(j.target + p.t * (j.actual - j.target)), 0))))
          * CASE WHEN MOD(SUM(CASE WHEN j.target + p.t * (j.actual - j.target) < 0 THEN 1 ELSE 0 END), 2) = 1 THEN -1 ELSE 1 END
      END AS others
    FROM n AS i CROSS JOIN (${points}) AS p LEFT JOIN n AS j ON j.parent = i.parent AND j.place <> i.place
    GROUP BY i.parent, i.place, p.t, p.weight
  ) AS at_point GROUP BY parent, place`;

/**
 * For each row of a query with the columns `parent`, `place` (unique below it), `combines` ('Sum' or 'Product'), `target`
 * and `actual`: adds `contribution`, in the unit of the parent. NULL where it cannot be told: of a product as soon as one
 * factor is missing. The contributions below a parent add up to its difference.
 */
export function attribution(children: Sql): Sql {
  return `
    WITH n AS (
      SELECT parent, place, combines, target * 1e0 AS target, actual * 1e0 AS actual FROM (${children}) AS given
    ),
    whole AS (
      SELECT parent,
        COUNT(*) = COUNT(target + actual) AS is_known,
        SUM(CASE WHEN ${isPositive} THEN 1 ELSE 0 END) = COUNT(*) AS is_positive,
        SUM(CASE WHEN ${isPositive} THEN LN(actual / target) END) / 2 AS half,
        SUM(CASE WHEN ${isPositive} THEN LN(actual) + LN(target) END) / 2 AS middle
      FROM n GROUP BY parent
    ),
    shapley AS (${shapley})
    SELECT n.parent, n.place,
      CASE
        WHEN n.combines = 'Sum' THEN n.actual - n.target
        WHEN NOT w.is_known THEN NULL
        WHEN w.is_positive THEN EXP(w.middle) * (${sinhOver('w.half')}) * LN(n.actual / n.target)
        ELSE (n.actual - n.target) * s.worth
      END AS contribution
    FROM n JOIN whole AS w ON w.parent = n.parent JOIN shapley AS s ON s.parent = n.parent AND s.place = n.place`;
}
