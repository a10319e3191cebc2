select * from ${own('kept_lines')}
where run_key in (select key from ${ref('snapshot-run')} where has_lines)
