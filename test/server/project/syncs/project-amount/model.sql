SELECT project_amount_key AS key, target_key, period_start, bool_and(closed) AS closed
FROM ${ref('line')}
GROUP BY ALL
