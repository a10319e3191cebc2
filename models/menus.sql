-- The catalogue, and one more menu for amounts whose menu is not known: they count, and can be found and put right.
select upper(trim(menu_code)) as key, trim(name) as name from raw.menus
union all
select 'UNSPECIFIED', '未指定 (Unspecified)'
