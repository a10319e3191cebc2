-- The product of a won deal, with the value at which it closed. No one planned a deal or expected it beforehand, so far
-- as the files tell.
select
  target_key || '|' || key || '|' || coalesce(product_key, 'unspecified') as key,
  target_key || '|' || key as project_amount_key,
  coalesce(product_key, 'unspecified') as menu_key,
  period_start,
  value as actual
from ${ref('placed_deals')}
where placement = 'project'
