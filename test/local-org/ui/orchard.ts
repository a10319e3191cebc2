/**
 * A small package of the tests' own: `Orchard__c` with a roll-up over its detail `Harvest__c`, one field of each kind that
 * pages show, a layout, a list view, a tab and an app, in English and Japanese.
 */
import type { PackageFile } from '../../../local-org/local-org.ts';

export const file = (path: string, text: string): PackageFile => ({ path, content: new TextEncoder().encode(text) });

export const xml = (root: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${root}>\n`;

const viewOverride = (formFactor: string): string =>
  `<actionOverrides><actionName>View</actionName><content>Orchard_Page</content><formFactor>${formFactor}</formFactor>
    <skipRecordTypeSelect>false</skipRecordTypeSelect><type>Flexipage</type></actionOverrides>`;

const orchard = xml(
  'CustomObject',
  `${viewOverride('Large')}${viewOverride('Small')}
  <compactLayoutAssignment>Orchard_Compact</compactLayoutAssignment>
  <compactLayouts><fullName>Orchard_Compact</fullName><fields>Name</fields><fields>Region__c</fields><fields>Keeper__c</fields>
    <fields>Total__c</fields><label>Orchard Compact</label></compactLayouts>
  <deploymentStatus>Deployed</deploymentStatus><label>Orchard</label><pluralLabel>Orchards</pluralLabel>
  <nameField><label>Orchard Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>
  <fields><fullName>Region__c</fullName><label>Region</label><type>Picklist</type><valueSet><restricted>true</restricted>
    <valueSetDefinition><sorted>false</sorted>
      <value><fullName>North</fullName><default>true</default><label>North</label></value>
      <value><fullName>South</fullName><default>false</default><label>South</label></value>
    </valueSetDefinition></valueSet></fields>
  <fields><fullName>Keeper__c</fullName><label>Keeper</label><type>Lookup</type><referenceTo>User</referenceTo>
    <relationshipName>Orchards</relationshipName><deleteConstraint>SetNull</deleteConstraint></fields>
  <fields><fullName>Secret__c</fullName><label>Secret</label><type>Text</type><length>20</length></fields>
  <fields><fullName>Total__c</fullName><label>Total</label><type>Summary</type>
    <summarizedField>Harvest__c.Amount__c</summarizedField><summaryForeignKey>Harvest__c.Orchard__c</summaryForeignKey>
    <summaryOperation>sum</summaryOperation></fields>
  <listViews><fullName>All</fullName><columns>NAME</columns><columns>Region__c</columns><columns>Keeper__c</columns>
    <columns>Total__c</columns><filterScope>Everything</filterScope><label>All Orchards</label></listViews>
  <listViews><fullName>North_Or_Rich</fullName><columns>NAME</columns><columns>Total__c</columns><filterScope>Everything</filterScope>
    <filters><field>Region__c</field><operation>equals</operation><value>North</value></filters>
    <filters><field>Total__c</field><operation>greaterThan</operation><value>5000</value></filters>
    <booleanFilter>1 OR 2</booleanFilter><label>North or rich</label></listViews>
  <searchLayouts><lookupDialogsAdditionalFields>Region__c</lookupDialogsAdditionalFields></searchLayouts>`,
);

const harvest = xml(
  'CustomObject',
  `<deploymentStatus>Deployed</deploymentStatus><label>Harvest</label><pluralLabel>Harvests</pluralLabel>
  <nameField><label>Harvest Name</label><type>Text</type></nameField><sharingModel>ControlledByParent</sharingModel>
  <fields><fullName>Orchard__c</fullName><label>Orchard</label><type>MasterDetail</type><referenceTo>Orchard__c</referenceTo>
    <relationshipName>Harvests</relationshipName><relationshipLabel>Harvests</relationshipLabel><relationshipOrder>0</relationshipOrder>
    <reparentableMasterDetail>true</reparentableMasterDetail><writeRequiresMasterRead>false</writeRequiresMasterRead></fields>
  <fields><fullName>Amount__c</fullName><label>Amount</label><type>Currency</type><precision>18</precision><scale>2</scale></fields>
  <fields><fullName>Share__c</fullName><label>Share</label><type>Percent</type><precision>5</precision><scale>1</scale></fields>
  <fields><fullName>Picked_On__c</fullName><label>Picked On</label><type>Date</type></fields>
  <fields><fullName>Weighed_At__c</fullName><label>Weighed At</label><type>DateTime</type></fields>
  <fields><fullName>Done__c</fullName><label>Done</label><type>Checkbox</type><defaultValue>false</defaultValue></fields>
  <fields><fullName>Note__c</fullName><label>Note</label><type>LongTextArea</type><length>32768</length><visibleLines>3</visibleLines></fields>
  <validationRules><fullName>Amount_Not_Negative</fullName><active>true</active>
    <errorConditionFormula>Amount__c &lt; 0</errorConditionFormula><errorDisplayField>Amount__c</errorDisplayField>
    <errorMessage>An amount is not negative.</errorMessage></validationRules>`,
);

const orchardJapanese = xml(
  'CustomObjectTranslation',
  `<caseValues><plural>false</plural><value>果樹園</value></caseValues>
  <fields><label>地域</label><name>Region__c</name>
    <picklistValues><masterLabel>North</masterLabel><translation>北</translation></picklistValues>
    <picklistValues><masterLabel>South</masterLabel><translation>南</translation></picklistValues></fields>
  <fields><label>管理人</label><name>Keeper__c</name></fields>
  <fields><label>合計</label><name>Total__c</name></fields>
  <layouts><layout>Orchard Layout</layout><sections><label>果樹園の情報</label><section>Orchard</section></sections></layouts>
  <nameFieldLabel>果樹園名</nameFieldLabel>`,
);

const harvestJapanese = xml(
  'CustomObjectTranslation',
  `<caseValues><plural>false</plural><value>収穫</value></caseValues>
  <fields><label>金額</label><name>Amount__c</name></fields>
  <fields><label>収穫日</label><name>Picked_On__c</name></fields>
  <nameFieldLabel>収穫名</nameFieldLabel>`,
);

const item = (field: string): string => `<layoutItems><behavior>Edit</behavior><field>${field}</field></layoutItems>`;

const layout = xml(
  'Layout',
  `<layoutSections><customLabel>true</customLabel><detailHeading>true</detailHeading><editHeading>true</editHeading><label>Orchard</label>
    <layoutColumns>${item('Name')}${item('Region__c')}</layoutColumns><layoutColumns>${item('Keeper__c')}${item('Total__c')}</layoutColumns>
    <style>TwoColumnsTopToBottom</style></layoutSections>
  <layoutSections><customLabel>false</customLabel><detailHeading>true</detailHeading><editHeading>true</editHeading><label>System Information</label>
    <layoutColumns>${item('CreatedById')}</layoutColumns><layoutColumns>${item('Secret__c')}</layoutColumns>
    <style>TwoColumnsTopToBottom</style></layoutSections>
  <relatedLists><fields>NAME</fields><fields>Amount__c</fields><fields>Picked_On__c</fields><fields>Done__c</fields>
    <relatedList>Harvest__c.Orchard__c</relatedList><sortField>Picked_On__c</sortField><sortOrder>Desc</sortOrder></relatedLists>`,
);

const tab = (motif: string): string => xml('CustomTab', `<customObject>true</customObject><motif>${motif}</motif>`);

const app = xml(
  'CustomApplication',
  `<brand><headerColor>#0250D9</headerColor><shouldOverrideOrgTheme>false</shouldOverrideOrgTheme></brand><formFactors>Large</formFactors>
  <label>Orchards</label><navType>Standard</navType><tabs>standard-home</tabs><tabs>Orchard__c</tabs><uiType>Lightning</uiType>`,
);

/** Sees orchards but not their secret, and may change the amount of a harvest but not its note. */
const keeperRights = xml(
  'PermissionSet',
  `<applicationVisibilities><application>Orchards</application><visible>true</visible></applicationVisibilities>
  <label>Keeper</label><hasActivationRequired>false</hasActivationRequired>
  <tabSettings><tab>Orchard__c</tab><visibility>Visible</visibility></tabSettings>
  <fieldPermissions><editable>true</editable><field>Orchard__c.Region__c</field><readable>true</readable></fieldPermissions>
  <fieldPermissions><editable>false</editable><field>Orchard__c.Total__c</field><readable>true</readable></fieldPermissions>
  <fieldPermissions><editable>true</editable><field>Orchard__c.Keeper__c</field><readable>true</readable></fieldPermissions>
  <fieldPermissions><editable>true</editable><field>Harvest__c.Amount__c</field><readable>true</readable></fieldPermissions>
  <fieldPermissions><editable>false</editable><field>Harvest__c.Note__c</field><readable>true</readable></fieldPermissions>
  <objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>
    <modifyAllRecords>false</modifyAllRecords><object>Orchard__c</object><viewAllRecords>true</viewAllRecords></objectPermissions>
  <objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>
    <modifyAllRecords>false</modifyAllRecords><object>Harvest__c</object><viewAllRecords>true</viewAllRecords></objectPermissions>`,
);

const labels = xml(
  'CustomLabels',
  `<labels><fullName>Harvest_Title</fullName><language>en_US</language><protected>false</protected>
    <shortDescription>Harvest Title</shortDescription><value>Harvests of the season</value></labels>`,
);

const japanese = xml(
  'Translations',
  `<customApplications><label>果樹園アプリ</label><name>Orchards</name></customApplications>
  <customLabels><label>今季の収穫</label><name>Harvest_Title</name></customLabels>`,
);

const types = (members: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(members)
    .map(
      ([name, list]) => `<types>${list.map((one) => `<members>${one}</members>`).join('')}<name>${name}</name></types>`,
    )
    .join('');

const fieldNames = {
  Orchard__c: ['Region__c', 'Keeper__c', 'Secret__c', 'Total__c'],
  Harvest__c: ['Orchard__c', 'Amount__c', 'Share__c', 'Picked_On__c', 'Weighed_At__c', 'Done__c', 'Note__c'],
};

/** The manifest with further members: `{ FlexiPage: ['Orchard_Page'] }`. */
export function manifest(more: Readonly<Record<string, readonly string[]>> = {}): PackageFile {
  const members = {
    CustomObject: ['Orchard__c', 'Harvest__c'],
    CustomField: Object.entries(fieldNames).flatMap(([object, names]) => names.map((name) => `${object}.${name}`)),
    CompactLayout: ['Orchard__c.Orchard_Compact'],
    ListView: ['Orchard__c.All', 'Orchard__c.North_Or_Rich'],
    ValidationRule: ['Harvest__c.Amount_Not_Negative'],
    Layout: ['Orchard__c-Orchard Layout'],
    CustomTab: ['Orchard__c'],
    CustomApplication: ['Orchards'],
    PermissionSet: ['Keeper'],
    CustomLabels: ['CustomLabels'],
    Translations: ['ja'],
    CustomObjectTranslation: ['Orchard__c-ja', 'Harvest__c-ja'],
    ...more,
  };
  return file('package.xml', xml('Package', `${types(members)}<version>66.0</version>`));
}

/** Everything but the manifest and the page. */
export const orchardFiles: readonly PackageFile[] = [
  file('objects/Orchard__c.object', orchard),
  file('objects/Harvest__c.object', harvest),
  file('objectTranslations/Orchard__c-ja.objectTranslation', orchardJapanese),
  file('objectTranslations/Harvest__c-ja.objectTranslation', harvestJapanese),
  file('layouts/Orchard__c-Orchard Layout.layout', layout),
  file('tabs/Orchard__c.tab', tab('Custom26: Flag')),
  file('applications/Orchards.app', app),
  file('permissionsets/Keeper.permissionset', keeperRights),
  file('labels/CustomLabels.labels', labels),
  file('translations/ja.translation', japanese),
];

/** The package without Lightning components; its page is the platform's standard one. */
export const orchards: readonly PackageFile[] = [manifest(), ...orchardFiles.map(withoutPage)];

/** An object may only name a page that is deployed with it. */
function withoutPage(one: PackageFile): PackageFile {
  if (!one.path.endsWith('Orchard__c.object')) return one;
  return file(
    one.path,
    new TextDecoder().decode(one.content).replace(/<actionOverrides>[\s\S]*?<\/actionOverrides>/g, ''),
  );
}
