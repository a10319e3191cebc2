-- One row for every row of orders, and where it counts.
with read as (
  select
    orders.order_no as raw_key,
    upper(trim(orders.order_no)) as order_key,
    upper(trim(project.project_no)) as project_key,
    coalesce(menu.key, 'UNSPECIFIED') as menu_key,
    rep.key as rep_key,
    cast(try_strptime(trim(orders.starts_on), '%Y-%m-%d') as date) as starts_on,
    cast(try_strptime(trim(orders.ends_on), '%Y-%m-%d') as date) as ends_on,
    try_cast(orders.amount as decimal(18, 0)) as amount,
    try_cast(orders.cost as decimal(18, 0)) as cost,
    row_number() over (partition by upper(trim(orders.order_no)) order by orders.starts_on, orders.ends_on, orders.amount, orders.cost) as occurrence,
    project.project_no as known_project,
    orders.project_no as raw_project,
    orders.employee_no as raw_employee,
    if(menu.key is null, 'menu not in the catalogue: ' || coalesce(nullif(orders.menu_code, ''), 'none'), null) as quality
  from raw.orders as orders
  left join raw.projects as project on upper(trim(project.project_no)) = upper(trim(orders.project_no))
  left join ${ref('menus')} as menu on menu.key = upper(trim(orders.menu_code))
  left join ${ref('people')} as rep on rep.employee_no = upper(trim(orders.employee_no)) and rep.department_key is not null
),
judged as (
  select
    * exclude (known_project, raw_project, raw_employee),
    case
      when occurrence > 1 then 'the same number again: only the first row counts'
      when known_project is null then 'no such project: ' || coalesce(raw_project, 'none')
      when rep_key is null then 'no such employee: ' || coalesce(raw_employee, 'none')
      when starts_on is null or ends_on is null or ends_on < starts_on then 'no period: the dates cannot be read'
      when amount is null or cost is null then 'no amount: the amount or the cost cannot be read'
    end as refusal
  from read
)
select
  * exclude (refusal),
  raw_key || if(occurrence > 1, ' (row ' || occurrence || ')', '') as coverage_key,
  if(refusal is null, 'menu amount', null) as placement,
  coalesce(refusal, 'ordered: expected in its months until it is delivered') as reason
from judged
