/** M20: what lies between last week's landing and this week's, line by line, each in exactly one part. */
import type { Sql } from './sql.ts';

/** The parts, in the order in which they are shown. */
export const partTypes = [
  'Correction',
  'Moved_In',
  'Moved_Out',
  'Actual_Without_Deal',
  'New_Deal',
  'Lost',
  'Pulled_In',
  'Pushed_Out',
  'Realised_Above',
  'Realised_Below',
  'Put_In',
  'Left_Out',
  'Amount_Up',
  'Amount_Down',
  'Judgement',
] as const;

export type PartType = (typeof partTypes)[number];

const isHere = (side: 'before' | 'now'): Sql => `COALESCE(l.${side}_scope = l.scope, FALSE)`;

/** Each line once for each scope that has it on one of its sides, with what it changes there. */
const changes = (lines: Sql): Sql => `
  SELECT l.*,
    CASE WHEN ${isHere('now')} THEN l.now_landing ELSE 0 END
      - CASE WHEN ${isHere('before')} THEN l.before_landing ELSE 0 END AS change
  FROM (
    SELECT before_scope AS scope, every.* FROM (${lines}) AS every WHERE before_scope IS NOT NULL
    UNION ALL
    SELECT now_scope AS scope, every.* FROM (${lines}) AS every
    WHERE now_scope IS NOT NULL AND (before_scope IS NULL OR before_scope <> now_scope)
  ) AS l`;

/** What the lines of a deal say together; and, for each of its months, what its other months gained and gave. */
const deals = `
  SELECT deal, COUNT(before_scope) > 0 AS was_there, MAX(CASE WHEN lost THEN 1 ELSE 0 END) = 1 OR COUNT(now_scope) = 0 AS is_lost
  FROM line GROUP BY deal`;

const months = `
  SELECT deal, period,
    SUM(SUM(GREATEST(0, COALESCE(now_landing, 0) - COALESCE(before_landing, 0)))) OVER (PARTITION BY deal)
      - SUM(GREATEST(0, COALESCE(now_landing, 0) - COALESCE(before_landing, 0))) AS gained,
    SUM(SUM(GREATEST(0, COALESCE(before_landing, 0) - COALESCE(now_landing, 0)))) OVER (PARTITION BY deal)
      - SUM(GREATEST(0, COALESCE(before_landing, 0) - COALESCE(now_landing, 0))) AS given
  FROM line WHERE deal IS NOT NULL GROUP BY deal, period`;

const whole = `
  CASE
    WHEN c.before_closed THEN 'Correction'
    WHEN c.before_scope <> c.now_scope THEN CASE WHEN c.now_scope = c.scope THEN 'Moved_In' ELSE 'Moved_Out' END
    WHEN c.deal IS NULL THEN 'Actual_Without_Deal'
    WHEN NOT d.was_there THEN 'New_Deal'
    WHEN d.is_lost THEN 'Lost'
  END`;

/** The smaller of the change here and the opposite change elsewhere, handed out to the lines here in the order of reps. */
const moved = `
  CASE WHEN whole IS NOT NULL THEN 0
    ELSE LEAST(ABS(change), GREATEST(0, elsewhere - taken)) * SIGN(change)
  END`;

const rest = `
  CASE
    WHEN now_closed THEN CASE WHEN change - moved > 0 THEN 'Realised_Above' ELSE 'Realised_Below' END
    WHEN before_in_landing <> now_in_landing THEN CASE WHEN now_in_landing THEN 'Put_In' ELSE 'Left_Out' END
    WHEN change - moved > 0 THEN 'Amount_Up'
    ELSE 'Amount_Down'
  END`;

/**
 * One row for each `scope`, `period` and `type` that is not zero, with `amount` and the number of `deals`; the change of
 * the judgement is the caller's to add. `lines` is a query of all lines (deal × month × rep), seen a week ago (`before_…`)
 * and now (`now_…`), with the columns `deal`, `period`, `rep`, `lost`, and for each side `_scope` (NULL: the line is not
 * there), `_landing`, `_closed` and `_in_landing`. Σ amount = Σ now_landing − Σ before_landing, exactly.
 */
export function bridge(lines: Sql): Sql {
  return `SELECT scope, period, type, SUM(amount) AS amount, COUNT(DISTINCT deal) AS deals
    FROM (${bridgeByDeal(lines)}) AS one GROUP BY scope, period, type HAVING SUM(one.amount) <> 0`;
}

/** As `bridge`, with a row for each `deal` of a type: NULL for what came without one. */
export function bridgeByDeal(lines: Sql): Sql {
  return `
    WITH line AS (${lines}),
    change AS (${changes('SELECT * FROM line')}),
    deal AS (${deals}),
    month AS (${months}),
    judged AS (
      SELECT c.*, ${whole} AS whole,
        COALESCE(CASE WHEN c.change > 0 THEN m.given ELSE m.gained END, 0) AS elsewhere
      FROM change AS c LEFT JOIN deal AS d ON d.deal = c.deal
      LEFT JOIN month AS m ON m.deal = c.deal AND m.period = c.period
      WHERE c.change <> 0
    ),
    timed AS (
      SELECT judged.*,
        COALESCE(SUM(CASE WHEN whole IS NULL THEN ABS(change) END) OVER (
          PARTITION BY scope, period, deal, SIGN(change) ORDER BY rep ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS taken
      FROM judged
    ),
    shifted AS (SELECT timed.*, ${moved} AS moved FROM timed),
    part AS (
      SELECT scope, period, deal, whole AS type, change AS amount FROM shifted WHERE whole IS NOT NULL
      UNION ALL
      SELECT scope, period, deal, CASE WHEN change > 0 THEN 'Pulled_In' ELSE 'Pushed_Out' END, moved
      FROM shifted WHERE whole IS NULL
      UNION ALL
      SELECT scope, period, deal, ${rest}, change - moved FROM shifted WHERE whole IS NULL
    )
    SELECT scope, period, deal, type, SUM(amount) AS amount
    FROM part GROUP BY scope, period, deal, type HAVING SUM(part.amount) <> 0`;
}
