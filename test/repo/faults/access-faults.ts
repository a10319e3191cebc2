/** Faults in what uses the schema: permission sets, layouts, list views. */
import { fault, type Fault } from './faults.ts';

const rep = 'permissionsets/Todoku_Rep.permissionset-meta.xml';
const load = 'permissionsets/Todoku_Integration.permissionset-meta.xml';
const layout = 'layouts/Target__c-Target Layout.layout-meta.xml';
const list = 'objects/Target__c/listViews/This_Month.listView-meta.xml';
const compact = 'objects/Target__c/compactLayouts/Target_Compact.compactLayout-meta.xml';
const target = 'objects/Target__c/Target__c.object-meta.xml';

const noteRight = '<field>Project_Amount__c.Note__c</field>';

const accessFaults: readonly Fault[] = [
  fault(
    'a right to a field that is not there',
    rep,
    [noteRight, '<field>Project_Amount__c.Remark__c</field>'],
    'unknown-field',
    'fieldPermissions Project_Amount__c.Remark__c',
  ),
  fault(
    'a right to a required field',
    rep,
    [noteRight, '<field>Project_Amount__c.External_Key__c</field>'],
    'not-permissionable',
    'fieldPermissions Project_Amount__c.External_Key__c',
  ),
  fault(
    'a right to a master-detail field',
    rep,
    [noteRight, '<field>Project_Amount__c.Target__c</field>'],
    'not-permissionable',
    'fieldPermissions Project_Amount__c.Target__c',
  ),
  fault(
    'a right to write a computed field',
    rep,
    [noteRight, '<field>Project_Amount__c.Landing__c</field>'],
    'computed-editable',
    'fieldPermissions Project_Amount__c.Landing__c',
  ),
  fault(
    'one field twice',
    rep,
    [noteRight, '<field>Project_Amount__c.Confidence__c</field>'],
    'repeated',
    'fieldPermissions Project_Amount__c.Confidence__c',
  ),
  fault(
    'a right to an object that is not there',
    rep,
    ['<object>Menu_Amount__c', '<object>Menue__c'],
    'unknown-object',
    'objectPermissions Menue__c',
  ),
  fault(
    'a detail without its master',
    rep,
    ['<object>Budget__c', '<object>Contact'],
    'missing-right',
    'objectPermissions Target__c',
  ),
  fault(
    'modify all without view all',
    load,
    ['<viewAllRecords>true', '<viewAllRecords>false'],
    'missing-right',
    'objectPermissions Account',
  ),
  fault(
    'view all of products',
    load,
    [
      '<object>Product2</object>\n        <viewAllRecords>false',
      '<object>Product2</object>\n        <viewAllRecords>true',
    ],
    'no-view-all',
    'objectPermissions Product2',
  ),
  fault('a tab that is not there', rep, ['<tab>Budget__c', '<tab>Budgett__c'], 'unknown-tab', 'tabSettings Budgett__c'),
  fault(
    'an app that is not there',
    rep,
    ['<application>Todoku', '<application>Todo'],
    'unknown-application',
    'applicationVisibilities Todo',
  ),
];

const layoutFaults: readonly Fault[] = [
  fault(
    'a layout with a field that is not there',
    layout,
    ['<field>Rep__c', '<field>Boss__c'],
    'unknown-field',
    'layoutItems Boss__c',
  ),
  fault(
    'a layout without a required field',
    layout,
    ['<field>External_Key__c', '<field>Mine__c'],
    'missing-required',
    'layoutItems External_Key__c',
  ),
  fault(
    'a layout that shows a field twice',
    layout,
    ['<field>Rep__c', '<field>Gap__c'],
    'repeated',
    'layoutItems Gap__c',
  ),
  fault(
    'a layout that offers a computed field for editing',
    layout,
    [
      '<behavior>Readonly</behavior>\n                <field>Gap__c',
      '<behavior>Edit</behavior>\n                <field>Gap__c',
    ],
    'computed-editable',
    'layoutItems Gap__c',
  ),
  fault(
    'a related list that is not there',
    layout,
    ['<relatedList>Project_Amount__c.Target__c', '<relatedList>Project_Amount__c.Project__c'],
    'unknown-field',
    'relatedLists Project_Amount__c.Project__c',
  ),
  fault(
    'a related list with a column that is not there',
    layout,
    ['<fields>Landing__c', '<fields>Landed__c'],
    'unknown-field',
    'relatedLists Project_Amount__c.Target__c Landed__c',
  ),
  fault(
    'a list view with a column that is not there',
    list,
    ['<columns>Rep__c', '<columns>Boss__c'],
    'unknown-field',
    'columns Boss__c',
  ),
  fault(
    'a list view with a filter on nothing',
    list,
    ['<field>Period_Start__c', '<field>Period__c'],
    'unknown-field',
    'filters Period__c',
  ),
  fault(
    'a list view with an operation that is not there',
    list,
    ['<operation>equals', '<operation>is'],
    'unknown-operation',
    'filters is',
  ),
  fault(
    'a list view of one’s own details, which nobody owns',
    list,
    ['Everything', 'Mine'],
    'filter-scope',
    'filterScope Mine',
  ),
  fault(
    'a compact layout with a field that is not there',
    compact,
    ['<fields>Rep__c', '<fields>Boss__c'],
    'unknown-field',
    'fields Boss__c',
  ),
  fault(
    'a compact layout that is not there',
    target,
    ['Target_Compact', 'Target_Small'],
    'unknown-layout',
    'compactLayoutAssignment',
  ),
  fault(
    'a search layout with a field that is not there',
    target,
    ['<lookupDialogsAdditionalFields>Rep__c', '<lookupDialogsAdditionalFields>Boss__c'],
    'unknown-field',
    'searchLayouts Boss__c',
  ),
];

export const accessAndLayoutFaults: readonly Fault[] = [...accessFaults, ...layoutFaults];
