/** The organization, its people and what they may do. */
import {
  closedPicklist,
  datetime,
  email,
  flag,
  lookup,
  object,
  phone,
  picklist,
  text,
  whole,
  type StandardObject,
} from './build.ts';
import { rightsObjects } from './rights.ts';

const locales = ['en_US|英語 (アメリカ)', 'ja_JP|日本語 (日本)', 'en_GB|英語 (イギリス)'];
const languages = ['en_US|英語', 'ja|日本語'];
/** Every zone that this machine's calendar knows; the platform offers fewer. */
const zones = [...new Set(['Asia/Tokyo|日本標準時', 'UTC', 'GMT', ...Intl.supportedValuesOf('timeZone')])].filter(
  (name) => name !== 'Asia/Tokyo',
);

const organization = object(
  { name: 'Organization', prefix: '00D', labels: 'Organization|組織', createable: false, deletable: false },
  [
    text('Name', 'Name|組織名', 80, { required: true, nameField: true, permissionable: false }),
    text('InstanceName', 'Instance Name|インスタンス名', 5, { updateable: false }),
    flag('IsSandbox', 'Is Sandbox|Sandbox', { updateable: false }),
    picklist('OrganizationType', 'Edition|エディション', ['Developer Edition', '*Enterprise Edition'], {
      updateable: false,
    }),
    text('NamespacePrefix', 'Namespace Prefix|名前空間プレフィックス', 15, { updateable: false }),
    datetime('TrialExpirationDate', 'Trial Expiration Date|トライアル有効期限', { updateable: false }),
    picklist('TimeZoneSidKey', 'Time Zone|タイムゾーン', zones),
    picklist('DefaultLocaleSidKey', 'Locale|地域', locales),
    picklist('LanguageLocaleKey', 'Language|言語', languages),
    whole('FiscalYearStartMonth', 'Fiscal Year Starts In|会計年度開始月', 9, { defaultValue: '1' }),
  ],
);

const user = object({ name: 'User', prefix: '005', labels: 'User|ユーザ', sharing: 'Read', deletable: false }, [
  text('Username', 'Username|ユーザ名', 80, { required: true, unique: true, idLookup: true, permissionable: false }),
  text('LastName', 'Last Name|姓', 80, { required: true, permissionable: false }),
  text('FirstName', 'First Name|名', 40),
  text('Name', 'Full Name|氏名', 121, {
    nameField: true,
    createable: false,
    updateable: false,
    permissionable: false,
  }),
  text('CompanyName', 'Company Name|会社名', 80),
  text('Division', 'Division|ディビジョン', 80),
  text('Department', 'Department|部署', 80),
  text('Title', 'Title|役職', 80),
  email('Email', 'Email|メール', { length: 128, required: true, permissionable: false }),
  phone('Phone', 'Phone|電話'),
  phone('MobilePhone', 'Mobile|携帯'),
  text('Alias', 'Alias|別名', 8, { required: true, permissionable: false }),
  text('CommunityNickname', 'Nickname|ニックネーム', 40, { unique: true, permissionable: false }),
  text('EmployeeNumber', 'Employee Number|従業員番号', 20),
  flag('IsActive', 'Active|有効', { permissionable: false, defaultValue: 'true' }),
  closedPicklist('TimeZoneSidKey', 'Time Zone|タイムゾーン', zones, { required: true, permissionable: false }),
  closedPicklist('LocaleSidKey', 'Locale|地域', locales, { required: true, permissionable: false }),
  closedPicklist('EmailEncodingKey', 'Email Encoding|メールの文字コード', ['UTF-8', 'ISO-8859-1', 'Shift_JIS'], {
    required: true,
    permissionable: false,
  }),
  closedPicklist('LanguageLocaleKey', 'Language|言語', languages, { required: true, permissionable: false }),
  lookup('UserRoleId', 'Role ID|ロール ID', 'UserRole', { children: 'Users' }),
  lookup('ProfileId', 'Profile ID|プロファイル ID', 'Profile', {
    required: true,
    permissionable: false,
    children: 'Users',
  }),
  picklist('UserType', 'User Type|ユーザ種別', ['*Standard|標準'], { createable: false, updateable: false }),
  lookup('ManagerId', 'Manager ID|マネージャ ID', 'User', { children: 'ManagedUsers' }),
  text('FederationIdentifier', 'SAML Federation ID|SAML 統合 ID', 512, { unique: true, caseSensitive: true }),
]);

