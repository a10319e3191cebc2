-- One row for every row of targets.
with read as (
  select
    target.employee_no || '|' || target.month || '|' || target.measure as raw_key,
    rep.key as rep_key,
    department.key as department_key,
    measure.measure,
    cast(try_strptime(trim(target.month) || '-01', '%Y-%m-%d') as date) as period_start,
    try_cast(target.original as decimal(18, 0)) as original,
    try_cast(target.current as decimal(18, 0)) as current,
    case
      when rep.key is null then 'no such employee: ' || coalesce(target.employee_no, 'none')
      when department.key is null then 'no such department: ' || coalesce(target.department_code, 'none')
      when measure.measure is null then 'unknown measure: ' || coalesce(target.measure, 'none')
      when try_strptime(trim(target.month) || '-01', '%Y-%m-%d') is null then 'not a month: ' || coalesce(target.month, 'none')
      when try_cast(target.original as decimal(18, 0)) is null or try_cast(target.current as decimal(18, 0)) is null then
        'no amount: the original or the current one cannot be read'
    end as refusal
  from raw.targets as target
  left join ${ref('people')} as rep on rep.employee_no = upper(trim(target.employee_no)) and rep.department_key is not null
  left join ${ref('departments')} as department on department.key = upper(trim(target.department_code))
  left join ${ref('measures')} as measure on measure.measure = trim(target.measure)
)
select
  * exclude (refusal),
  if(refusal is null, 'target', null) as placement,
  coalesce(refusal, 'the target of its rep, month and measure') as reason
from read
