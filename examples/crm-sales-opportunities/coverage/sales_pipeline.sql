-- Where each row of sales_pipeline went. Rows × placements add up to the file.
select raw_key as key, placement, reason, nullif(quality, '') as quality
from ${ref('deals')}
