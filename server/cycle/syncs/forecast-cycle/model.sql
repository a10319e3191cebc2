select *, ${param('holidays')} as holidays from todoku.cycles
