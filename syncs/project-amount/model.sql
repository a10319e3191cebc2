-- A month is closed when accounting says so, not when the calendar does.
select distinct
  amount.target_key || '|' || amount.project_key as key,
  amount.target_key,
  amount.project_key,
  amount.period_start,
  amount.period_start in (
    select cast(strptime(trim(month) || '-01', '%Y-%m-%d') as date) from raw.closings where closed_on is not null
  ) as closed
from ${ref('amounts')} as amount
