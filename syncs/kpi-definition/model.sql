select code as key, name, name_ja, class, unit, parent, combines, figure, numerator, denominator, place, 'Up' as direction, true as active
from ${ref('kpis')}
