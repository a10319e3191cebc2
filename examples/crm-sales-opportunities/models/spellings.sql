-- What the files write wrongly and what is meant. A new slip is one more line here.
select * from (values
  ('product', 'GTXPro', 'GTX Pro'),
  ('sector', 'technolgy', 'technology'),
  ('country', 'Philipines', 'Philippines')
) as spelling (kind, written, meant)
