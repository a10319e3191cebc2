select coverage_key as key, placement, reason, quality from ${ref('order_lines')}
