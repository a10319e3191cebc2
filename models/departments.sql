select
  upper(trim(department.code)) as key,
  trim(department.name_en) as name,
  trim(department.name_ja) as name_ja,
  nullif(upper(trim(department.parent_code)), '') as parent_key,
  head.key as head_key
from raw.departments as department
left join ${ref('people')} as head on head.employee_no = upper(trim(department.head_no))
