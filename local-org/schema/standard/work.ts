/** Cases and activities. */
import {
  date,
  datetime,
  email,
  flag,
  longText,
  lookup,
  object,
  owner,
  picklist,
  recordType,
  text,
  whole,
  type StandardField,
  type StandardObject,
} from './build.ts';

const computed = { createable: false, updateable: false };

/** A case shows how its contact is reached; it cannot be written here. */
const ofContact = (name: string, labels: string, source: string): StandardField =>
  text(name, labels, 80, { ...computed, formula: { source: `Contact.${source}`, blanksAreZero: false } });

const support = object({ name: 'Case', prefix: '500', labels: 'Case|ケース' }, [
  text('CaseNumber', 'Case Number|ケース番号', 30, {
    nameField: true,
    permissionable: false,
    idLookup: true,
    autoNumber: { format: '{00000000}', start: 1000 },
    ...computed,
  }),
  lookup('ContactId', 'Contact ID|取引先責任者 ID', 'Contact', { children: 'Cases' }),
  lookup('AccountId', 'Account ID|取引先 ID', 'Account', { children: 'Cases' }),
  lookup('ParentId', 'Parent Case ID|親ケース ID', 'Case', { children: 'Cases' }),
  picklist('Type', 'Case Type|種別', ['Problem|問題', 'Feature Request|機能要望', 'Question|質問']),
  recordType,
  picklist('Status', 'Status|状況', ['*New|新規', 'Working|対応中', 'Escalated|エスカレーション', 'Closed|クローズ']),
  picklist('Reason', 'Case Reason|原因', ['Instructions not clear|説明不足', 'Other|その他']),
  picklist('Origin', 'Case Origin|発生源', ['Phone|電話', 'Email|メール', 'Web|Web']),
  text('Subject', 'Subject|件名', 255),
  picklist('Priority', 'Priority|優先度', ['High|高', '*Medium|中', 'Low|低']),
  longText('Description', 'Description|説明'),
  text('SuppliedName', 'Name|名前', 80),
  email('SuppliedEmail', 'Email Address|メールアドレス'),
  text('SuppliedPhone', 'Phone|電話', 40),
  text('SuppliedCompany', 'Company|会社名', 80),
  longText('Comments', 'Internal Comments|社内コメント', 4000),
  flag('IsEscalated', 'Escalated|エスカレーション'),
  ofContact('ContactPhone', 'Contact Phone|取引先責任者 電話', 'Phone'),
  ofContact('ContactMobile', 'Contact Mobile|取引先責任者 携帯', 'MobilePhone'),
  ofContact('ContactEmail', 'Contact Email|取引先責任者 メール', 'Email'),
  ofContact('ContactFax', 'Contact Fax|取引先責任者 Fax', 'Fax'),
  flag('IsClosed', 'Closed|クローズ', { ...computed, permissionable: false }),
  datetime('ClosedDate', 'Closed Date|クローズ日', computed),
  owner('Group User'),
]);

/** Who and what an activity is about. Custom objects join in when they allow activities. */
const subjects = (children: string): readonly StandardField[] => [
  lookup('WhoId', 'Name ID|名前 ID', 'Contact Lead', { relation: 'Who', children }),
  lookup('WhatId', 'Related To ID|関連先 ID', 'Account Opportunity Campaign Case Product2', {
    relation: 'What',
    children,
  }),
];

const task = object({ name: 'Task', prefix: '00T', labels: 'Task|ToDo' }, [
  ...subjects('Tasks'),
  text('Subject', 'Subject|件名', 255, { nameField: true, permissionable: false }),
  date('ActivityDate', 'Due Date Only|期日'),
  picklist(
    'Status',
    'Status|状況',
    [
      '*Not Started|未着手',
      'In Progress|進行中',
      'Completed|完了',
      'Waiting on someone else|他者待ち',
      'Deferred|延期',
    ],
    { required: true, permissionable: false },
  ),
  picklist('Priority', 'Priority|優先度', ['High|高', '*Normal|中', 'Low|低'], {
    required: true,
    permissionable: false,
  }),
  longText('Description', 'Description|説明'),
  picklist('Type', 'Type|種別', ['Call|電話', 'Email|メール', 'Meeting|会議', 'Other|その他']),
  flag('IsClosed', 'Closed|完了', { ...computed, permissionable: false }),
  owner('Group User'),
]);

const event = object({ name: 'Event', prefix: '00U', labels: 'Event|行動' }, [
  ...subjects('Events'),
  text('Subject', 'Subject|件名', 255, { nameField: true, permissionable: false }),
  text('Location', 'Location|場所', 255),
  flag('IsAllDayEvent', 'All-Day Event|終日'),
  date('ActivityDate', 'Due Date Only|期日'),
  datetime('StartDateTime', 'Start Date Time|開始日時', { required: true, permissionable: false }),
  datetime('EndDateTime', 'End Date Time|終了日時'),
  whole('DurationInMinutes', 'Duration|期間 (分)'),
  longText('Description', 'Description|説明'),
  picklist('Type', 'Type|種別', ['Email|メール', 'Meeting|会議', 'Other|その他', 'Call|電話']),
  owner(),
]);

export const work: readonly StandardObject[] = [support, task, event];
