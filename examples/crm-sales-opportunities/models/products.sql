-- The catalogue.
select
  known_product.key,
  known_product.name,
  raw_product.series,
  round(safe_cast(raw_product.sales_price as numeric), 2) as list_price
from ${raw('products')} as raw_product
left join ${ref('names')} as known_product on known_product.kind = 'product' and known_product.text = raw_product.product
