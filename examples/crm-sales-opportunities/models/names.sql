-- Every name as the files write it → the name meant, and its key. The only home of both rules.
-- Key: lower case, one '-' for any run of spaces; a '-' of the name itself becomes '_', and '_', '|' and '%' are
-- escaped, so that two names share a key only when they differ in nothing but case and spaces.
with written as (
  select 'agent' as kind, sales_agent as text from ${raw('sales_teams')}
  union distinct select 'agent', manager from ${raw('sales_teams')}
  union distinct select 'agent', sales_agent from ${raw('sales_pipeline')}
  union distinct select 'region', regional_office from ${raw('sales_teams')}
  union distinct select 'account', account from ${raw('accounts')}
  union distinct select 'account', subsidiary_of from ${raw('accounts')}
  union distinct select 'account', account from ${raw('sales_pipeline')}
  union distinct select 'product', product from ${raw('products')}
  union distinct select 'product', product from ${raw('sales_pipeline')}
  union distinct select 'sector', sector from ${raw('accounts')}
  union distinct select 'country', office_location from ${raw('accounts')}
),
tidy as (
  select kind, text, trim(regexp_replace(normalize(text, NFC), r'[\s\p{Z}]+', ' ')) as name
  from written
),
meant as (
  select tidy.kind, tidy.text, coalesce(spelling.meant, tidy.name) as name, spelling.meant is not null as is_corrected
  from tidy
  left join ${ref('spellings')} as spelling on spelling.kind = tidy.kind and lower(spelling.written) = lower(tidy.name)
  where tidy.name <> ''
)
select
  kind,
  text,
  name,
  is_corrected,
  replace(replace(replace(replace(replace(lower(name), '%', '%25'), '|', '%7c'), '_', '%5f'), '-', '_'), ' ', '-') as key
from meant
