-- The customers. A parent company that is not in the file leaves the link empty.
select
  known_account.key,
  known_account.name,
  known_sector.name as sector,
  country.name as country,
  safe_cast(raw_account.employees as int64) as employees,
  if(parent.key in (select key from ${ref('names')} where kind = 'account' and text in (select account from ${raw('accounts')})), parent.key, null)
    as parent_key
from ${raw('accounts')} as raw_account
left join ${ref('names')} as known_account on known_account.kind = 'account' and known_account.text = raw_account.account
left join ${ref('names')} as known_sector on known_sector.kind = 'sector' and known_sector.text = raw_account.sector
left join ${ref('names')} as country on country.kind = 'country' and country.text = raw_account.office_location
left join ${ref('names')} as parent on parent.kind = 'account' and parent.text = raw_account.subsidiary_of
