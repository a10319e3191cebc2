-- An open deal in the month in which it is expected to close. What it counts is for its agent to say: Expected__c is
-- never loaded.
select
  target_key || '|' || key as key,
  target_key,
  key as opportunity_key,
  period_start,
  true as open
from ${ref('placed_deals')}
where placement = 'opportunity'
