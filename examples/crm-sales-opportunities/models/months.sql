-- The months that carry targets: whole quarters around everything that was engaged, closed or is expected to close.
with span as (
  select
    date_trunc('quarter', least(min(engaged_on), min(period_start))) as first_month,
    date_trunc('quarter', max(period_start)) + interval 2 month as last_month,
    min(period_start) filter (where placement = 'project') as first_closing
  from ${ref('deals')}
)
select cast(month as date) as period_start, coalesce(month >= first_closing, false) as has_target
from (select unnest(generate_series(first_month, last_month, interval 1 month)) as month, first_closing from span)
