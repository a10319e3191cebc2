-- Deal × measure in its closing month. A closed deal stays, no longer counted, as long as its month has targets: what a
-- member expected of it is not thrown away. For a month without targets it makes none.
select
  strftime(deal.period_start, '%Y-%m') || '|' || measure.measure || '|' || deal.rep_key as target_key,
  deal.key as deal_key,
  measure.measure,
  deal.period_start,
  deal.rep_key,
  deal.is_open
from ${ref('deals')} as deal
cross join ${ref('measures')} as measure
where
  deal.placement = 'opportunity'
  and (
    deal.is_open
    or deal.period_start in (select cast(strptime(trim(month) || '-01', '%Y-%m-%d') as date) from raw.targets)
  )
