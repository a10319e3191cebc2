-- What a KPI was and should have been: for each month from the last one to the next, of every target and of every budget
-- as a whole; and for each day of this week and the last, of every target. Older months and days stay in Salesforce as
-- they were sent (`upsert`). "Now" is the newest day of the activities.
--   PROJECTS, DEALS  the target alone: the value is the record's own figure. Both together are the target of the record.
--   JUDGEMENT        of a budget: nobody plans one, so its target is 0
with now as (
  select max(day) as day from ${ref('activity_lines')}
),
months as (
  select target.*
  from ${ref('activity_target_lines')} as target
  cross join now
  where target.placement is not null
    and target.period_start between date_trunc('month', now.day) - interval 1 month and date_trunc('month', now.day) + interval 1 month
),
done as (
  select
    target_key,
    cast(sum(calls) as decimal(18, 0)) as calls,
    cast(sum(connections) as decimal(18, 0)) as connections,
    cast(sum(meetings) as decimal(18, 0)) as meetings,
    cast(sum(proposals) as decimal(18, 0)) as proposals,
    cast(sum(mql_amount) as decimal(18, 0)) as mql_amount
  from ${ref('activity_lines')}
  where placement is not null
  group by target_key
),
reps as (
  select
    code, target_key, budget_key, months.period_start,
    case code
      when 'CALLS' then coalesce(done.calls, 0)
      when 'CONNECTIONS' then coalesce(done.connections, 0)
      when 'MEETINGS' then coalesce(done.meetings, 0)
      when 'PROPOSALS' then coalesce(done.proposals, 0)
      when 'MQL_AMOUNT' then coalesce(done.mql_amount, 0)
    end as actual,
    case code
      when 'CALLS' then months.calls
      when 'CONNECTIONS' then months.connections
      when 'MEETINGS' then months.meetings
      when 'PROPOSALS' then months.proposals
      when 'MQL_AMOUNT' then months.mql_amount
      when 'DEALS' then deal_amount
      when 'PROJECTS' then target_amount - deal_amount
    end as target_value
  from months
  left join done using (target_key)
  cross join ${ref('kpis')} as kpi
  where code in ('PROJECTS', 'DEALS', 'CALLS', 'CONNECTIONS', 'MEETINGS', 'PROPOSALS', 'MQL_AMOUNT')
),
units as (
  select
    code, budget_key, period_start,
    cast(sum(actual) as decimal(18, 0)) as actual,
    cast(sum(target_value) as decimal(18, 0)) as target_value
  from reps
  where code <> 'PROJECTS'
  group by code, budget_key, period_start
),
days as (
  select
    code, target_key, budget_key, line.day,
    case code
      when 'CALLS' then line.calls
      when 'CONNECTIONS' then line.connections
      when 'MEETINGS' then line.meetings
      when 'PROPOSALS' then line.proposals
      when 'MQL_AMOUNT' then line.mql_amount
    end as actual
  from ${ref('activity_lines')} as line
  cross join now
  cross join ${ref('kpis')} as kpi
  where line.placement is not null
    and code in ('CALLS', 'CONNECTIONS', 'MEETINGS', 'PROPOSALS', 'MQL_AMOUNT')
    and line.day >= date_trunc('week', now.day) - interval 7 day
)
select
  target_key || '|' || code || '|M' as key,
  code, budget_key, target_key, 'Month' as period_type, period_start, actual, target_value
from reps
union all
select budget_key || '|' || code || '|M', code, budget_key, null, 'Month', period_start, actual, target_value
from units
union all
select
  units.budget_key || '|' || kpi.code || '|M', kpi.code, units.budget_key, null, 'Month', units.period_start, null,
  cast(if(kpi.code = 'PROJECTS', budget.current_amount - units.target_value, 0) as decimal(18, 0))
from units
join ${ref('budgets')} as budget on budget.key = units.budget_key
cross join ${ref('kpis')} as kpi
where units.code = 'DEALS' and kpi.code in ('PROJECTS', 'JUDGEMENT')
union all
select
  target_key || '|' || code || '|D|' || strftime(day, '%Y-%m-%d'),
  code, budget_key, target_key, 'Day', day, actual, null
from days
