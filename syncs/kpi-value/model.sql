select key, code, budget_key, target_key, period_type, period_start, actual, target_value
from ${ref('kpi_values')}
