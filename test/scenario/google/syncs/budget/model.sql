WITH actuals AS (SELECT budget_key, SUM(ROUND(actual, 2)) AS total FROM ${ref('line')} GROUP BY budget_key),
targets AS (
  SELECT CONCAT(department, '|', month) AS budget_key, SUM(CAST(target AS NUMERIC)) AS total
  FROM ${raw('targets')}
  GROUP BY 1
)
SELECT
  CONCAT(b.department, '|', b.month) AS key,
  b.department,
  CAST(CONCAT(b.month, '-01') AS DATE) AS period_start,
  ${param('measure')} AS measure,
  b.original,
  b.`current` AS `current`,
  COALESCE(a.total, 0) AS actual_total,
  COALESCE(t.total, 0) AS target_total
FROM ${raw('budgets')} AS b
LEFT JOIN actuals AS a ON a.budget_key = CONCAT(b.department, '|', b.month)
LEFT JOIN targets AS t ON t.budget_key = CONCAT(b.department, '|', b.month)
