/** The studio's objects: targets of people, and projects that serve them. */
import type { PackageFile } from '../../../local-org/local-org.ts';
import { element, elements, field, file, listView, lookup, picklist, relatedList, section, xml } from './metadata.ts';

const nameField = (label: string): string => element('nameField', elements({ label, type: 'Text' }));

const target = xml(
  'CustomObject',
  `<compactLayoutAssignment>Target_Compact</compactLayoutAssignment>
  <compactLayouts><fullName>Target_Compact</fullName><fields>Name</fields><fields>OwnerId</fields><fields>Amount__c</fields>
    <label>Target Compact</label></compactLayouts>
  <deploymentStatus>Deployed</deploymentStatus><label>Target</label><pluralLabel>Targets</pluralLabel>
  ${nameField('Target Name')}<sharingModel>Private</sharingModel>
  ${field('Amount__c', { label: 'Amount', type: 'Currency', precision: 18, scale: 0 })}
  ${field('Plan__c', { label: 'Plan', type: 'Currency', precision: 18, scale: 0 })}
  ${field('Goal__c', { label: 'Goal', type: 'LongTextArea', length: 2000, visibleLines: 3 })}
  ${listView('My_Targets', 'My Targets', 'Mine', ['NAME', 'Amount__c', 'Plan__c'])}
  ${listView('All', 'All Targets', 'Everything', ['NAME', 'OWNER.ALIAS', 'Amount__c', 'Plan__c'])}`,
);

const project = xml(
  'CustomObject',
  `<compactLayoutAssignment>Project_Compact</compactLayoutAssignment>
  <compactLayouts><fullName>Project_Compact</fullName><fields>Name</fields><fields>Target__c</fields><fields>Budget__c</fields>
    <label>Project Compact</label></compactLayouts>
  <deploymentStatus>Deployed</deploymentStatus><label>Project</label><pluralLabel>Projects</pluralLabel>
  ${nameField('Project Name')}<sharingModel>ReadWrite</sharingModel>
  ${lookup('Target__c', 'Target', 'Target__c', 'Projects')}
  ${lookup('Client__c', 'Client', 'Account', 'Projects')}
  ${picklist('Medium__c', 'Medium', ['Print', 'Film'])}
  ${picklist(
    'Product__c',
    'Product',
    ['Flyer', 'Poster', 'Spot'],
    `<controllingField>Medium__c</controllingField>${[
      ['Print', 'Flyer'],
      ['Print', 'Poster'],
      ['Film', 'Spot'],
    ]
      .map(([controllingFieldValue = '', valueName = '']) =>
        element('valueSettings', elements({ controllingFieldValue, valueName })),
      )
      .join('')}`,
  )}
  ${field('Budget__c', { label: 'Budget', type: 'Currency', precision: 18, scale: 0 })}
  ${field('Starts_On__c', { label: 'Starts On', type: 'Date' })}
  ${field('Closed__c', { label: 'Closed', type: 'Checkbox', defaultValue: false })}
  ${field('Site__c', { label: 'Site', type: 'Url' })}
  <recordTypes><fullName>Campaign</fullName><active>true</active><label>Campaign</label></recordTypes>
  <recordTypes><fullName>Retainer</fullName><active>true</active><label>Retainer</label></recordTypes>
  ${listView('All', 'All Projects', 'Everything', ['NAME', 'Target__c', 'Client__c', 'Budget__c', 'Starts_On__c'])}
  <validationRules><fullName>Budget_Not_Negative</fullName><active>true</active>
    <errorConditionFormula>Budget__c &lt; 0</errorConditionFormula><errorDisplayField>Budget__c</errorDisplayField>
    <errorMessage>A budget is not negative.</errorMessage></validationRules>
  <validationRules><fullName>Client_Before_Close</fullName><active>true</active>
    <errorConditionFormula>AND(Closed__c, ISBLANK(Client__c))</errorConditionFormula>
    <errorMessage>Name the client before you close the project.</errorMessage></validationRules>`,
);

const targetLayout = xml(
  'Layout',
  section('Target', ['Name', 'OwnerId'], ['Amount__c', 'Plan__c', 'Goal__c']) +
    relatedList('Project__c.Target__c', ['NAME', 'Budget__c', 'Starts_On__c']),
);

const projectLayout = xml(
  'Layout',
  section(
    'Project',
    ['Name!required', 'Target__c', 'Client__c', 'Budget__c', 'Site__c'],
    ['Medium__c', 'Product__c', 'Starts_On__c', 'Closed__c'],
  ) + section('History', ['CreatedById!readonly'], ['LastModifiedById!readonly']),
);

const japanese = (labels: string, fields: Readonly<Record<string, string>>): string =>
  xml(
    'CustomObjectTranslation',
    `<caseValues><plural>false</plural><value>${labels}</value></caseValues>${Object.entries(fields)
      .map(([name, label]) => element('fields', elements({ label, name })))
      .join('')}<nameFieldLabel>${labels}名</nameFieldLabel>`,
  );

export const objectFiles: readonly PackageFile[] = [
  file('objects/Target__c.object', target),
  file('objects/Project__c.object', project),
  file('layouts/Target__c-Target Layout.layout', targetLayout),
  file('layouts/Project__c-Project Layout.layout', projectLayout),
  file(
    'objectTranslations/Target__c-ja.objectTranslation',
    japanese('目標', { Amount__c: '金額', Plan__c: '計画', Goal__c: '定性目標' }),
  ),
  file(
    'objectTranslations/Project__c-ja.objectTranslation',
    japanese('案件', { Target__c: '目標', Client__c: '取引先', Budget__c: '予算', Starts_On__c: '開始日' }),
  ),
];
