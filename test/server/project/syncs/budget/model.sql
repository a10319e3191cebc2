WITH actuals AS (SELECT budget_key, sum(round(actual, 2)) AS total FROM ${ref('line')} GROUP BY ALL),
targets AS (SELECT department || '|' || month AS budget_key, sum(CAST(target AS DECIMAL(18, 2))) AS total FROM raw.targets GROUP BY ALL)
SELECT
  b.department || '|' || b.month AS key,
  b.department,
  CAST(b.month || '-01' AS DATE) AS period_start,
  ${param('measure')} AS measure,
  b.original,
  b.current,
  coalesce(a.total, 0) AS actual_total,
  coalesce(t.total, 0) AS target_total
FROM raw.budgets b
LEFT JOIN actuals a ON a.budget_key = b.department || '|' || b.month
LEFT JOIN targets t ON t.budget_key = b.department || '|' || b.month
