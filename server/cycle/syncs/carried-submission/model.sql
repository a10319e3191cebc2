-- What was carried over is told as it was taken; of a budget that is deleted, nothing is told any more.
select kept.*, 0 as version, true as carried, 'Submitted' as state
from ${own('kept_submissions')} as kept
where kept.budget_key in (select external_key from ${pulled('cycle_budgets')})
