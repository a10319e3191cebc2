/** Accounts, contacts, leads, opportunities and their lines. */
import {
  address,
  closedPicklist,
  date,
  datetime,
  decimal,
  email,
  flag,
  longText,
  lookup,
  master,
  money,
  object,
  owner,
  percent,
  phone,
  picklist,
  recordType,
  text,
  url,
  whole,
  type StandardField,
  type StandardObject,
} from './build.ts';

const computed = { createable: false, updateable: false };

const accuracies = ['Address', 'NearAddress', 'Block', 'Street', 'ExtendedZip', 'Zip', 'Neighborhood', 'City', 'County', 'State', 'Unknown']; // prettier-ignore

/** Parts of an address and the address itself (Object Reference, "Compound Fields"). */
function addressOf(prefix: string, english: string, japanese: string): readonly StandardField[] {
  const compound = `${prefix}Address`;
  const words = (part: string, name: string): string =>
    prefix === '' ? `${part}|${name}` : `${english} ${part}|${name} (${japanese})`;
  const place = { precision: 18, scale: 15, compound };
  const parts = [
    text(`${prefix}Street`, words('Street', '町名・番地'), 255, { compound }),
    text(`${prefix}City`, words('City', '市区郡'), 40, { compound }),
    text(`${prefix}State`, words('State/Province', '都道府県'), 80, { compound }),
    text(`${prefix}PostalCode`, words('Zip/Postal Code', '郵便番号'), 20, { compound }),
    text(`${prefix}Country`, words('Country', '国'), 80, { compound }),
    decimal(`${prefix}Latitude`, words('Latitude', '緯度'), 18, 15, place),
    decimal(`${prefix}Longitude`, words('Longitude', '経度'), 18, 15, place),
    closedPicklist(`${prefix}GeocodeAccuracy`, words('Geocode Accuracy', '地理コードの精度'), accuracies, { compound }),
  ];
  const names = parts.map(({ schema }) => schema.name);
  return [...parts, address(compound, words('Address', '住所'), names)];
}

const industries = [
  'Agriculture|農業',
  'Apparel|衣料',
  'Banking|銀行業',
  'Chemicals|化学',
  'Communications|通信',
  'Construction|建設',
  'Consulting|コンサルティング',
  'Education|教育',
  'Electronics|電子',
  'Energy|エネルギー',
  'Engineering|エンジニアリング',
  'Entertainment|エンターテイメント',
  'Finance|金融',
  'Food & Beverage|食品・飲料',
  'Government|政府',
  'Healthcare|医療',
  'Hospitality|ホテル',
  'Insurance|保険',
  'Machinery|機械',
  'Manufacturing|製造',
  'Media|メディア',
  'Retail|小売',
  'Shipping|運輸',
  'Technology|技術',
  'Telecommunications|電気通信',
  'Transportation|輸送',
  'Utilities|公共事業',
  'Other|その他',
];
const sources = [
  'Web|Web',
  'Phone Inquiry|電話問い合わせ',
  'Partner Referral|パートナー紹介',
  'Purchased List|購入リスト',
  'Other|その他',
];
const ratings = ['Hot|ホット', 'Warm|ウォーム', 'Cold|コールド'];
const salutations = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.'];

const personName = (label: string): StandardField =>
  text('Name', label, 121, { nameField: true, permissionable: false, ...computed });

const cleanStatus = closedPicklist('CleanStatus', 'Clean Status|クリーンアップ状況', [
  'Matched|一致',
  'Different|相違',
  'Acknowledged|確認済み',
  'NotFound|未検出',
  'Inactive|無効',
  '*Pending|比較待ち',
  'SelectMatch|一致選択',
  'Skipped|スキップ済み',
]);

