SELECT project_amount_key AS key, target_key, period_start, LOGICAL_AND(closed) AS closed
FROM ${ref('line')}
GROUP BY 1, 2, 3
