-- Agent × month, every agent in every month, also those who never had a deal. Before the first closing there is nothing
-- to derive a target from, so it is 0; the row is there because open deals may fall into that month.
with actuals as (
  select agent_key, period_start, sum(value) as value
  from ${ref('deals')}
  where placement = 'project'
  group by agent_key, period_start
)
select
  format_date('%Y-%m', month.period_start) || '|Revenue|' || agent.key as key,
  format_date('%Y-%m', month.period_start) || '|Revenue|' || agent.region_key as budget_key,
  agent.key as agent_key,
  agent.name as agent_name,
  agent.region_key,
  month.period_start,
  if(month.has_target, region.agent_target, 0) as target_amount,
  coalesce(actuals.value, 0) as actual_total
from ${ref('agents')} as agent
cross join ${ref('months')} as month
join ${ref('region_targets')} as region on region.region_key = agent.region_key
left join actuals on actuals.agent_key = agent.key and actuals.period_start = month.period_start
