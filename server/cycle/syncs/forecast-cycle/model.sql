select * from todoku.cycles
