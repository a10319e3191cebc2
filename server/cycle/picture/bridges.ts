/** Bridge_Line__c: what lies between the last Friday that was kept and this one. Models of a picture. */
import { bridgeByDeal, difference, orZero, type Sql } from '../../formulas/formulas.ts';
import { fitting, lastFriday, money, param, ref, takenAt } from './words.ts';

/** Deals of a budget, and of a target, that have lines of their own; the others are added up, a line for each type. */
const shownDeals: Sql = `CASE scope WHEN 'Budget' THEN 20 ELSE 8 END`;

/** A line of M20 is deal × month × rep: an opportunity and the project that has taken its place are one. */
const bySide = (lines: Sql): Sql => `
  SELECT deal, measure, period_start, target_key, any_value(budget_key) AS budget_key, any_value(rep) AS rep, sum(landing) AS landing,
    bool_or(closed) AS closed, coalesce(bool_and(in_landing) FILTER (WHERE is_live), FALSE) AS in_landing, bool_and(lost) AS lost
  FROM (${lines}) AS line GROUP BY deal, measure, period_start, target_key`;

const before = bySide(`
  SELECT * FROM todoku.kept_lines WHERE cycle = ${lastFriday} AND period_start >= CAST(${param('from')} AS DATE)`);

/**
 * Both sides of each line. One that has another rep now stands under another target: what is only there before and
 * what is only there now, of the same deal and month, is the same line, which has moved; the largest find each other.
 */
export const pairs: Sql = `
  WITH before AS (${before}),
  now AS (${bySide(`SELECT * FROM ${ref('cycle_lines_now')}`)}),
  same AS (
    SELECT before AS b, now AS n FROM before FULL JOIN now
      ON now.deal IS NOT DISTINCT FROM before.deal AND now.measure = before.measure AND now.period_start = before.period_start
        AND now.target_key = before.target_key
  ),
  gone AS (
    SELECT b, row_number() OVER (PARTITION BY b.deal, b.period_start ORDER BY abs(b.landing) DESC, b.target_key) AS place
    FROM same WHERE n.target_key IS NULL
  ),
  come AS (
    SELECT n, row_number() OVER (PARTITION BY n.deal, n.period_start ORDER BY abs(n.landing) DESC, n.target_key) AS place
    FROM same WHERE b.target_key IS NULL
  ),
  line AS (
    SELECT b, n FROM same WHERE b.target_key IS NOT NULL AND n.target_key IS NOT NULL
    UNION ALL
    SELECT gone.b, come.n FROM gone FULL JOIN come
      ON come.n.deal = gone.b.deal AND come.n.period_start = gone.b.period_start AND come.place = gone.place
  ),
  lost AS (SELECT deal FROM now GROUP BY deal HAVING bool_and(lost))
  SELECT coalesce(n.deal, b.deal) AS deal, coalesce(n.period_start, b.period_start) AS period,
    coalesce(n.target_key, b.target_key) AS rep, coalesce(n.deal, b.deal) IN (SELECT deal FROM lost WHERE deal IS NOT NULL) AS lost,
    b.budget_key AS before_budget, b.target_key AS before_target, b.landing AS before_landing, b.closed AS before_closed,
    b.in_landing AS before_in_landing, n.budget_key AS now_budget, n.target_key AS now_target, n.landing AS now_landing,
    n.closed AS now_closed, n.in_landing AS now_in_landing
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
  FROM ${ref('kept_runs')} AS run JOIN todoku.kept_runs AS last ON last.key = run.previous_run
  WHERE ${judgement} <> 0
  UNION ALL
  SELECT run.key, 'Target', target.external_key, part.type, part.deal, part.amount
  FROM (${scoped('target')}) AS part
  JOIN pulled.cycle_targets AS target ON target.external_key = part.scope
  JOIN ${ref('kept_runs')} AS run ON run.budget_key = target.budget_external_key AND run.previous_run IS NOT NULL`;

/** Of a deal: its opportunity, else its project. */
const deals: Sql = `
  SELECT deal, any_value(opportunity) AS opportunity, any_value(project) FILTER (WHERE opportunity IS NULL) AS project
  FROM (
    SELECT deal, opportunity, project FROM ${ref('cycle_lines_now')}
    UNION ALL SELECT deal, opportunity, project FROM todoku.kept_lines WHERE cycle = ${lastFriday}
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
    FROM shown GROUP BY run_key, scope, target_key, type, own HAVING sum(amount) <> 0
  )
  SELECT ${key} AS key, ${param('cycle')} AS cycle, line.run_key, line.scope, line.target_key, line.type,
    ${money('line.amount')} AS amount, line.deals, deal.opportunity, deal.project, ${takenAt} AS taken_at
  FROM line LEFT JOIN (${deals}) AS deal ON deal.deal = line.own`;
