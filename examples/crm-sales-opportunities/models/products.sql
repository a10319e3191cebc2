-- The catalogue.
select
  product.key,
  product.name,
  raw_product.series,
  try_cast(raw_product.sales_price as decimal(18, 2)) as list_price
from raw.products as raw_product
left join ${ref('names')} as product on product.kind = 'product' and product.text = raw_product.product
