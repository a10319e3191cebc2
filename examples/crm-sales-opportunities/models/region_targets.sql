-- A region's monthly target: its mean monthly won value × growth, up to the next round figure, split evenly over its
-- agents and up to the next full 100. The round figures are wide on purpose: correcting one deal moves the mean, and
-- normally not the target. Whole numbers only: the division is exact, in millionths.
with closings as (
  select date_diff('month', min(period_start), max(period_start)) + 1 as months
  from ${ref('deals')}
  where placement = 'project'
),
won as (
  select region_key, cast(sum(value) as decimal(18, 2)) as value
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
    cast(cast(coalesce(won.value, 0) as decimal(38, 2)) * 100 as hugeint)
      * cast(cast(${param('growth')} as decimal(9, 4)) * 10000 as hugeint) as total_millionths,
    closings.months * cast(${param('roundUpRegionTo')} as hugeint) * 1000000 as step_millionths
  from sizes
  cross join closings
  left join won on won.region_key = sizes.region_key
),
rounded as (
  select
    region_key,
    agents,
    (total_millionths + step_millionths - 1) // step_millionths * cast(${param('roundUpRegionTo')} as hugeint) as region_target
  from raised
)
select
  region_key,
  agents,
  cast(region_target as decimal(18, 2)) as region_target,
  cast((region_target + agents * 100 - 1) // (agents * 100) * 100 as decimal(18, 2)) as agent_target
from rounded
