-- As it was taken. A budget takes its runs, lines and bridges along when it is deleted.
select
  run.*,
  case run.kind when 'Freeze' then week.freeze_at else week.snapshot_at end as planned_at,
  coalesce(bridge.total, 0) as bridge_total
from todoku.kept_runs as run
left join todoku.cycles as week on week.key = run.cycle
left join (
  select run_key, sum(amount) as total from todoku.kept_bridges where scope = 'Budget' group by run_key
) as bridge on bridge.run_key = run.key
where run.budget_key in (select external_key from ${pulled('cycle_budgets')})
