-- One row a department, month, rep, project and menu.
SELECT
  b.department || '|' || b.month AS budget_key,
  b.department || '|' || b.month || '|' || b.rep AS target_key,
  b.department || '|' || b.month || '|' || b.rep || '|' || b.project AS project_amount_key,
  b.department || '|' || b.month || '|' || b.rep || '|' || b.project || '|' || b.menu AS key,
  CAST(b.month || '-01' AS DATE) AS period_start,
  b.project,
  bool_and(CAST(b.closed AS BOOLEAN)) AS closed,
  sum(CAST(b.budget AS DECIMAL(18, 3))) AS budget,
  sum(CAST(b.amount AS DECIMAL(18, 3))) AS actual,
  sum(CAST(b.expected AS DECIMAL(18, 3))) AS expected
FROM raw.bookings b
WHERE b.project IS NOT NULL
GROUP BY ALL
