/** M11, M12 and M15 to M19: what adds up, what is open, and what forecasts were worth. */
import { difference, rate } from './amounts.ts';
import { notBelowZero, share, type Sql } from './sql.ts';

const remembered = 6;
const enough = 3;

/** M11: C_k of the first k amounts of a scope, in the order of `order`. */
export const cumulative = (amount: Sql, scope: Sql, order: Sql): Sql =>
  `SUM(COALESCE(${amount}, 0)) OVER (PARTITION BY ${scope} ORDER BY ${order} ROWS UNBOUNDED PRECEDING)`;

/** M11: C_k(actual) ÷ C_k(target), of the two cumulative amounts. */
export const cumulativeRate = (actual: Sql, target: Sql): Sql => rate(actual, target);

export interface CoverageColumns {
  readonly open: Sql;
  readonly target: Sql;
  readonly actual: Sql;
  readonly winRate: Sql;
}

/** M12: what `remaining` there is, open ÷ remaining, and that × the share of value that is won. */
export function coverage(columns: CoverageColumns): Readonly<Record<'remaining' | 'coverage' | 'sufficiency', Sql>> {
  const { open, target, actual, winRate } = columns;
  const remaining = notBelowZero(difference(target, actual));
  const covered = share(open, remaining);
  return { remaining, coverage: covered, sufficiency: `${covered} * (${winRate})` };
}

/** The last six rows of each scope; `period` orders them. */
const lastSix = (periods: Sql): Sql =>
  `SELECT * FROM (SELECT p.*, ROW_NUMBER() OVER (PARTITION BY p.scope ORDER BY p.period DESC) AS age FROM (${periods}) AS p) AS aged WHERE age <= ${remembered}`;

const wmape = (forecast: Sql): Sql => share(`SUM(ABS(${forecast} - actual))`, 'SUM(ABS(actual))');

/**
 * M15 to M17 for each scope of a query with the columns `scope`, `period`, `forecast` and `actual` (closed periods):
 * `wmape`, `accuracy`, `mape`, `bias` over the last six. No row for a scope with under three: not enough history.
 */
export function accuracy(periods: Sql): Sql {
  return `
    SELECT scope,
      ${wmape('forecast')} AS wmape,
      ${notBelowZero(`1 - ${wmape('forecast')}`)} AS accuracy,
      CASE WHEN MIN(actual) > 0 THEN AVG(${share('ABS(forecast - actual)', 'actual')}) END AS mape,
      CASE WHEN SUM(actual) > 0 THEN ${share('SUM(forecast - actual)', 'SUM(actual)')} END AS bias
    FROM (${lastSix(periods)}) AS six
    GROUP BY scope HAVING COUNT(*) >= ${enough}`;
}

/** A quantile, linear between neighbours, of the sorted shares s[1 … n]. */
function quantile(at: number): Sql {
  const place = `(n - 1) * ${at}`;
  const pick = (which: Sql): Sql => `MAX(CASE WHEN place = ${which} THEN part END)`;
  const below = pick(`FLOOR(${place}) + 1`);
  const above = pick(`CEIL(${place}) + 1`);
  return `${below} + (${above} - ${below}) * (MAX(${place}) - FLOOR(MAX(${place})))`;
}

/**
 * M17 of the expected part and M18 for each scope of a query with the columns `scope`, `period`, `expected` and
 * `realised`: `expectedBias`, `correctedShare` (what is expected now × it is likely to come: F′ = A + E × it), and `low`
 * and `high`, the shares of the range, over the last six periods in which anything was expected. No row for a scope with
 * under three.
 */
export function correction(periods: Sql): Sql {
  const hoped = `SELECT * FROM (${periods}) AS every WHERE expected > 0`;
  return `
    WITH ranked AS (
      SELECT scope, expected, realised, ${share('realised', 'expected')} AS part,
        ROW_NUMBER() OVER (PARTITION BY scope ORDER BY ${share('realised', 'expected')}) AS place,
        COUNT(*) OVER (PARTITION BY scope) AS n
      FROM (${lastSix(hoped)}) AS six
    )
    SELECT scope,
      CASE WHEN SUM(realised) > 0 THEN ${share('SUM(expected - realised)', 'SUM(realised)')} END AS expectedBias,
      CASE WHEN SUM(realised) > 0 THEN ${share('SUM(realised)', 'SUM(expected)')} END AS correctedShare,
      ${quantile(0.2)} AS low,
      ${quantile(0.8)} AS high
    FROM ranked GROUP BY scope HAVING COUNT(*) >= ${enough}`;
}

/**
 * M19 for each scope of a query with the columns `scope`, `period`, `naive`, `forecast` and `actual`: WMAPE(naive) −
 * WMAPE(person) over the last six. No row for a scope with under three.
 */
export function valueAdded(periods: Sql): Sql {
  return `
    SELECT scope, ${difference(wmape('naive'), wmape('forecast'))} AS added
    FROM (${lastSix(periods)}) AS six
    GROUP BY scope HAVING COUNT(*) >= ${enough}`;
}
