-- Department × month × measure: what was set, and a budget of 0 wherever a target has none.
with scopes as (
  select measure, period_start, department_key from ${ref('budget_lines')} where placement = 'budget'
  union select measure, period_start, department_key from ${ref('targets')}
),
totals as (
  select
    budget_key,
    cast(sum(target_amount) as decimal(18, 0)) as target_total,
    cast(sum(actual_total) as decimal(18, 0)) as actual_total
  from ${ref('targets')}
  group by budget_key
),
keyed as (
  select *, strftime(period_start, '%Y-%m') || '|' || measure || '|' || department_key as key from scopes
)
select
  keyed.key,
  keyed.measure,
  keyed.period_start,
  keyed.department_key,
  coalesce(line.original, 0) as original_amount,
  coalesce(line.current, 0) as current_amount,
  coalesce(totals.target_total, 0) as target_total,
  coalesce(totals.actual_total, 0) as actual_total
from keyed
left join ${ref('budget_lines')} as line
  on line.placement = 'budget'
  and line.measure = keyed.measure
  and line.period_start = keyed.period_start
  and line.department_key = keyed.department_key
left join totals on totals.budget_key = keyed.key
