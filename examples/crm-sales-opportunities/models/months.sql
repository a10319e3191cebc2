-- The months that carry targets: whole quarters around everything that was engaged, closed or is expected to close.
with span as (
  select
    min(engaged_on) as first_engaged,
    min(period_start) as first_period,
    max(period_start) as last_period,
    min(if(placement = 'project', period_start, null)) as first_closing
  from ${ref('deals')}
),
quarters as (
  select
    date_trunc(least(coalesce(first_engaged, first_period), coalesce(first_period, first_engaged)), quarter) as first_month,
    date_add(date_trunc(last_period, quarter), interval 2 month) as last_month,
    first_closing
  from span
)
select month as period_start, coalesce(month >= first_closing, false) as has_target
from quarters
cross join unnest(generate_date_array(first_month, last_month, interval 1 month)) as month
