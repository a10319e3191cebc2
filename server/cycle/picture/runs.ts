/** Snapshot_Run__c and Snapshot_Line__c of a moment. Models of a picture. */
import { difference, landingForecast, type Sql } from '../../formulas/formulas.ts';
import { fitting, lastFriday, money, own, param, plannedAt, ref, takenAt } from './words.ts';

/** `kind` as Snapshot_Run__c has it. Both are compared with the last Friday that was kept: weeks are told from Friday to Friday. */
export const runs = (kind: 'Freeze' | 'Week'): Sql => `
  WITH line AS (
    SELECT budget_key, count(*) AS line_count, sum(landing) AS landing, sum(actual) AS actual,
      sum(CASE WHEN closed OR in_landing THEN actual ELSE 0 END) AS counted
    FROM ${ref('cycle_lines_now')} GROUP BY budget_key
  ),
  before AS (SELECT * FROM ${own('kept_runs')} WHERE kind = 'Week' AND cycle = ${lastFriday}),
  now AS (
    SELECT budget.*, ${money('coalesce(line.landing, 0)')} AS lines_landing, ${money('coalesce(line.actual, 0)')} AS booked,
      ${money(difference('coalesce(line.landing, 0)', 'coalesce(line.counted, 0)'))} AS expected,
      coalesce(line.line_count, 0) AS line_count
    FROM ${ref('cycle_budgets_now')} AS budget LEFT JOIN line ON line.budget_key = budget.budget_key
  )
  SELECT ${fitting(`${param('cycle')} || '|${kind}|' || now.budget_key`)} AS key, ${param('cycle')} AS cycle, '${kind}' AS kind,
    now.budget_key, now.period_start, ${plannedAt} AS planned_at,
    now.pulled_at AS as_of, now.current_amount, now.target_amount, now.booked AS actual,
    now.expected, now.judgement, ${kind === 'Week' ? 'now.lines_landing' : money('0')} AS lines_kept,
    ${kind === 'Week' ? 'now.line_count' : '0'} AS line_count,
    ${money(landingForecast('now.lines_landing', '0', 'now.judgement'))} AS landing_forecast,
    before.key AS previous_run, before.landing_forecast AS previous_landing, ${takenAt} AS taken_at
  FROM now LEFT JOIN before ON before.budget_key = now.budget_key`;

export const lines: Sql = `
  SELECT ${fitting(`run.key || '|' || line.line_key`)} AS key, run.key AS run_key, line.* EXCEPT (budget_key), line.budget_key, run.cycle, ${takenAt} AS taken_at
  FROM ${ref('cycle_lines_now')} AS line JOIN ${ref('kept_runs')} AS run ON run.budget_key = line.budget_key`;
