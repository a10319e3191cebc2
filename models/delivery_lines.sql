-- One row for every row of deliveries. A delivery takes project, menu and rep from its order, and counts in the month of
-- its last day (the feed cuts weeks where a month ends).
with read as (
  select
    delivery.delivery_no as raw_key,
    row_number() over (partition by upper(trim(delivery.delivery_no)) order by delivery.delivered_to, delivery.amount, delivery.cost) as time_sent,
    orders.project_key,
    orders.menu_key,
    orders.rep_key,
    cast(date_trunc('month', try_strptime(trim(delivery.delivered_to), '%Y-%m-%d')) as date) as period_start,
    try_cast(delivery.amount as decimal(18, 0)) as amount,
    try_cast(delivery.cost as decimal(18, 0)) as cost,
    case
      when time_sent > 1 then 'the same number again: only the first row counts'
      when orders.order_key is null then 'no such order: ' || coalesce(nullif(delivery.order_no, ''), 'none')
      when orders.placement is null then 'its order has no place: ' || orders.reason
      when try_strptime(trim(delivery.delivered_to), '%Y-%m-%d') is null then 'no date: the last day cannot be read'
      when try_cast(delivery.amount as decimal(18, 0)) is null or try_cast(delivery.cost as decimal(18, 0)) is null then
        'no amount: the amount or the cost cannot be read'
    end as refusal,
    orders.quality
  from raw.deliveries as delivery
  left join ${ref('order_lines')} as orders
    on orders.order_key = upper(trim(delivery.order_no)) and orders.occurrence = 1
)
select
  * exclude (refusal, time_sent),
  raw_key || if(time_sent > 1, ' (row ' || time_sent || ')', '') as coverage_key,
  if(refusal is null, 'menu amount', null) as placement,
  coalesce(refusal, 'delivered: the actual of its month') as reason
from read
