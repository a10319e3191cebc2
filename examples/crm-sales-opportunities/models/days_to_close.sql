-- How long a won deal of each product took, as the median in whole weeks: one more or one fewer deal moves a median by
-- a day, and should not move the expected close of every open deal. A product without a won deal takes the median of all.
with won as (
  select known_product.key as product_key, date_diff(deal.closed_on, deal.engaged_on, day) as days
  from ${ref('read_deals')} as deal
  join ${ref('names')} as known_product on known_product.kind = 'product' and known_product.text = deal.product
  where deal.stage = 'Won'
),
medians as (
  select distinct product_key, percentile_disc(days, 0.5) over (partition by product_key) as days from won where days >= 0
),
overall as (
  select distinct percentile_disc(days, 0.5) over () as days from won where days >= 0
)
select product.key as product_key, div(coalesce(medians.days, overall.days) * 2 + 7, 14) * 7 as days
from ${ref('products')} as product
left join overall on true
left join medians on medians.product_key = product.key
