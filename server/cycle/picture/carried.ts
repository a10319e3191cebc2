/** What nobody has said by the deadline: last week's word, or the numbers as they stand. A model of a picture. */
import type { Sql } from '../../formulas/formulas.ts';
import { fitting, money, param, pulled, ref, takenAt } from './words.ts';

const asked: Sql = `
  SELECT 'Unit' AS kind, budget_key AS subject, NULL AS target_key, budget_key, period_start, manager AS person, actual,
    rolled_up, judgement
  FROM ${ref('cycle_budgets_now')}
  UNION ALL
  SELECT 'Member', target.external_key, target.external_key, budget.budget_key, budget.period_start, target.rep,
    ${money('coalesce(target.actual, 0)')},
    ${money('coalesce(target.line_landing, 0) + coalesce(target.opportunity_expected, 0)')}, NULL
  FROM ${pulled('cycle_targets')} AS target
  JOIN ${ref('cycle_budgets_now')} AS budget ON budget.budget_key = target.budget_external_key`;

/** The version of each week that counts; of no account are drafts, and what was taken back. */
const said: Sql = `
  SELECT kind, subject, cycle, rolled_up, judgement, landing_forecast
  FROM (
    SELECT kind, coalesce(target_external_key, budget_external_key) AS subject, cycle_external_key AS cycle, rolled_up,
      judgement, landing_forecast, version
    FROM ${pulled('cycle_submissions')} WHERE state NOT IN ('Draft', 'Withdrawn')
  ) AS word
  WHERE TRUE QUALIFY row_number() OVER (PARTITION BY kind, subject, cycle ORDER BY version DESC) = 1`;

/**
 * Asked for is the month that the week is about, and any later one of which something was said in an earlier week. A
 * carried word is version 0: whatever a person says of the same week counts before it.
 */
export const carried: Sql = `
  WITH asked AS (${asked}),
  said AS (${said}),
  last AS (
    SELECT * FROM said WHERE cycle < ${param('cycle')}
    QUALIFY row_number() OVER (PARTITION BY kind, subject ORDER BY cycle DESC) = 1
  )
  SELECT ${fitting(`${param('cycle')} || '|' || asked.kind || '|' || asked.subject || '|0'`)} AS key, ${param('cycle')} AS cycle,
    asked.kind, asked.target_key, asked.budget_key, asked.period_start, asked.person, asked.actual,
    CASE WHEN asked.kind = 'Unit' THEN ${money('coalesce(last.rolled_up, asked.rolled_up)')} END AS rolled_up,
    CASE WHEN asked.kind = 'Unit' THEN ${money('CASE WHEN last.subject IS NULL THEN asked.judgement ELSE last.judgement END')} END AS judgement,
    ${money('coalesce(last.landing_forecast, asked.rolled_up + coalesce(asked.judgement, 0))')} AS landing_forecast,
    ${money('last.landing_forecast')} AS previous_landing, ${takenAt} AS taken_at
  FROM asked LEFT JOIN last ON last.kind = asked.kind AND last.subject = asked.subject
  WHERE (asked.period_start = CAST(${param('period')} AS DATE) OR (asked.period_start > CAST(${param('period')} AS DATE) AND last.subject IS NOT NULL))
    AND NOT EXISTS (
      SELECT 1 FROM said WHERE said.cycle = ${param('cycle')} AND said.kind = asked.kind AND said.subject = asked.subject)`;
