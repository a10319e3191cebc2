select key, name, stage_name, closes_on, amount, client_key
from ${ref('deals')}
where placement = 'opportunity'
