-- One row for every row of activity_targets: a rep and a month, with the target that it leads to.
with read as (
  select
    activity.employee_no || '|' || activity.month as raw_key,
    rep.key as rep_key,
    cast(try_strptime(trim(activity.month) || '-01', '%Y-%m-%d') as date) as period_start,
    try_cast(activity.calls as decimal(18, 0)) as calls,
    try_cast(activity.connections as decimal(18, 0)) as connections,
    try_cast(activity.meetings as decimal(18, 0)) as meetings,
    try_cast(activity.proposals as decimal(18, 0)) as proposals,
    try_cast(activity.mql_amount as decimal(18, 0)) as mql_amount,
    try_cast(activity.deal_amount as decimal(18, 0)) as deal_amount,
    case
      when rep.key is null then 'no such employee: ' || coalesce(activity.employee_no, 'none')
      when try_strptime(trim(activity.month) || '-01', '%Y-%m-%d') is null then 'not a month: ' || coalesce(activity.month, 'none')
    end as refusal
  from raw.activity_targets as activity
  left join ${ref('people')} as rep on rep.employee_no = upper(trim(activity.employee_no))
)
select
  read.* exclude (refusal),
  target.key as target_key,
  target.budget_key,
  target.target_amount,
  if(refusal is null and target.key is not null, 'kpi-value', null) as placement,
  coalesce(refusal, if(target.key is null, 'its rep has no target in that month', 'the KPIs of its rep and month')) as reason
from read
left join ${ref('targets')} as target
  on target.measure = 'Revenue' and target.rep_key = read.rep_key and target.period_start = read.period_start
