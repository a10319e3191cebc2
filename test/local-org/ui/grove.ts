/**
 * A package for what depends on record types: `Tree__c` with two of them, a picklist that depends on another and one on a
 * checkbox, default formulas, a layout for each record type, a custom link, and a profile that says who gets what.
 */
import type { PackageFile } from '../../../local-org/local-org.ts';
import { file, xml } from './orchard.ts';

const value = (name: string, isDefault = false): string =>
  `<value><fullName>${name}</fullName><default>${String(isDefault)}</default><label>${name}</label></value>`;

const goesWith = (name: string, controlling: string): string =>
  `<valueSettings><controllingFieldValue>${controlling}</controllingFieldValue><valueName>${name}</valueName></valueSettings>`;

const picklist = (name: string, set: string): string =>
  `<fields><fullName>${name}</fullName><label>${name.replace('__c', '')}</label><type>Picklist</type><valueSet>${set}</valueSet></fields>`;

const definition = (values: string): string =>
  `<valueSetDefinition><sorted>false</sorted>${values}</valueSetDefinition>`;

const fields = `
  ${picklist('Kind__c', definition(value('Apple', true) + value('Pear') + value('Walnut')))}
  ${picklist(
    'Sort__c',
    `<controllingField>Kind__c</controllingField>${definition(value('Fuji') + value('Conference') + value('Common'))}
     ${goesWith('Fuji', 'Apple')}${goesWith('Conference', 'Pear')}
     <valueSettings><controllingFieldValue>Apple</controllingFieldValue><controllingFieldValue>Walnut</controllingFieldValue><valueName>Common</valueName></valueSettings>`,
  )}
  ${picklist(
    'Care__c',
    `<controllingField>Old__c</controllingField>${definition(value('Prop') + value('Prune'))}
     ${goesWith('Prop', 'checked')}
     <valueSettings><controllingFieldValue>checked</controllingFieldValue><controllingFieldValue>unchecked</controllingFieldValue><valueName>Prune</valueName></valueSettings>`,
  )}
  <fields><fullName>Old__c</fullName><label>Old</label><type>Checkbox</type><defaultValue>false</defaultValue></fields>
  <fields><fullName>Planted_On__c</fullName><label>Planted On</label><type>Date</type><defaultValue>TODAY() - 1</defaultValue></fields>
  <fields><fullName>Height__c</fullName><label>Height</label><type>Number</type><precision>6</precision><scale>2</scale><defaultValue>1 + 0.5</defaultValue></fields>
  <fields><fullName>Note__c</fullName><label>Note</label><type>Html</type><length>32768</length><visibleLines>10</visibleLines></fields>
  <fields><fullName>Twice__c</fullName><label>Twice</label><type>Number</type><precision>18</precision><scale>2</scale><formula>Height__c * 2</formula></fields>
  <fields><fullName>Parent__c</fullName><label>Parent Tree</label><type>Lookup</type><referenceTo>Tree__c</referenceTo>
    <relationshipName>Grafts</relationshipName><relationshipLabel>Grafts</relationshipLabel><deleteConstraint>SetNull</deleteConstraint></fields>`;

const recordType = (name: string, kinds: readonly string[], compact: string): string =>
  `<recordTypes><fullName>${name}</fullName><active>true</active><compactLayoutAssignment>${compact}</compactLayoutAssignment><label>${name} tree</label>
    <picklistValues><picklist>Kind__c</picklist>${kinds
      .map((kind, place) => `<values><fullName>${kind}</fullName><default>${String(place === 0)}</default></values>`)
      .join('')}</picklistValues></recordTypes>`;

