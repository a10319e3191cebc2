-- The people the org needs before the push. The key is User.Employee_Key__c; `name` is in the order of the language.
select
  key as employee_key,
  first_name,
  last_name,
  if(language = 'ja', last_name || ' ' || first_name, first_name || ' ' || last_name) as name,
  email,
  department_key,
  role,
  language,
  manager_key
from ${ref('people')}
