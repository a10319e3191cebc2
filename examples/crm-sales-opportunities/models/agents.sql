select
  agent.key,
  agent.name,
  region.key as region_key,
  known_manager.key as manager_key
from ${raw('sales_teams')} as team
left join ${ref('names')} as agent on agent.kind = 'agent' and agent.text = team.sales_agent
left join ${ref('names')} as region on region.kind = 'region' and region.text = team.regional_office
left join ${ref('names')} as known_manager on known_manager.kind = 'agent' and known_manager.text = team.manager
