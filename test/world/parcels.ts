/** A small package of the tests' own: a master with a roll-up, a detail with one field of each kind, a self-lookup. */
import type { PackageFile } from '../../local-org/local-org.ts';

const file = (path: string, text: string): PackageFile => ({ path, content: new TextEncoder().encode(text) });

const xml = (root: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${root}>\n`;

const key = `<fields><fullName>External_Key__c</fullName><label>Key</label><type>Text</type><length>80</length>
  <externalId>true</externalId><unique>true</unique><caseSensitive>false</caseSensitive></fields>`;

const depot = xml(
  'CustomObject',
  `<deploymentStatus>Deployed</deploymentStatus><label>Depot</label><pluralLabel>Depots</pluralLabel>
  <nameField><label>Depot Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>
  ${key}
  <fields><fullName>Code__c</fullName><label>Code</label><type>Text</type><length>10</length><externalId>true</externalId></fields>
  <fields><fullName>Weight__c</fullName><label>Weight</label><type>Summary</type>
    <summarizedField>Parcel__c.Weight__c</summarizedField><summaryForeignKey>Parcel__c.Depot__c</summaryForeignKey>
    <summaryOperation>sum</summaryOperation></fields>`,
);

const parcel = xml(
  'CustomObject',
  `<deploymentStatus>Deployed</deploymentStatus><label>Parcel</label><pluralLabel>Parcels</pluralLabel>
  <nameField><label>Parcel Name</label><type>Text</type></nameField><sharingModel>ControlledByParent</sharingModel>
  ${key}
  <fields><fullName>Depot__c</fullName><label>Depot</label><type>MasterDetail</type><referenceTo>Depot__c</referenceTo>
    <relationshipName>Parcels</relationshipName><relationshipLabel>Parcels</relationshipLabel><relationshipOrder>0</relationshipOrder>
    <reparentableMasterDetail>true</reparentableMasterDetail><writeRequiresMasterRead>false</writeRequiresMasterRead></fields>
  <fields><fullName>Follows__c</fullName><label>Follows</label><type>Lookup</type><referenceTo>Parcel__c</referenceTo>
    <relationshipName>Followers</relationshipName><relationshipLabel>Followers</relationshipLabel><deleteConstraint>SetNull</deleteConstraint></fields>
  <fields><fullName>Weight__c</fullName><label>Weight</label><type>Number</type><precision>18</precision><scale>2</scale></fields>
  <fields><fullName>Sent__c</fullName><label>Sent</label><type>Date</type></fields>
  <fields><fullName>Urgent__c</fullName><label>Urgent</label><type>Checkbox</type><defaultValue>false</defaultValue></fields>
  <fields><fullName>Note__c</fullName><label>Note</label><type>LongTextArea</type><length>32768</length><visibleLines>3</visibleLines></fields>
  <fields><fullName>Kind__c</fullName><label>Kind</label><type>Picklist</type><valueSet><restricted>true</restricted>
    <valueSetDefinition><sorted>false</sorted>
      <value><fullName>Letter</fullName><default>false</default><label>Letter</label></value>
      <value><fullName>Box</fullName><default>false</default><label>Box</label></value>
    </valueSetDefinition></valueSet></fields>
  <validationRules><fullName>Not_Too_Heavy</fullName><active>true</active>
    <errorConditionFormula>Weight__c &gt; 1000</errorConditionFormula>
    <errorDisplayField>Weight__c</errorDisplayField><errorMessage>A parcel weighs 1,000 at most.</errorMessage></validationRules>`,
);

const members = (object: string, fields: readonly string[]): string =>
  fields.map((name) => `${object}.${name}`).join('\n');
const depotFields = ['External_Key__c', 'Code__c', 'Weight__c'];
const parcelFields = [
  'External_Key__c',
  'Depot__c',
  'Follows__c',
  'Weight__c',
  'Sent__c',
  'Urgent__c',
  'Note__c',
  'Kind__c',
];

const type = (name: string, list: string): string =>
  `<types>${list
    .split('\n')
    .map((member) => `<members>${member}</members>`)
    .join('')}<name>${name}</name></types>`;

const manifest = xml(
  'Package',
  `${type('CustomObject', 'Depot__c\nParcel__c')}
  ${type('CustomField', `${members('Depot__c', depotFields)}\n${members('Parcel__c', parcelFields)}`)}
  ${type('ValidationRule', 'Parcel__c.Not_Too_Heavy')}
  <version>67.0</version>`,
);

/** `Depot__c` (External_Key__c, Code__c; roll-up Weight__c) and its detail `Parcel__c`, in deploy format. */
export const parcels: readonly PackageFile[] = [
  file('package.xml', manifest),
  file('objects/Depot__c.object', depot),
  file('objects/Parcel__c.object', parcel),
];
