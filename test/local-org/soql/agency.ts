/** The org that the tests of queries share: accounts, contacts, tasks, and one custom object of every field type. */
import type { Clock } from '../../../local-org/engine/engine.ts';
import {
  checkbox,
  currency,
  externalKey,
  field,
  formula,
  lookup,
  newOrg,
  number,
  object,
  picklist,
  text,
  type Hand,
} from '../engine/build.ts';

export interface Agency extends Hand {
  readonly accounts: readonly string[];
  readonly orders: readonly string[];
}

export function openAgency(clock?: Clock): Agency {
  const org = newOrg(clock === undefined ? {} : { clock });
  org.deploy(
    object(
      'Order__c',
      externalKey(),
      text('Strict__c', { unique: true, caseSensitive: true }),
      lookup('Account__c', 'Account', 'Orders'),
      lookup('Parent__c', 'Order__c', 'Parts'),
      currency('Amount__c'),
      number('Count__c', { scale: 0 }),
      field('Day__c', 'Date'),
      field('Moment__c', 'DateTime'),
      checkbox('Paid__c'),
      picklist('Size__c', ['Small', 'Medium', 'Large']),
      field('Tags__c', 'MultiselectPicklist', {
        visibleLines: 3,
        valueSet: {
          xml: '<restricted>false</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>a</fullName><default>false</default><label>A</label></value><value><fullName>b</fullName><default>false</default><label>B</label></value></valueSetDefinition>',
        },
      }),
      field('Note__c', 'LongTextArea', { length: 1000, visibleLines: 3 }),
      formula('Double__c', 'Currency', 'Amount__c * 2'),
    ),
  );
  const accounts = org.put('insert', 'Account', [
    { Name: 'Acme', Industry: 'Media' },
    { Name: 'Ärzte GmbH', Industry: 'Banking' },
    { Name: 'zeta', ParentId: null },
  ]);
  org.put('insert', 'Contact', [
    { LastName: 'Sato', FirstName: 'Yui', AccountId: accounts[0] },
    { LastName: 'Ito', AccountId: accounts[0] },
    { LastName: 'Klein', AccountId: accounts[1] },
  ]);
  const orders = org.put('insert', 'Order__c', [
    {
      Name: 'one',
      Key__c: 'K-1',
      Account__c: accounts[0],
      Amount__c: 100.1,
      Count__c: 1,
      Day__c: '2026-11-22',
      Moment__c: '2026-11-21T15:30:00Z',
      Paid__c: true,
      Size__c: 'Large',
      Tags__c: 'a;b',
    },
    {
      Name: 'two',
      Key__c: 'K-2',
      Account__c: accounts[0],
      Amount__c: 200.2,
      Count__c: 2,
      Day__c: '2026-10-31',
      Moment__c: '2026-11-22T14:59:59Z',
      Size__c: 'Small',
      Tags__c: 'b',
    },
    {
      Name: 'Three',
      Key__c: 'k-3',
      Account__c: accounts[1],
      Amount__c: 300.3,
      Day__c: '2025-12-31',
      Size__c: 'Medium',
    },
    { Name: "fo'ur_%", Key__c: 'Ä-4', Amount__c: null, Strict__c: 'x' },
  ]);
  org.put('update', 'Order__c', [{ Id: orders[1], Parent__c: orders[0] }]);
  return { ...org, accounts, orders };
}
