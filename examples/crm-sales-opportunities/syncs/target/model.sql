select key, budget_key, agent_key, period_start, target_amount, actual_total from ${ref('targets')}
