select coverage_key as key, placement, reason, quality from ${ref('plan_lines')}
