-- What is measured, and the tree from the landing down to what reps do every day: a KPI is a part of the sum, or a factor
-- of the product, that makes up its parent. A ratio divides the sums of two others and has no values of its own; one with
-- a figure takes it from the target or budget in Salesforce, so that the tree begins with what the page's header says.
select * from (values
  ('LANDING', 'Landing', '着地見込', 'KGI', 'Amount', null, null, 'Landing_Forecast__c', null, null, 10),
  ('PROJECTS', 'Landing of projects', '案件の着地', 'Process', 'Amount', 'LANDING', 'Sum', 'Line_Landing__c', null, null, 20),
  ('DEALS', 'Open deals counted', '商談の見込', 'Process', 'Amount', 'LANDING', 'Sum', 'Opportunity_Expected__c', null, null, 30),
  ('JUDGEMENT', 'Judgement', '読み補正', 'Process', 'Amount', 'LANDING', 'Sum', 'Judgement__c', null, null, 40),
  ('CALLS', 'Calls', '架電数', 'Action', 'Count', 'MEETINGS', 'Product', null, null, null, 50),
  ('CONNECTIONS', 'Effective connections', '有効接続数', 'Action', 'Count', null, null, null, null, null, 60),
  ('CONNECTION_RATE', 'Connection rate', '有効接続率', 'Action', 'Rate', 'MEETINGS', 'Product', null, 'CONNECTIONS', 'CALLS', 70),
  ('MEETINGS', 'Meetings', '面談数', 'Action', 'Count', 'DEALS', 'Product', null, null, null, 80),
  ('MEETING_RATE', 'Meetings per connection', '面談化率', 'Process', 'Rate', 'MEETINGS', 'Product', null, 'MEETINGS', 'CONNECTIONS', 90),
  ('PROPOSALS', 'Proposals', '提案数', 'Action', 'Count', null, null, null, null, null, 100),
  ('PROPOSAL_RATE', 'Proposals per meeting', '提案化率', 'Process', 'Rate', 'DEALS', 'Product', null, 'PROPOSALS', 'MEETINGS', 110),
  ('MQL_AMOUNT', 'MQL amount', 'MQL金額', 'Action', 'Amount', null, null, null, null, null, 120),
  ('MQL_PER_PROPOSAL', 'MQL amount per proposal', '提案1件あたりMQL金額', 'Process', 'Amount', 'DEALS', 'Product', null, 'MQL_AMOUNT', 'PROPOSALS', 130),
  ('DEAL_YIELD', 'Counted share of MQL amount', 'MQLの見込化率', 'Process', 'Rate', 'DEALS', 'Product', null, 'DEALS', 'MQL_AMOUNT', 140)
) as kpi (code, name, name_ja, class, unit, parent, combines, figure, numerator, denominator, place)
