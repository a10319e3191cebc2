-- Rep × month × measure: what was set, and a target of 0 wherever amounts or deals have none, so that nothing is left
-- outside the budgets. A target that was set names its department; one of 0 is in the department of its rep.
-- `actual_total` is the warehouse's own total, to hold against what Salesforce rolls up.
with scopes as (
  select measure, period_start, rep_key from ${ref('target_lines')} where placement = 'target'
  union select measure, period_start, rep_key from ${ref('amounts')}
  union select measure, period_start, rep_key from ${ref('deal_amounts')}
),
actuals as (
  select measure, period_start, rep_key, cast(sum(actual) as decimal(18, 0)) as actual
  from ${ref('amounts')}
  group by measure, period_start, rep_key
)
select
  strftime(scope.period_start, '%Y-%m') || '|' || scope.measure || '|' || scope.rep_key as key,
  strftime(scope.period_start, '%Y-%m') || '|' || scope.measure || '|' || coalesce(line.department_key, rep.department_key)
    as budget_key,
  scope.measure,
  scope.period_start,
  scope.rep_key,
  coalesce(line.department_key, rep.department_key) as department_key,
  coalesce(line.current, 0) as target_amount,
  coalesce(line.original, 0) as original_target,
  coalesce(actuals.actual, 0) as actual_total
from scopes as scope
join ${ref('people')} as rep on rep.key = scope.rep_key
left join ${ref('target_lines')} as line
  on line.placement = 'target'
  and line.measure = scope.measure
  and line.period_start = scope.period_start
  and line.rep_key = scope.rep_key
left join actuals
  on actuals.measure = scope.measure and actuals.period_start = scope.period_start and actuals.rep_key = scope.rep_key