const account = object({ name: 'Account', prefix: '001', labels: 'Account|取引先' }, [
  text('Name', 'Account Name|取引先名', 255, { required: true, nameField: true, permissionable: false }),
  picklist('Type', 'Account Type|種別', ['Prospect|見込み客', 'Customer|顧客', 'Partner|パートナー', 'Other|その他']),
  recordType,
  lookup('ParentId', 'Parent Account ID|親取引先 ID', 'Account', { children: 'ChildAccounts' }),
  ...addressOf('Billing', 'Billing', '請求先'),
  ...addressOf('Shipping', 'Shipping', '納入先'),
  phone('Phone', 'Account Phone|電話'),
  phone('Fax', 'Account Fax|Fax'),
  text('AccountNumber', 'Account Number|取引先番号', 40),
  url('Website', 'Website|Web サイト'),
  text('Sic', 'SIC Code|SIC コード', 20),
  picklist('Industry', 'Industry|業種', industries),
  money('AnnualRevenue', 'Annual Revenue|年間売上', { scale: 0 }),
  whole('NumberOfEmployees', 'Employees|従業員数'),
  picklist('Ownership', 'Ownership|会社形態', ['Public|公開', 'Private|非公開', 'Subsidiary|子会社', 'Other|その他']),
  longText('Description', 'Account Description|説明'),
  picklist('Rating', 'Account Rating|評価', ratings),
  text('Site', 'Account Site|取引先 部門', 80),
  owner(),
  text('TickerSymbol', 'Ticker Symbol|株式コード', 20),
  date('LastActivityDate', 'Last Activity|最終活動日', computed),
  text('Jigsaw', 'Data.com Key|Data.com キー', 20),
  cleanStatus,
  picklist('AccountSource', 'Account Source|取引先 発生源', sources),
  text('DunsNumber', 'D-U-N-S Number|D-U-N-S 番号', 9),
  text('Tradestyle', 'Tradestyle|屋号', 255),
  text('NaicsCode', 'NAICS Code|NAICS コード', 8),
  text('NaicsDesc', 'NAICS Description|NAICS の説明', 120),
  text('YearStarted', 'Year Started|設立年', 4),
  text('SicDesc', 'SIC Description|SIC の説明', 80),
]);

const pronouns = ['He/Him', 'She/Her', 'They/Them', 'He/They', 'She/They', 'Not Listed'];
const genders = ['Male', 'Female', 'Nonbinary', 'Not Listed'];
const selfDescribed = [
  picklist('Pronouns', 'Pronouns|代名詞', pronouns),
  picklist('GenderIdentity', 'Gender Identity|性自認', genders),
];

const contact = object({ name: 'Contact', prefix: '003', labels: 'Contact|取引先責任者' }, [
  lookup('AccountId', 'Account ID|取引先 ID', 'Account', { children: 'Contacts', onDelete: 'cascade' }),
  text('LastName', 'Last Name|姓', 80, { required: true, permissionable: false }),
  text('FirstName', 'First Name|名', 40),
  picklist('Salutation', 'Salutation|敬称', salutations),
  personName('Full Name|名前'),
  recordType,
  ...addressOf('Other', 'Other', 'その他'),
  ...addressOf('Mailing', 'Mailing', '郵送先'),
  phone('Phone', 'Business Phone|電話'),
  phone('Fax', 'Business Fax|Fax'),
  phone('MobilePhone', 'Mobile Phone|携帯'),
  phone('HomePhone', 'Home Phone|自宅電話'),
  phone('OtherPhone', 'Other Phone|その他の電話'),
  phone('AssistantPhone', 'Asst. Phone|アシスタント電話'),
  lookup('ReportsToId', 'Reports To ID|上司 ID', 'Contact', { children: 'ReportsToContacts' }),
  email('Email', 'Email|メール'),
  text('Title', 'Title|役職', 128),
  text('Department', 'Department|部署', 80),
  text('AssistantName', "Assistant's Name|アシスタント", 40),
  picklist('LeadSource', 'Lead Source|リードソース', sources),
  date('Birthdate', 'Birthdate|誕生日'),
  longText('Description', 'Contact Description|説明'),
  owner(),
  flag('HasOptedOutOfEmail', 'Email Opt Out|メール送信除外'),
  flag('HasOptedOutOfFax', 'Fax Opt Out|FAX 送信除外'),
  flag('DoNotCall', 'Do Not Call|電話禁止'),
  date('LastActivityDate', 'Last Activity|最終活動日', computed),
  datetime('LastCURequestDate', 'Last Stay-in-Touch Request Date|最終近況確認依頼日', computed),
  datetime('LastCUUpdateDate', 'Last Stay-in-Touch Save Date|最終近況確認保存日', computed),
  text('EmailBouncedReason', 'Email Bounced Reason|メールの不達の理由', 255, computed),
  datetime('EmailBouncedDate', 'Email Bounced Date|メールの不達日', computed),
  text('Jigsaw', 'Data.com Key|Data.com キー', 20),
  cleanStatus,
  ...selfDescribed,
]);

