-- One row a department, month, rep, project and menu.
SELECT
  CONCAT(b.department, '|', b.month) AS budget_key,
  CONCAT(b.department, '|', b.month, '|', b.rep) AS target_key,
  CONCAT(b.department, '|', b.month, '|', b.rep, '|', b.project) AS project_amount_key,
  CONCAT(b.department, '|', b.month, '|', b.rep, '|', b.project, '|', b.menu) AS key,
  CAST(CONCAT(b.month, '-01') AS DATE) AS period_start,
  b.project,
  LOGICAL_AND(CAST(b.closed AS BOOL)) AS closed,
  SUM(CAST(b.budget AS NUMERIC)) AS budget,
  SUM(CAST(b.amount AS NUMERIC)) AS actual,
  SUM(CAST(b.expected AS NUMERIC)) AS expected
FROM ${raw('bookings')} AS b
WHERE b.project IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6
