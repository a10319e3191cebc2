-- One row for every row of plans: what was planned for a project, a menu and a month, and where it counts.
with read as (
  select
    plan.plan_no as raw_key,
    row_number() over (partition by upper(trim(plan.plan_no)) order by plan.month, plan.revenue, plan.gross_profit) as occurrence,
    upper(trim(project.project_no)) as project_key,
    coalesce(menu.key, 'UNSPECIFIED') as menu_key,
    rep.key as rep_key,
    cast(try_strptime(trim(plan.month) || '-01', '%Y-%m-%d') as date) as period_start,
    try_cast(plan.revenue as decimal(18, 0)) as revenue,
    try_cast(plan.gross_profit as decimal(18, 0)) as gross_profit,
    case
      when occurrence > 1 then 'the same number again: only the first row counts'
      when project.project_no is null then 'no such project: ' || coalesce(plan.project_no, 'none')
      when rep.key is null then 'no such employee: ' || coalesce(plan.employee_no, 'none')
      when try_strptime(trim(plan.month) || '-01', '%Y-%m-%d') is null then 'not a month: ' || coalesce(plan.month, 'none')
      when try_cast(plan.revenue as decimal(18, 0)) is null then 'not an amount: ' || coalesce(plan.revenue, 'none')
      when try_cast(plan.gross_profit as decimal(18, 0)) is null then 'not an amount: ' || coalesce(plan.gross_profit, 'none')
    end as refusal,
    if(menu.key is null, 'menu not in the catalogue: ' || coalesce(nullif(plan.menu_code, ''), 'none'), null) as quality
  from raw.plans as plan
  left join raw.projects as project on upper(trim(project.project_no)) = upper(trim(plan.project_no))
  left join ${ref('menus')} as menu on menu.key = upper(trim(plan.menu_code))
  left join ${ref('people')} as rep on rep.employee_no = upper(trim(plan.employee_no)) and rep.department_key is not null
)
select
  * exclude (refusal, occurrence),
  raw_key || if(occurrence > 1, ' (row ' || occurrence || ')', '') as coverage_key,
  if(refusal is null, 'menu amount', null) as placement,
  coalesce(refusal, 'planned: the budget of its project, month, menu and rep') as reason
from read
