-- How long a won deal of each product took, as the median in whole weeks: one more or one fewer deal moves a median by
-- a day, and should not move the expected close of every open deal. A product without a won deal takes the median of all.
with won as (
  select
    product.key as product_key,
    date_diff(
      'day',
      try_strptime(trim(deal.engage_date), ['%m/%d/%Y', '%Y-%m-%d']),
      try_strptime(trim(deal.close_date), ['%m/%d/%Y', '%Y-%m-%d'])
    ) as days
  from raw.sales_pipeline as deal
  join ${ref('names')} as product on product.kind = 'product' and product.text = deal.product
  where trim(deal.deal_stage) = 'Won'
),
medians as (
  select product_key, quantile_disc(days, 0.5) as days from won where days >= 0 group by product_key
),
overall as (
  select quantile_disc(days, 0.5) as days from won where days >= 0
)
select product.key as product_key, cast((coalesce(medians.days, overall.days) * 2 + 7) // 14 * 7 as integer) as days
from ${ref('products')} as product
cross join overall
left join medians on medians.product_key = product.key
