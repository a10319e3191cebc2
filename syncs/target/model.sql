select key, budget_key, rep_key, period_start, target_amount, original_target, actual_total
from ${ref('targets')}
