-- What the files write wrongly and what is meant. A new slip is one more line here.
select kind, written, meant from unnest(array<struct<kind string, written string, meant string>>[
  ('product', 'GTXPro', 'GTX Pro'),
  ('sector', 'technolgy', 'technology'),
  ('country', 'Philipines', 'Philippines')
])
