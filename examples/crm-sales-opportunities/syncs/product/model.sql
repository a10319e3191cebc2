-- The catalogue, and one menu more when a deal names a product that the catalogue does not have.
select key, name, upper(key) as code, true as active from ${ref('products')}
union all
select distinct 'unspecified', 'Unspecified', 'UNSPECIFIED', true
from ${ref('deals')}
where placement = 'project' and product_key is null
