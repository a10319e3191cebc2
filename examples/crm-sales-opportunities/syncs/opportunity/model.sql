-- An open deal. Its amount is the list price: nothing else is known before it closes.
select
  key,
  coalesce(account_name || ' · ' || product_name, product_name || ' · ' || key) as name,
  case stage when 'Prospecting' then 'Prospecting' when 'Engaging' then 'Needs Analysis' end as stage_name,
  closes_on as close_date,
  list_price as amount,
  account_key
from ${ref('deals')}
where placement = 'opportunity'
