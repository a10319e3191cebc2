-- A month after the next has values only once it comes nearer.
select
  raw_key as key,
  if(sent.target_key is null, null, placement) as placement,
  if(placement is not null and sent.target_key is null, 'a month that is not sent: neither this one nor its neighbours', reason) as reason,
  cast(null as varchar) as quality
from ${ref('activity_target_lines')} as line
left join (select distinct target_key from ${ref('kpi_values')} where period_type = 'Month') as sent
  on sent.target_key = line.target_key
