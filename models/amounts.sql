-- The mart: measure × month × rep × project × menu.
--   budget    what was planned
--   actual    what was delivered so far
--   expected  for the whole month: delivered so far + what the orders still have to deliver. Empty as long as nothing is
--             ordered: the system then has no opinion, which is not the same as 0.
with planned as (
  select
    measure.measure, period_start, rep_key, project_key, menu_key,
    if(measure.measure = 'Revenue', revenue, gross_profit) as budget,
    cast(null as decimal(18, 0)) as actual,
    cast(null as decimal(18, 0)) as remaining
  from ${ref('plan_lines')}
  cross join ${ref('measures')} as measure
  where placement = 'menu amount'
),
delivered as (
  select
    measure.measure, period_start, rep_key, project_key, menu_key,
    cast(null as decimal(18, 0)) as budget,
    if(measure.measure = 'Revenue', amount, amount - cost) as actual,
    cast(null as decimal(18, 0)) as remaining
  from ${ref('delivery_lines')}
  cross join ${ref('measures')} as measure
  where placement = 'menu amount'
),
ordered as (
  select
    measure, period_start, rep_key, project_key, menu_key,
    cast(null as decimal(18, 0)) as budget,
    cast(null as decimal(18, 0)) as actual,
    remaining
  from ${ref('order_months')}
),
lines as (
  select * from planned
  union all select * from delivered
  union all select * from ordered
)
select
  strftime(period_start, '%Y-%m') || '|' || measure || '|' || rep_key as target_key,
  measure,
  period_start,
  rep_key,
  project_key,
  menu_key,
  cast(coalesce(sum(budget), 0) as decimal(18, 0)) as budget,
  cast(coalesce(sum(actual), 0) as decimal(18, 0)) as actual,
  cast(if(count(actual) + count(remaining) = 0, null, coalesce(sum(actual), 0) + coalesce(sum(remaining), 0)) as decimal(18, 0))
    as expected
from lines
group by measure, period_start, rep_key, project_key, menu_key
