-- A won deal in its closing month. The month is over and the deal is won: the amount is final.
select
  target_key || '|' || key as key,
  target_key,
  key as project_key,
  period_start,
  true as closed
from ${ref('placed_deals')}
where placement = 'project'
