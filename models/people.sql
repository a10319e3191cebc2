-- Everyone in the company. Key: the mail address without its domain; unlike a name, no two people share it.
with read as (
  select
    upper(trim(employee_no)) as employee_no,
    lower(regexp_replace(trim(email), '@.*$', '')) as key,
    trim(given_name) as first_name,
    trim(family_name) as last_name,
    lower(trim(email)) as email,
    nullif(upper(trim(department_code)), '') as department_key,
    role,
    language,
    nullif(upper(trim(manager_no)), '') as manager_no
  from raw.employees
)
select person.* exclude (manager_no), manager.key as manager_key
from read as person
left join read as manager on manager.employee_no = person.manager_no
