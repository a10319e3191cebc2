-- One row for every row of budgets.
with read as (
  select
    budget.department_code || '|' || budget.month || '|' || budget.measure as raw_key,
    department.key as department_key,
    measure.measure,
    cast(try_strptime(trim(budget.month) || '-01', '%Y-%m-%d') as date) as period_start,
    try_cast(budget.original as decimal(18, 0)) as original,
    try_cast(budget.current as decimal(18, 0)) as current,
    case
      when department.key is null then 'no such department: ' || coalesce(budget.department_code, 'none')
      when measure.measure is null then 'unknown measure: ' || coalesce(budget.measure, 'none')
      when try_strptime(trim(budget.month) || '-01', '%Y-%m-%d') is null then 'not a month: ' || coalesce(budget.month, 'none')
      when try_cast(budget.original as decimal(18, 0)) is null or try_cast(budget.current as decimal(18, 0)) is null then
        'no amount: the original or the current one cannot be read'
    end as refusal
  from raw.budgets as budget
  left join ${ref('departments')} as department on department.key = upper(trim(budget.department_code))
  left join ${ref('measures')} as measure on measure.measure = trim(budget.measure)
)
select
  * exclude (refusal),
  if(refusal is null, 'budget', null) as placement,
  coalesce(refusal, 'the budget of its department, month and measure') as reason
from read
