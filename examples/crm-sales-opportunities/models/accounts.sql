-- The customers. A parent company that is not in the file leaves the link empty.
select
  account.key,
  account.name,
  sector.name as sector,
  country.name as country,
  try_cast(raw_account.employees as integer) as employees,
  if(parent.key in (select key from ${ref('names')} where kind = 'account' and text in (select account from raw.accounts)), parent.key, null)
    as parent_key
from raw.accounts as raw_account
left join ${ref('names')} as account on account.kind = 'account' and account.text = raw_account.account
left join ${ref('names')} as sector on sector.kind = 'sector' and sector.text = raw_account.sector
left join ${ref('names')} as country on country.kind = 'country' and country.text = raw_account.office_location
left join ${ref('names')} as parent on parent.kind = 'account' and parent.text = raw_account.subsidiary_of
