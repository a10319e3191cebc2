select target_key || '|' || deal_key as key, target_key, deal_key, period_start, is_open
from ${ref('deal_amounts')}
