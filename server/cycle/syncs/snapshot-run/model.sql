-- As it was taken. A budget takes its runs, lines and bridges along when it is deleted; lines are told of the last Fridays alone.
select
  run.* except (lines_kept),
  lately.cycle is not null as has_lines,
  case when lately.cycle is not null then run.lines_kept else 0 end as lines_kept,
  coalesce(bridge.total, 0) as bridge_total
from ${own('kept_runs')} as run
left join (
  select cycle from ${own('cycle_pictures')} where picture = 'Week' order by cycle desc limit ${param('fridays')}
) as lately on lately.cycle = run.cycle
left join (
  select run_key, sum(amount) as total from ${own('kept_bridges')} where scope = 'Budget' group by run_key
) as bridge on bridge.run_key = run.key
where run.budget_key in (select external_key from ${pulled('cycle_budgets')})
