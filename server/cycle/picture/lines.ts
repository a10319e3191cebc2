/** The lines as they stand now: every amount under a target, with what it counts in the landing. Models of a picture. */
import { countedExpected, lineLanding, type Sql } from '../../formulas/formulas.ts';
import { money, param, pulled, ref } from './words.ts';

/** Months from `param('from')` on, each with the department that it belongs to. */
export const budgetsNow: Sql = `
  SELECT external_key AS budget_key, coalesce(department_key, department_external_key) AS department_key,
    department_manager AS manager, period_start, measure, ${money('current_amount')} AS current_amount,
    ${money('coalesce(target_amount, 0)')} AS target_amount, ${money('coalesce(actual, 0)')} AS actual,
    ${money('coalesce(line_landing, 0) + coalesce(opportunity_expected, 0)')} AS rolled_up,
    ${money('judgement_in_force')} AS judgement, pulled_at
  FROM ${pulled('cycle_budgets')}
  WHERE period_start >= CAST(${param('from')} AS DATE) AND measure IS NOT NULL`;

const ofTarget = `amount.external_key AS line_key, amount.target_external_key AS target_key,
    budget.budget_key, budget.department_key, budget.measure, budget.period_start, amount.target_rep AS rep`;

const budgetOfAmount = `JOIN ${ref('cycle_budgets_now')} AS budget ON budget.budget_key = amount.target_budget_external_key`;

const projectLine = lineLanding({
  closed: 'amount.closed',
  inLanding: 'amount.in_landing',
  member: 'amount.expected_member',
  system: 'amount.expected_system',
  actual: 'amount.actual',
});

const projectLines: Sql = `
  SELECT ${ofTarget}, 'Project' AS kind, amount.project_account AS account, amount.project, amount.project_opportunity AS opportunity,
    amount.project_status AS stage, coalesce(amount.project_status = 'Cancelled', FALSE) AS lost, TRUE AS is_live,
    amount.closed, amount.in_landing, amount.confidence, ${money('amount.expected_system')} AS expected_system,
    ${money('amount.expected_member')} AS expected_member, ${money('coalesce(amount.actual, 0)')} AS actual,
    ${money(projectLine)} AS landing
  FROM ${pulled('cycle_project_amounts')} AS amount ${budgetOfAmount}`;

const counted = countedExpected({
  open: 'amount.open',
  inLanding: 'amount.in_landing',
  linked: 'amount.opportunity IS NOT NULL',
  expected: 'amount.expected',
});

const opportunityLines: Sql = `
  SELECT ${ofTarget}, 'Opportunity' AS kind, amount.opportunity_account_id AS account, NULL AS project, amount.opportunity,
    amount.opportunity_stage_name AS stage,
    coalesce(amount.opportunity_is_closed AND NOT amount.opportunity_is_won, FALSE) AS lost, amount.open AS is_live,
    FALSE AS closed, amount.in_landing, NULL AS confidence, NULL AS expected_system,
    ${money('amount.expected')} AS expected_member, ${money('0')} AS actual, ${money(counted)} AS landing
  FROM ${pulled('cycle_opportunity_amounts')} AS amount ${budgetOfAmount}`;

/**
 * `deal` is what a line is part of: its opportunity, else its project, within a measure; NULL for an amount that came
 * without either. `is_live` is FALSE for an opportunity that is no longer open: its project has taken its place.
 */
export const linesNow: Sql = `
  SELECT *, measure || '|' || coalesce(opportunity, project) AS deal
  FROM (${projectLines} UNION ALL ${opportunityLines}) AS line`;

/**
 * Budgets whose lines do not add up to what Salesforce rolls up: somebody saved between the two readings, and together
 * they are true of no moment.
 */
export const unsteady: Sql = `
  SELECT budget.budget_key
  FROM ${ref('cycle_budgets_now')} AS budget
  LEFT JOIN ${ref('cycle_lines_now')} AS line ON line.budget_key = budget.budget_key
  GROUP BY budget.budget_key, budget.rolled_up HAVING coalesce(sum(line.landing), 0) <> budget.rolled_up`;
