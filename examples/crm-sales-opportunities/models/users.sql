-- The people the org needs before the push: every agent, and every manager. The key is User.Employee_Key__c.
with managers as (
  select manager.key, min(manager.name) as name, min(agent.region_key) as region_key
  from ${ref('agents')} as agent
  join ${ref('names')} as manager on manager.kind = 'agent' and manager.key = agent.manager_key
  group by manager.key
),
people as (
  select key, name, region_key, 'rep' as role, manager_key from ${ref('agents')}
  union all
  select key, name, region_key, 'unit-manager', null from managers where key not in (select key from ${ref('agents')})
)
select
  key as employee_key,
  regexp_extract(name, r'^(.*) [^ ]+$') as first_name,
  regexp_extract(name, r'[^ ]+$') as last_name,
  name,
  replace(key, '-', '.') || '@example.com' as email,
  region_key as department_key,
  role,
  'en_US' as language,
  manager_key
from people
