-- A won deal.
select
  key,
  coalesce(account_name || ' · ' || product_name, product_name || ' · ' || key) as name,
  account_key,
  'Closed' as status
from ${ref('deals')}
where placement = 'project'
