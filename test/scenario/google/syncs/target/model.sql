WITH actuals AS (SELECT target_key, SUM(ROUND(actual, 2)) AS total FROM ${ref('line')} GROUP BY target_key)
SELECT
  CONCAT(t.department, '|', t.month, '|', t.rep) AS key,
  CONCAT(t.department, '|', t.month) AS budget_key,
  CAST(CONCAT(t.month, '-01') AS DATE) AS period_start,
  t.target,
  t.original,
  COALESCE(a.total, 0) AS actual_total
FROM ${raw('targets')} AS t
LEFT JOIN actuals AS a ON a.target_key = CONCAT(t.department, '|', t.month, '|', t.rep)
