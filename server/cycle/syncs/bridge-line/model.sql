select bridge.*, run.period_start
from ${own('kept_bridges')} as bridge
join ${ref('snapshot-run')} as run on run.key = bridge.run_key
