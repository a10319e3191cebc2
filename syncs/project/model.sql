-- A deal or a client that is not known leaves its lookup empty; the project and its amounts stay.
select
  upper(trim(project.project_no)) as key,
  trim(project.name) as name,
  upper(trim(client.client_no)) as client_key,
  deal.key as deal_key,
  case project.status when 'planned' then 'Planned' when 'running' then 'Active' when 'completed' then 'Closed' end as status,
  case project.type when 'new' then 'New' when 'continued' then 'Base' end as type
from raw.projects as project
left join raw.clients as client on upper(trim(client.client_no)) = upper(trim(project.client_no))
left join ${ref('deals')} as deal on deal.key = upper(trim(project.deal_no)) and deal.placement = 'opportunity'
