select *, ${param('holidays')} as holidays from ${own('cycles')}
