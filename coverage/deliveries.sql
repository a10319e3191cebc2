select coverage_key as key, placement, reason, quality from ${ref('delivery_lines')}
