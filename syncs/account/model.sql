select
  upper(trim(client_no)) as key,
  trim(name) as name,
  case trim(industry)
    when '食品' then 'Food & Beverage'
    when '飲料' then 'Food & Beverage'
    when '金融・保険' then 'Finance'
    when '旅行' then 'Hospitality'
    when '教育' then 'Education'
    when '通信・アプリ' then 'Telecommunications'
    when '小売' then 'Retail'
    when '人材' then 'Consulting'
    else 'Other'
  end as industry
from raw.clients
