-- The deals that count somewhere, with the target they count against. One row for each row of the file: a deal that
-- stands twice in the file is refused by the plan as a duplicate key, and never added up.
select
  format_date('%Y-%m', period_start) || '|Revenue|' || agent_key as target_key,
  *
from ${ref('deals')}
where placement is not null
