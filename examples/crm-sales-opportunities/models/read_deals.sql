-- The rows of sales_pipeline with dates and value read; what cannot be read is null. The only home of how they are written.
select
  *,
  coalesce(trim(deal_stage), '') as stage,
  coalesce(safe.parse_date('%m/%d/%Y', trim(engage_date)), safe.parse_date('%Y-%m-%d', trim(engage_date))) as engaged_on,
  coalesce(safe.parse_date('%m/%d/%Y', trim(close_date)), safe.parse_date('%Y-%m-%d', trim(close_date))) as closed_on,
  round(safe_cast(close_value as numeric), 2) as value
from ${raw('sales_pipeline')}
