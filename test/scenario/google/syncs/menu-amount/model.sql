SELECT key, project_amount_key, period_start, budget, actual, expected FROM ${ref('line')}
