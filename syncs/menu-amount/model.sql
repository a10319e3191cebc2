select
  target_key || '|' || project_key || '|' || menu_key as key,
  target_key || '|' || project_key as project_amount_key,
  menu_key,
  period_start,
  budget,
  actual,
  expected
from ${ref('amounts')}
