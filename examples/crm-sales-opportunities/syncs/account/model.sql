-- The sector, already spelt right, in the words of Account.Industry.
select
  key,
  name,
  case sector
    when 'technology' then 'Technology'
    when 'software' then 'Technology'
    when 'medical' then 'Healthcare'
    when 'retail' then 'Retail'
    when 'entertainment' then 'Entertainment'
    when 'marketing' then 'Media'
    when 'telecommunications' then 'Telecommunications'
    when 'employment' then 'Consulting'
    when 'finance' then 'Finance'
    else 'Other'
  end as industry,
  employees,
  parent_key
from ${ref('accounts')}