const tree = xml(
  'CustomObject',
  `<compactLayouts><fullName>Short</fullName><fields>Name</fields><fields>Kind__c</fields><label>Short</label></compactLayouts>
  <compactLayouts><fullName>Shorter</fullName><fields>Height__c</fields><label>Shorter</label></compactLayouts>
  <deploymentStatus>Deployed</deploymentStatus><label>Tree</label><pluralLabel>Trees</pluralLabel>
  <nameField><label>Tree Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>${fields}
  ${recordType('Fruit', ['Pear', 'Apple'], 'Short')}${recordType('Nut', ['Walnut'], 'Shorter')}
  <webLinks><fullName>Weather</fullName><availability>online</availability><displayType>link</displayType><height>600</height>
    <linkType>url</linkType><masterLabel>Weather there</masterLabel><openType>newWindow</openType><protected>false</protected>
    <url>https://weather.example/{!Tree__c.Name}</url></webLinks>`,
);

const item = (field: string, behavior = 'Edit'): string =>
  `<layoutItems><behavior>${behavior}</behavior><field>${field}</field></layoutItems>`;

const section = (label: string, columns: string, style = 'TwoColumnsTopToBottom'): string =>
  `<layoutSections><customLabel>true</customLabel><detailHeading>true</detailHeading><editHeading>false</editHeading><label>${label}</label>${columns}<style>${style}</style></layoutSections>`;

const column = (items: string): string => `<layoutColumns>${items}</layoutColumns>`;

const fruitLayout = xml(
  'Layout',
  `${section('Fruit', column(item('Name', 'Required') + item('Kind__c', 'Required') + item('OwnerId')) + column(item('Sort__c') + item('Height__c', 'Readonly') + item('Twice__c', 'Readonly')))}
  ${section('Links', column('<layoutItems><customLink>Weather</customLink></layoutItems>'), 'CustomLinks')}
  ${section('System Information', column(item('CreatedById', 'Readonly')) + column(item('LastModifiedById', 'Readonly')), 'TwoColumnsLeftToRight')}`,
);

const nutLayout = xml(
  'Layout',
  section('Nut', column(item('Name', 'Required') + '<layoutItems><emptySpace>true</emptySpace></layoutItems>')),
);

const visible = (name: string, isDefault: boolean): string =>
  `<recordTypeVisibilities><default>${String(isDefault)}</default><recordType>Tree__c.${name}</recordType><visible>true</visible></recordTypeVisibilities>`;

const profile = xml(
  'Profile',
  `<custom>false</custom>
  <layoutAssignments><layout>Tree__c-Fruit Layout</layout></layoutAssignments>
  <layoutAssignments><layout>Tree__c-Nut Layout</layout><recordType>Tree__c.Nut</recordType></layoutAssignments>
  ${visible('Fruit', true)}${visible('Nut', false)}`,
);

const names = [
  'Kind__c',
  'Sort__c',
  'Care__c',
  'Old__c',
  'Planted_On__c',
  'Height__c',
  'Note__c',
  'Twice__c',
  'Parent__c',
];

const types = (members: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(members)
    .map(
      ([name, list]) => `<types>${list.map((one) => `<members>${one}</members>`).join('')}<name>${name}</name></types>`,
    )
    .join('');

const manifest = xml(
  'Package',
  `${types({
    CustomObject: ['Tree__c'],
    CustomField: names.map((name) => `Tree__c.${name}`),
    CompactLayout: ['Tree__c.Short', 'Tree__c.Shorter'],
    RecordType: ['Tree__c.Fruit', 'Tree__c.Nut'],
    WebLink: ['Tree__c.Weather'],
    Layout: ['Tree__c-Fruit Layout', 'Tree__c-Nut Layout'],
    Profile: ['Admin'],
  })}<version>66.0</version>`,
);

/** `profileName` is the profile whose assignments the package carries. */
export const grove = (profileName: string): readonly PackageFile[] => [
  file('package.xml', manifest.replace('<members>Admin</members>', `<members>${profileName}</members>`)),
  file('objects/Tree__c.object', tree),
  file('layouts/Tree__c-Fruit Layout.layout', fruitLayout),
  file('layouts/Tree__c-Nut Layout.layout', nutLayout),
  file(`profiles/${profileName}.profile`, profile),
];
