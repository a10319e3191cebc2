select raw_key as key, placement, reason, cast(null as varchar) as quality from ${ref('activity_lines')}
