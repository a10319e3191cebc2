select key, department_key, period_start, measure, original_amount, current_amount, target_total, actual_total
from ${ref('budgets')}
