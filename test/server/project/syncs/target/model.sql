WITH actuals AS (SELECT target_key, sum(round(actual, 2)) AS total FROM ${ref('line')} GROUP BY ALL)
SELECT
  t.department || '|' || t.month || '|' || t.rep AS key,
  t.department || '|' || t.month AS budget_key,
  CAST(t.month || '-01' AS DATE) AS period_start,
  t.target,
  t.original,
  coalesce(a.total, 0) AS actual_total
FROM raw.targets t
LEFT JOIN actuals a ON a.target_key = t.department || '|' || t.month || '|' || t.rep