const profile = object({ name: 'Profile', prefix: '00e', labels: 'Profile|プロファイル', deletable: false }, [
  text('Name', 'Name|名前', 255, { required: true, nameField: true, permissionable: false }),
  text('Description', 'Description|説明', 255),
  picklist('UserType', 'User Type|ユーザ種別', ['*Standard|標準'], { createable: false, updateable: false }),
]);

const userRole = object({ name: 'UserRole', prefix: '00E', labels: 'Role|ロール' }, [
  text('Name', 'Name|名前', 80, { required: true, nameField: true, permissionable: false }),
  text('DeveloperName', 'Developer Name|API 参照名', 80, { unique: true }),
  lookup('ParentRoleId', 'Parent Role ID|上位ロール ID', 'UserRole', { relation: 'ParentRole' }),
]);

const group = object({ name: 'Group', prefix: '00G', labels: 'Group|グループ' }, [
  text('Name', 'Name|名前', 40, { required: true, nameField: true, permissionable: false }),
  text('DeveloperName', 'Developer Name|API 参照名', 80),
  picklist('Type', 'Type|種別', [
    '*Regular|公開グループ',
    'Queue|キュー',
    'Role|ロール',
    'RoleAndSubordinates|ロールと下位ロール',
    'Organization|組織',
  ]),
  lookup('RelatedId', 'Related ID|関連 ID', 'User UserRole', { createable: false, updateable: false }),
  email('Email', 'Email|メール'),
  flag('DoesIncludeBosses', 'Include Bosses|上司を含める', { defaultValue: 'true' }),
]);

const groupMember = object({ name: 'GroupMember', prefix: '011', labels: 'Group Member|グループメンバー' }, [
  lookup('GroupId', 'Group ID|グループ ID', 'Group', {
    required: true,
    children: 'GroupMembers',
    onDelete: 'cascade',
  }),
  lookup('UserOrGroupId', 'User/Group ID|ユーザ/グループ ID', 'Group User', {
    required: true,
    relation: 'UserOrGroup',
  }),
]);

const queueSobject = object(
  { name: 'QueueSobject', prefix: '03g', labels: 'Queue Sobject|キュー sObject', updateable: false },
  [
    lookup('QueueId', 'Group ID|グループ ID', 'Group', {
      required: true,
      children: 'QueueSobjects',
      onDelete: 'cascade',
    }),
    text('SobjectType', 'SObject Type Name|sObject 種別', 40, { required: true }),
  ],
);

const recordType = object(
  {
    name: 'RecordType',
    prefix: '012',
    labels: 'Record Type|レコードタイプ',
    createable: false,
    updateable: false,
    deletable: false,
  },
  [
    text('Name', 'Name|名前', 80, { required: true, nameField: true, permissionable: false }),
    text('DeveloperName', 'Developer Name|API 参照名', 80, { required: true }),
    text('Description', 'Description|説明', 255),
    text('SobjectType', 'SObject Type Name|sObject 種別', 40, { required: true }),
    flag('IsActive', 'Active|有効', { defaultValue: 'true' }),
    text('NamespacePrefix', 'Namespace Prefix|名前空間プレフィックス', 15),
  ],
);

/** Filled when it is asked for; RecordId is a picklist on the platform. */
const recordAccess = object(
  {
    name: 'UserRecordAccess',
    prefix: '0Kp',
    labels: 'User Record Access|ユーザレコードアクセス',
    createable: false,
    updateable: false,
    deletable: false,
  },
  [
    lookup('UserId', 'User ID|ユーザ ID', 'User', { permissionable: false }),
    text('RecordId', 'Record ID|レコード ID', 18, { permissionable: false }),
    ...['HasReadAccess', 'HasEditAccess', 'HasDeleteAccess', 'HasTransferAccess', 'HasAllAccess'].map((name) =>
      flag(name, name, { permissionable: false }),
    ),
    closedPicklist('MaxAccessLevel', 'Max Access Level', ['None', 'Read', 'Edit', 'Delete', 'Transfer', 'All'], {
      permissionable: false,
    }),
  ],
);

/** Small durable facts about what somebody may reach; not subject to object permissions. */
export const people: readonly StandardObject[] = [
  organization,
  user,
  profile,
  userRole,
  ...rightsObjects,
  group,
  groupMember,
  queueSobject,
  recordType,
  recordAccess,
];