const lead = object({ name: 'Lead', prefix: '00Q', labels: 'Lead|リード' }, [
  text('LastName', 'Last Name|姓', 80, { required: true, permissionable: false }),
  text('FirstName', 'First Name|名', 40),
  picklist('Salutation', 'Salutation|敬称', salutations),
  personName('Full Name|名前'),
  recordType,
  text('Title', 'Title|役職', 128),
  text('Company', 'Company|会社', 255, { required: true, permissionable: false }),
  ...addressOf('', '', ''),
  phone('Phone', 'Phone|電話'),
  phone('MobilePhone', 'Mobile Phone|携帯'),
  phone('Fax', 'Fax|Fax'),
  email('Email', 'Email|メール'),
  url('Website', 'Website|Web サイト'),
  longText('Description', 'Description|説明'),
  picklist('LeadSource', 'Lead Source|リードソース', sources),
  picklist(
    'Status',
    'Status|状況',
    [
      '*Open - Not Contacted|未対応',
      'Working - Contacted|対応中',
      'Closed - Converted|クローズ (取引開始)',
      'Closed - Not Converted|クローズ (未取引)',
    ],
    { required: true, permissionable: false },
  ),
  picklist('Industry', 'Industry|業種', industries),
  picklist('Rating', 'Rating|評価', ratings),
  money('AnnualRevenue', 'Annual Revenue|年間売上', { scale: 0 }),
  whole('NumberOfEmployees', 'Employees|従業員数'),
  flag('HasOptedOutOfEmail', 'Email Opt Out|メール送信除外'),
  flag('HasOptedOutOfFax', 'Fax Opt Out|FAX 送信除外'),
  flag('DoNotCall', 'Do Not Call|電話禁止'),
  date('LastActivityDate', 'Last Activity|最終活動日', computed),
  text('Jigsaw', 'Data.com Key|Data.com キー', 20),
  cleanStatus,
  ...selfDescribed,
  flag('IsConverted', 'Converted|取引開始済み', computed),
  owner('Group User'),
]);

const opportunity = object({ name: 'Opportunity', prefix: '006', labels: 'Opportunity/Opportunities|商談' }, [
  lookup('AccountId', 'Account ID|取引先 ID', 'Account', { children: 'Opportunities', onDelete: 'cascade' }),
  recordType,
  flag('IsPrivate', 'Private|非公開'),
  text('Name', 'Name|商談名', 120, { required: true, nameField: true, permissionable: false }),
  longText('Description', 'Description|説明'),
  picklist(
    'StageName',
    'Stage|フェーズ',
    [
      'Prospecting|調査',
      'Qualification|評価',
      'Needs Analysis|ニーズの把握',
      'Value Proposition|提案',
      'Id. Decision Makers|意思決定者の特定',
      'Perception Analysis|認識の分析',
      'Proposal/Price Quote|見積',
      'Negotiation/Review|交渉',
      'Closed Won|成立',
      'Closed Lost|不成立',
    ],
    { required: true, permissionable: false },
  ),
  money('Amount', 'Amount|金額'),
  percent('Probability', 'Probability (%)|確度 (%)'),
  date('CloseDate', 'Close Date|完了予定日', { required: true, permissionable: false }),
  picklist('Type', 'Opportunity Type|種別', ['Existing Business|既存ビジネス', 'New Business|新規ビジネス']),
  text('NextStep', 'Next Step|次のステップ'),
  picklist('LeadSource', 'Lead Source|リードソース', sources),
  flag('IsClosed', 'Closed|完了', { ...computed, permissionable: false }),
  flag('IsWon', 'Won|成立', { ...computed, permissionable: false }),
  picklist(
    'ForecastCategory',
    'Forecast Category|売上予測分類',
    ['Omitted|対象外', 'Pipeline|パイプライン', 'BestCase|最善達成予測', 'Forecast|達成予測', 'Closed|完了'],
    { ...computed, permissionable: false },
  ),
  lookup('CampaignId', 'Campaign ID|キャンペーン ID', 'Campaign', { children: 'Opportunities' }),
  flag('HasOpportunityLineItem', 'Has Line Item|商品あり', { ...computed, permissionable: false }),
  lookup('Pricebook2Id', 'Price Book ID|価格表 ID', 'Pricebook2', { children: 'Opportunities' }),
  owner(),
]);

const line = object(
  {
    name: 'OpportunityLineItem',
    prefix: '00k',
    labels: 'Opportunity Product|商談商品',
    sharing: 'ControlledByParent',
  },
  [
    master('OpportunityId', 'Opportunity ID|商談 ID', 'Opportunity', 'OpportunityLineItems'),
    lookup('PricebookEntryId', 'Price Book Entry ID|価格表エントリ ID', 'PricebookEntry', {
      required: true,
      updateable: false,
      permissionable: false,
      onDelete: 'restrict',
    }),
    lookup('Product2Id', 'Product ID|商品 ID', 'Product2', { ...computed, onDelete: 'restrict' }),
    text('Name', 'Opportunity Product Name|商談商品名', 376, {
      nameField: true,
      permissionable: false,
      ...computed,
    }),
    decimal('Quantity', 'Quantity|数量', 12, 2, { required: true, permissionable: false }),
    money('UnitPrice', 'Sales Price|販売価格', { required: true, permissionable: false }),
    money('TotalPrice', 'Total Price|合計金額', computed),
    date('ServiceDate', 'Date|日付'),
    text('Description', 'Line Description|明細の説明'),
    datetime('LastViewedDate', 'Last Viewed Date|最終参照日', computed),
  ],
);

export const sales: readonly StandardObject[] = [account, contact, lead, opportunity, line];
