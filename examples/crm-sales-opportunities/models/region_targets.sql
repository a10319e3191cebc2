-- A region's monthly target: its mean monthly won value × growth, up to the next round figure, split evenly over its
-- agents and up to the next full 100. The round figures are wide on purpose: correcting one deal moves the mean, and
-- normally not the target. Multiples are counted with DIV and MOD: a quotient would be rounded before it is rounded up.
with closings as (
  select date_diff(max(period_start), min(period_start), month) + 1 as months
  from ${ref('deals')}
  where placement = 'project'
),
won as (
  select region_key, sum(value) as value
  from ${ref('deals')}
  where placement = 'project'
  group by region_key
),
sizes as (
  select region_key, count(*) as agents from ${ref('agents')} group by region_key
),
raised as (
  select
    sizes.region_key,
    sizes.agents,
    coalesce(won.value, 0) * cast(${param('growth')} as numeric) as total,
    closings.months * cast(${param('roundUpRegionTo')} as numeric) as step
  from sizes
  cross join closings
  left join won on won.region_key = sizes.region_key
),
rounded as (
  select
    region_key,
    agents,
    (div(total, step) + if(mod(total, step) > 0, 1, 0)) * cast(${param('roundUpRegionTo')} as numeric) as region_target
  from raised
)
select
  region_key,
  agents,
  region_target,
  (div(region_target, agents * 100) + if(mod(region_target, agents * 100) > 0, 1, 0)) * 100 as agent_target
from rounded
