-- A region. Two managers share each region, so Manager__c stays empty.
select key, min(name) as name, true as active
from ${ref('names')}
where kind = 'region' and key in (select region_key from ${ref('agents')})
group by key
