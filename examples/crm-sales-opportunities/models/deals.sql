-- One row for every row of sales_pipeline: read, corrected, and placed. `placement` says what it becomes in Salesforce,
-- (null: nothing), `reason` why, `quality` what had to be corrected or is missing. Nothing is filtered or grouped here.
with named as (
  select
    upper(trim(deal.opportunity_id)) as key,
    deal.opportunity_id as raw_key,
    deal.stage,
    agent.key as agent_key,
    agent.region_key,
    known_product.key as product_key,
    known_product.list_price,
    coalesce(known_product.name, product_name.name, 'Unspecified product') as product_name,
    known_account.key as account_key,
    known_account.name as account_name,
    deal.engaged_on,
    deal.closed_on,
    deal.value,
    typical.days as days_to_close,
    array_to_string(
      [
        case when product_name.is_corrected then 'spelling corrected: ' || deal.product || ' → ' || product_name.name end,
        case when known_product.key is null then 'product not in the catalogue: ' || coalesce(deal.product, 'none') end,
        case when account_name.key is null then 'no account' end,
        case when account_name.key is not null and known_account.key is null then 'account not in accounts.csv: ' || deal.account end
      ],
      '; '
    ) as quality
  from ${ref('read_deals')} as deal
  left join ${ref('names')} as agent_name on agent_name.kind = 'agent' and agent_name.text = deal.sales_agent
  left join ${ref('agents')} as agent on agent.key = agent_name.key
  left join ${ref('names')} as product_name on product_name.kind = 'product' and product_name.text = deal.product
  left join ${ref('products')} as known_product on known_product.key = product_name.key
  left join ${ref('names')} as account_name on account_name.kind = 'account' and account_name.text = deal.account
  left join ${ref('accounts')} as known_account on known_account.key = account_name.key
  left join ${ref('days_to_close')} as typical on typical.product_key = known_product.key
),
dated as (
  select
    *,
    stage in ('Prospecting', 'Engaging') as is_open,
    case
      when stage = 'Won' then closed_on
      when stage in ('Prospecting', 'Engaging') then coalesce(closed_on, date_add(engaged_on, interval days_to_close day))
    end as closes_on
  from named
),
judged as (
  select
    *,
    case
      when stage = 'Lost' then 'lost deal'
      when stage <> 'Won' and not is_open then 'unknown stage: ' || if(stage = '', 'none', stage)
      when agent_key is null then 'agent not in sales_teams: no target to count against'
      when stage = 'Won' and closed_on is null then 'won deal without a close date: no month can be derived'
      when stage = 'Won' and value is null then 'won deal without a close value'
      when is_open and engaged_on is null and closed_on is null then
        'open deal without an engage date: no month can be derived'
      when is_open and closes_on is null then 'open deal of an unknown product: no time to close can be derived'
    end as refusal
  from dated
)
select
  * except (is_open, refusal, closed_on, days_to_close, closes_on),
  if(refusal is null, closes_on, null) as closes_on,
  if(refusal is null, date_trunc(closes_on, month), null) as period_start,
  case when refusal is not null then null when stage = 'Won' then 'project' else 'opportunity' end as placement,
  coalesce(
    refusal,
    case
      when stage = 'Won' then 'won: a project with its value in the closing month'
      when closed_on is not null then 'open: an opportunity in the month of its close date'
      else 'open: an opportunity in the month of its engage date + the usual days to close of its product'
    end
  ) as reason
from judged
