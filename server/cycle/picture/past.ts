/**
 * What earlier weeks have left in Salesforce, for a warehouse that has lost it: the next bridge starts from it, and what
 * was told stays told. Models named after the tables that they fill.
 */
import type { Sql } from '../../formulas/formulas.ts';
import { money, own, param, pulled } from './words.ts';

/** Of the week that is under way nothing but its freeze is taken over: the rest may have been told in part. */
const earlier = (cycle: Sql): Sql => `${cycle} < ${param('cycle')}`;

const amounts = (names: readonly string[]): Sql => names.map((name) => `${money(name)} AS ${name}`).join(', ');

const weeks: Sql = `
  SELECT external_key AS key, week_start, period_start, business_zone AS zone, opens_at, unit_deadline, freeze_at, meeting_at,
    snapshot_at, state, opened_at, frozen_at, snapshot_taken_at, ${money('tolerance')} AS tolerance, message
  FROM ${pulled('cycle_past_weeks')} WHERE ${earlier('external_key')} AND external_key NOT IN (SELECT key FROM ${own('cycles')})`;

const runs: Sql = `
  SELECT external_key AS key, cycle_external_key AS cycle, kind, budget_external_key AS budget_key,
    budget_period_start AS period_start, planned_at, as_of, ${money('lines_landing')} AS lines_kept,
    CAST(line_count AS INT64) AS line_count, previous_run_external_key AS previous_run,
    ${amounts(['current_amount', 'target_amount', 'actual', 'expected', 'judgement', 'landing_forecast', 'previous_landing'])},
    created_at AS taken_at
  FROM ${pulled('cycle_past_runs')}
  WHERE ${earlier('cycle_external_key')} OR (cycle_external_key = ${param('cycle')} AND kind = 'Freeze' AND cycle_external_key IN (
    SELECT external_key FROM ${pulled('cycle_past_weeks')} WHERE state IN ('Frozen', 'Closed')))`;

/** Whether an opportunity was still open that day was not told: one that is in the landing and counts nothing was not. */
const lines: Sql = `
  SELECT external_key AS key, snapshot_run_cycle_external_key AS cycle, snapshot_run_external_key AS run_key, line_key, kind,
    target_external_key AS target_key, snapshot_run_budget_external_key AS budget_key, department_key,
    snapshot_run_budget_measure AS measure, period_start, rep, account, project, opportunity,
    snapshot_run_budget_measure || '|' || coalesce(opportunity, project) AS deal, stage, lost,
    (kind = 'Project' OR landing <> 0 OR NOT in_landing) AS is_live, closed, in_landing, confidence,
    ${amounts(['expected_system', 'expected_member', 'actual', 'landing'])}, created_at AS taken_at
  FROM ${pulled('cycle_past_lines')} WHERE ${earlier('snapshot_run_cycle_external_key')}`;

const bridges: Sql = `
  SELECT external_key AS key, snapshot_run_cycle_external_key AS cycle, snapshot_run_external_key AS run_key, scope,
    target_external_key AS target_key, type, ${money('amount')} AS amount, CAST(deals AS INT64) AS deals, opportunity, project,
    created_at AS taken_at
  FROM ${pulled('cycle_past_bridges')} WHERE snapshot_run_external_key IN (SELECT key FROM (${runs}) AS run)`;

const words: Sql = `
  SELECT external_key AS key, cycle_external_key AS cycle, kind, target_external_key AS target_key,
    budget_external_key AS budget_key, budget_period_start AS period_start, on_behalf_of AS person,
    ${amounts(['actual', 'rolled_up', 'judgement', 'landing_forecast', 'previous_landing'])}, submitted_at AS taken_at
  FROM ${pulled('cycle_past_words')} WHERE ${earlier('cycle_external_key')}`;

const taken: Sql = `
  SELECT cycle, picture, max(taken_at) AS taken_at FROM (
    SELECT cycle, kind AS picture, taken_at FROM (${runs}) AS run
    UNION ALL SELECT cycle, 'Carried', taken_at FROM (${words}) AS word
  ) AS one GROUP BY cycle, picture`;

export const past: Readonly<Record<string, Sql>> = {
  cycles: weeks,
  kept_runs: runs,
  kept_lines: lines,
  kept_bridges: bridges,
  kept_submissions: words,
  cycle_pictures: taken,
};
