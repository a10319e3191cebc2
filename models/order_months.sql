-- Order × month × measure: what the order still has to deliver in that month, after the last day for which the delivery
-- feed is complete. The amount is spread evenly over the days. A month's part is the difference of two running totals,
-- each rounded to full yen, so that the parts of an order always add up to the order.
with feed as (
  select coalesce(max(cast(try_strptime(trim(complete_through), '%Y-%m-%d') as date)), date '1900-01-01') as through
  from raw.feeds
  where feed = 'deliveries'
),
months as (
  select
    orders.*,
    cast(unnest(generate_series(date_trunc('month', starts_on), ends_on, interval 1 month)) as date) as period_start
  from ${ref('order_lines')} as orders
  where placement = 'menu amount'
),
cuts as (
  select
    months.*,
    date_diff('day', starts_on, ends_on) + 1 as days,
    greatest(0, date_diff('day', starts_on, period_start)) as days_before,
    date_diff('day', starts_on, least(ends_on, last_day(period_start))) + 1 as days_after,
    date_diff('day', starts_on, feed.through) + 1 as days_delivered
  from months
  cross join feed
),
valued as (
  select
    cuts.*,
    measure.measure,
    cast(if(measure.measure = 'Revenue', amount, amount - cost) as hugeint) as value,
    least(days_after, greatest(days_before, days_delivered)) as days_done
  from cuts
  cross join ${ref('measures')} as measure
)
select
  order_key,
  project_key,
  menu_key,
  rep_key,
  measure,
  period_start,
  cast(
    sign(value) * ((2 * abs(value) * days_after + days) // (2 * days) - (2 * abs(value) * days_done + days) // (2 * days))
    as decimal(18, 0)
  ) as remaining
from valued
