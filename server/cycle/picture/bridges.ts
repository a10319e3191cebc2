/** Bridge_Line__c: what lies between the last Friday that was kept and this one. Models of a picture. */
import { bridgeByDeal, difference, orZero, type Sql } from '../../formulas/formulas.ts';
import { fitting, lastFriday, money, own, param, pulled, ref, takenAt } from './words.ts';

/** Deals of a budget, and of a target, that have lines of their own; the others are added up, a line for each type. */
const shownDeals: Sql = `CASE scope WHEN 'Budget' THEN 20 ELSE 8 END`;

/** A line of M20 is deal × month × rep: an opportunity and the project that has taken its place are one. */
const bySide = (lines: Sql): Sql => `
  SELECT deal, measure, period_start, target_key, any_value(budget_key) AS budget_key, sum(landing) AS landing,
    logical_or(closed) AS closed, coalesce(logical_and(IF(is_live, in_landing, NULL)), FALSE) AS in_landing, logical_and(lost) AS lost
  FROM (${lines}) AS line GROUP BY deal, measure, period_start, target_key`;

const before = bySide(`
  SELECT * FROM ${own('kept_lines')} WHERE cycle = ${lastFriday} AND period_start >= CAST(${param('from')} AS DATE)`);

const sideColumns = ['deal', 'period_start', 'target_key', 'budget_key', 'landing', 'closed', 'in_landing', 'lost'];

/** The columns of one side, `b_…` of before or `n_…` of now. */
const side = (prefix: 'b' | 'n', from?: string): Sql =>
  sideColumns
    .map((column) => (from === undefined ? `${prefix}_${column}` : `${from}.${column} AS ${prefix}_${column}`))
    .join(', ');

/** The largest first. */
const placed = (prefix: 'b' | 'n'): Sql =>
  `row_number() OVER (PARTITION BY ${prefix}_deal, ${prefix}_period_start ORDER BY abs(${prefix}_landing) DESC, ${prefix}_target_key) AS place`;

/**
 * Both sides of each line. One that has another rep now stands under another target: what is only there before and
 * what is only there now, of the same deal and month, is the same line, which has moved; the largest find each other.
 */
export const pairs: Sql = `
  WITH before AS (${before}),
  now AS (${bySide(`SELECT * FROM ${ref('cycle_lines_now')}`)}),
  same AS (
    SELECT ${side('b', 'before')}, ${side('n', 'now')} FROM before FULL JOIN now
      ON now.deal IS NOT DISTINCT FROM before.deal AND now.measure = before.measure AND now.period_start = before.period_start
        AND now.target_key = before.target_key
  ),
  gone AS (SELECT ${side('b')}, ${placed('b')} FROM same WHERE n_target_key IS NULL),
  come AS (SELECT ${side('n')}, ${placed('n')} FROM same WHERE b_target_key IS NULL),
  line AS (
    SELECT ${side('b')}, ${side('n')} FROM same WHERE b_target_key IS NOT NULL AND n_target_key IS NOT NULL
    UNION ALL
    SELECT ${side('b')}, ${side('n')} FROM gone FULL JOIN come
      ON come.n_deal = gone.b_deal AND come.n_period_start = gone.b_period_start AND come.place = gone.place
  ),
  lost AS (SELECT deal FROM now WHERE deal IS NOT NULL GROUP BY deal HAVING logical_and(lost))
  SELECT coalesce(n_deal, b_deal) AS deal, coalesce(n_period_start, b_period_start) AS period,
    coalesce(n_target_key, b_target_key) AS rep, coalesce(coalesce(n_deal, b_deal) IN (SELECT deal FROM lost), FALSE) AS lost,
    b_budget_key AS before_budget, b_target_key AS before_target, b_landing AS before_landing, b_closed AS before_closed,
    b_in_landing AS before_in_landing, n_budget_key AS now_budget, n_target_key AS now_target, n_landing AS now_landing,
    n_closed AS now_closed, n_in_landing AS now_in_landing
  FROM line`;

const scoped = (scope: 'budget' | 'target'): Sql =>
  bridgeByDeal(
    `SELECT *, before_${scope} AS before_scope, now_${scope} AS now_scope FROM ${ref('cycle_bridge_pairs')}`,
  );

const judgement = money(difference(orZero('run.judgement'), orZero('last.judgement')));

/** Each deal and type of the budgets that were kept last Friday too, and of the targets that are there now. */
const parts: Sql = `
  SELECT run.key AS run_key, 'Budget' AS scope, NULL AS target_key, part.type, part.deal, part.amount
  FROM (${scoped('budget')}) AS part
  JOIN ${ref('kept_runs')} AS run ON run.budget_key = part.scope AND run.previous_run IS NOT NULL
  UNION ALL
  SELECT run.key, 'Budget', NULL, 'Judgement', NULL, ${judgement}
  FROM ${ref('kept_runs')} AS run JOIN ${own('kept_runs')} AS last ON last.key = run.previous_run
  WHERE ${judgement} <> 0
  UNION ALL
  SELECT run.key, 'Target', target.external_key, part.type, part.deal, part.amount
  FROM (${scoped('target')}) AS part
  JOIN ${pulled('cycle_targets')} AS target ON target.external_key = part.scope
  JOIN ${ref('kept_runs')} AS run ON run.budget_key = target.budget_external_key AND run.previous_run IS NOT NULL`;

/** Of a deal: its opportunity, else its project. */
const deals: Sql = `
  SELECT deal, max(opportunity) AS opportunity, max(IF(opportunity IS NULL, project, NULL)) AS project
  FROM (
    SELECT deal, opportunity, project FROM ${ref('cycle_lines_now')}
    UNION ALL SELECT deal, opportunity, project FROM ${own('kept_lines')} WHERE cycle = ${lastFriday}
  ) AS line WHERE deal IS NOT NULL GROUP BY deal`;

const key = fitting(
  "run_key || '|' || scope || coalesce('|' || target_key, '') || '|' || type || coalesce('|' || own, '')",
);

export const bridges: Sql = `
  WITH part AS (${parts}),
  large AS (
    SELECT run_key, scope, target_key, deal,
      row_number() OVER (PARTITION BY run_key, scope, target_key ORDER BY sum(abs(amount)) DESC, deal) <= ${shownDeals} AS is_shown
    FROM part WHERE deal IS NOT NULL GROUP BY run_key, scope, target_key, deal
  ),
  shown AS (
    SELECT part.*, CASE WHEN large.is_shown THEN part.deal END AS own
    FROM part LEFT JOIN large ON large.run_key = part.run_key AND large.scope = part.scope
      AND large.target_key IS NOT DISTINCT FROM part.target_key AND large.deal = part.deal
  ),
  line AS (
    SELECT run_key, scope, target_key, type, own, sum(amount) AS amount, count(DISTINCT deal) AS deals
    FROM shown GROUP BY run_key, scope, target_key, type, own HAVING sum(shown.amount) <> 0
  )
  SELECT ${key} AS key, ${param('cycle')} AS cycle, line.run_key, line.scope, line.target_key, line.type,
    ${money('line.amount')} AS amount, line.deals, named.opportunity, named.project, ${takenAt} AS taken_at
  FROM line LEFT JOIN (${deals}) AS named ON named.deal = line.own`;
