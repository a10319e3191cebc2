-- One row for every row of activities: a rep and a day, with the target that it counts for.
with read as (
  select
    activity.employee_no || '|' || activity.day as raw_key,
    rep.key as rep_key,
    try_cast(trim(activity.day) as date) as day,
    try_cast(activity.calls as decimal(18, 0)) as calls,
    try_cast(activity.connections as decimal(18, 0)) as connections,
    try_cast(activity.meetings as decimal(18, 0)) as meetings,
    try_cast(activity.proposals as decimal(18, 0)) as proposals,
    try_cast(activity.mql_amount as decimal(18, 0)) as mql_amount,
    case
      when rep.key is null then 'no such employee: ' || coalesce(activity.employee_no, 'none')
      when try_cast(trim(activity.day) as date) is null then 'not a day: ' || coalesce(activity.day, 'none')
    end as refusal
  from raw.activities as activity
  left join ${ref('people')} as rep on rep.employee_no = upper(trim(activity.employee_no))
)
select
  read.* exclude (refusal),
  target.key as target_key,
  target.budget_key,
  if(refusal is null and target.key is not null, 'kpi-value', null) as placement,
  coalesce(refusal, if(target.key is null, 'its rep has no target in that month', 'the KPIs of its rep and day')) as reason
from read
left join ${ref('targets')} as target
  on target.measure = 'Revenue' and target.rep_key = read.rep_key and target.period_start = date_trunc('month', read.day)
