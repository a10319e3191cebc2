/** Products, price books and campaigns. */
import {
  date,
  flag,
  longText,
  lookup,
  master,
  money,
  object,
  owner,
  picklist,
  recordType,
  text,
  url,
  whole,
  type StandardObject,
} from './build.ts';

const computed = { createable: false, updateable: false };

const product = object({ name: 'Product2', prefix: '01t', labels: 'Product|商品' }, [
  text('Name', 'Product Name|商品名', 255, { required: true, nameField: true, permissionable: false }),
  text('ProductCode', 'Product Code|商品コード', 255),
  text('Description', 'Product Description|説明', 4000),
  flag('IsActive', 'Active|有効'),
  picklist('Family', 'Product Family|商品ファミリ', ['None|なし']),
  recordType,
  url('DisplayUrl', 'Display URL|表示 URL'),
  text('QuantityUnitOfMeasure', 'Quantity Unit Of Measure|数量単位', 180),
  text('StockKeepingUnit', 'Product SKU|商品 SKU', 180),
]);

const pricebook = object({ name: 'Pricebook2', prefix: '01s', labels: 'Price Book|価格表' }, [
  text('Name', 'Price Book Name|価格表名', 255, { required: true, nameField: true, permissionable: false }),
  text('Description', 'Description|説明', 255),
  flag('IsActive', 'Active|有効'),
  flag('IsStandard', 'Is Standard Price Book|標準価格表', computed),
]);

const entry = object(
  { name: 'PricebookEntry', prefix: '01u', labels: 'Price Book Entry/Price Book Entries|価格表エントリ' },
  [
    text('Name', 'Product Name|商品名', 255, { nameField: true, permissionable: false, ...computed }),
    lookup('Pricebook2Id', 'Price Book ID|価格表 ID', 'Pricebook2', {
      required: true,
      updateable: false,
      children: 'PricebookEntries',
      onDelete: 'cascade',
    }),
    lookup('Product2Id', 'Product ID|商品 ID', 'Product2', {
      required: true,
      updateable: false,
      children: 'PricebookEntries',
      onDelete: 'cascade',
    }),
    money('UnitPrice', 'List Price|リスト価格', { required: true }),
    flag('IsActive', 'Active|有効'),
    flag('UseStandardPrice', 'Use Standard Price|標準価格を使用'),
  ],
);

const campaign = object({ name: 'Campaign', prefix: '701', labels: 'Campaign|キャンペーン' }, [
  text('Name', 'Name|キャンペーン名', 80, { required: true, nameField: true, permissionable: false }),
  lookup('ParentId', 'Parent Campaign ID|親キャンペーン ID', 'Campaign', { children: 'ChildCampaigns' }),
  picklist('Type', 'Type|種別', [
    'Conference|会議',
    'Webinar|Web セミナー',
    'Email|メール',
    'Advertisement|広告',
    'Other|その他',
  ]),
  recordType,
  picklist('Status', 'Status|状況', ['*Planned|計画中', 'In Progress|進行中', 'Completed|完了', 'Aborted|中止']),
  date('StartDate', 'Start Date|開始日'),
  date('EndDate', 'End Date|終了日'),
  money('ExpectedRevenue', 'Expected Revenue|期待収益'),
  money('BudgetedCost', 'Budgeted Cost|予算'),
  money('ActualCost', 'Actual Cost|実費'),
  flag('IsActive', 'Active|有効'),
  longText('Description', 'Description|説明'),
  whole('NumberOfLeads', 'Leads in Campaign|リード数', 9, computed),
  owner(),
]);

const member = object(
  {
    name: 'CampaignMember',
    prefix: '00v',
    labels: 'Campaign Member|キャンペーンメンバー',
    sharing: 'ControlledByParent',
  },
  [
    master('CampaignId', 'Campaign ID|キャンペーン ID', 'Campaign', 'CampaignMembers'),
    lookup('LeadId', 'Lead ID|リード ID', 'Lead', { children: 'CampaignMembers', onDelete: 'cascade' }),
    lookup('ContactId', 'Contact ID|取引先責任者 ID', 'Contact', {
      children: 'CampaignMembers',
      onDelete: 'cascade',
    }),
    picklist('Status', 'Status|状況', ['*Sent|送信', 'Responded|返答']),
    flag('HasResponded', 'Responded|返答あり', computed),
  ],
);

export const products: readonly StandardObject[] = [product, pricebook, entry, campaign, member];
