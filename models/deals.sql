-- One row for every row of deals. The stages of the sales system become Salesforce's own.
with stages as (
  select * from (values
    ('approach', 'Prospecting', true),
    ('hearing', 'Needs Analysis', true),
    ('proposal', 'Value Proposition', true),
    ('estimate', 'Proposal/Price Quote', true),
    ('verbal', 'Negotiation/Review', true),
    ('won', 'Closed Won', false),
    ('lost', 'Closed Lost', false)
  ) as stage (code, stage_name, is_open)
),
read as (
  select
    deal.deal_no as raw_key,
    upper(trim(deal.deal_no)) as key,
    trim(deal.name) as name,
    upper(trim(client.client_no)) as client_key,
    rep.key as rep_key,
    stage.stage_name,
    stage.is_open,
    cast(try_strptime(trim(deal.close_on), '%Y-%m-%d') as date) as closes_on,
    try_cast(deal.amount as decimal(18, 0)) as amount,
    case
      when stage.code is null then 'unknown stage: ' || coalesce(deal.stage, 'none')
      when rep.key is null then 'no such employee: ' || coalesce(deal.employee_no, 'none')
      when try_strptime(trim(deal.close_on), '%Y-%m-%d') is null then 'no closing date: no month can be derived'
    end as refusal,
    if(client.client_no is null, 'no such client: ' || coalesce(nullif(deal.client_no, ''), 'none'), null) as quality
  from raw.deals as deal
  left join stages as stage on stage.code = lower(trim(deal.stage))
  left join raw.clients as client on upper(trim(client.client_no)) = upper(trim(deal.client_no))
  left join ${ref('people')} as rep on rep.employee_no = upper(trim(deal.employee_no)) and rep.department_key is not null
)
select
  * exclude (refusal),
  cast(date_trunc('month', closes_on) as date) as period_start,
  if(refusal is null, 'opportunity', null) as placement,
  coalesce(
    refusal,
    if(is_open, 'open: an opportunity, counted in its closing month', 'closed: an opportunity, not counted any more')
  ) as reason
from read
