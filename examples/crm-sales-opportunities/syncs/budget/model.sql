-- Region × month: the sum of its agents' targets.
select
  target.budget_key as key,
  target.region_key as department_key,
  target.period_start,
  'Revenue' as measure,
  sum(target.target_amount) as amount,
  sum(target.actual_total) as actual_total
from ${ref('targets')} as target
group by all
