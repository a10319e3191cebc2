/** Faults in pages, the app, its tabs, and in what is translated. */
import { fault, fieldFile, type Fault } from './faults.ts';

const target = 'objects/Target__c/Target__c.object-meta.xml';
const page = 'flexipages/Target_Record_Page.flexipage-meta.xml';
const app = 'applications/Todoku.app-meta.xml';
const objectJa = 'objectTranslations/Target__c-ja/Target__c-ja.objectTranslation-meta.xml';
const gapJa = 'objectTranslations/Target__c-ja/Gap__c.fieldTranslation-meta.xml';
const confidenceJa = 'objectTranslations/Project_Amount__c-ja/Confidence__c.fieldTranslation-meta.xml';
const textsJa = 'translations/ja.translation-meta.xml';

const pageFaults: readonly Fault[] = [
  fault(
    'a page with a component that is not there',
    page,
    ['c:gapPanel', 'c:gapPannel'],
    'unknown-component',
    'componentInstance c:gapPannel',
  ),
  fault(
    'a page with a standard component nobody knows',
    page,
    ['<componentName>force:highlightsPanel', '<componentName>force:lowlights'],
    'unknown-component',
    'componentInstance force:lowlights',
  ),
  fault(
    'a page with a component that is made for another object',
    page,
    ['c:forecastEntry', 'c:judgementEntry'],
    'misplaced-component',
    'componentInstance c:judgementEntry',
  ),
  fault(
    'a page with a component that is not exposed',
    page,
    ['c:forecastEntry', 'c:gapMath'],
    'misplaced-component',
    'componentInstance c:gapMath',
  ),
  fault(
    'a page with a region that its template has not',
    page,
    ['<name>sidebar', '<name>cellar'],
    'unknown-region',
    'flexiPageRegions cellar',
  ),
  fault(
    'a page with a template nobody knows',
    page,
    ['recordHomeTemplateDesktop', 'recordHomeRound'],
    'unknown-template',
    'template flexipage:recordHomeRound',
  ),
  fault(
    'a page for an object that is not there',
    page,
    ['<sobjectType>Target__c', '<sobjectType>Tarket__c'],
    'unknown-object',
    'sobjectType Tarket__c',
  ),
  fault(
    'a page with one identifier twice',
    page,
    ['c_gapPanel', 'c_forecastEntry'],
    'repeated',
    'identifier c_forecastEntry',
  ),
  fault(
    'a page that shows a component by a field that is not there',
    page,
    ['<value>false', '<value>{!Record.Nothing__c}'],
    'unknown-field',
    'Record.Nothing__c',
  ),
  fault(
    'an object that opens a page that is not there',
    target,
    ['Target_Record_Page', 'Target_Page'],
    'unknown-page',
    'actionOverrides Target_Page',
  ),
  fault(
    'an app that opens another object’s page',
    app,
    ['<content>Target_Record_Page', '<content>Budget_Record_Page'],
    'unknown-page',
    'actionOverrides Budget_Record_Page',
  ),
  fault(
    'an app with a tab that is not there',
    app,
    ['<tabs>Project__c', '<tabs>Projekt__c'],
    'unknown-tab',
    'tabs Projekt__c',
  ),
  fault(
    'an object tab with a label',
    'tabs/Target__c.tab-meta.xml',
    ['<motif>', '<label>Targets</label><motif>'],
    'tab-label',
    'label',
  ),
];

const translationFaults: readonly Fault[] = [
  fault('an object without a Japanese name', objectJa, ['<value>目標</value>', ''], 'untranslated', 'Target__c label'),
  fault(
    'a rule without a Japanese message',
    objectJa,
    ['<name>Plan_Not_Negative', '<name>Plan_Negative'],
    'untranslated',
    'Target__c validationRules Plan_Not_Negative',
  ),
  fault(
    'a Japanese message for a rule that is not there',
    objectJa,
    ['<name>Plan_Not_Negative', '<name>Plan_Negative'],
    'stray-translation',
    'Target__c validationRules Plan_Negative',
  ),
  fault(
    'a section without a Japanese label',
    objectJa,
    ['<section>Landing', '<section>Other'],
    'untranslated',
    'Target Layout sections Landing',
  ),
  fault(
    'a field without a Japanese label',
    gapJa,
    ['<label>ギャップ</label>', ''],
    'untranslated',
    'Target__c.Gap__c label',
  ),
  fault('a help text without Japanese', gapJa, ['help>', 'helpp>'], 'untranslated', 'Target__c.Gap__c help'),
  fault(
    'a picklist value without Japanese',
    confidenceJa,
    ['<masterLabel>D: possible', '<masterLabel>E'],
    'untranslated',
    'Project_Amount__c.Confidence__c picklistValues D: possible',
  ),
  fault(
    'a list of children without a Japanese label',
    'objectTranslations/Project__c-ja/Account__c.fieldTranslation-meta.xml',
    ['<relationshipLabel>案件</relationshipLabel>', ''],
    'untranslated',
    'Project__c.Account__c relationshipLabel',
  ),
  fault(
    'an app without a Japanese label',
    textsJa,
    ['<name>Todoku</name>', '<name>Other</name>'],
    'untranslated',
    'customApplications Todoku',
  ),
  {
    name: 'a field that nobody translated',
    edits: [
      {
        file: fieldFile('Budget__c', 'New__c'),
        put: '<CustomField><fullName>New__c</fullName><label>New</label><type>Checkbox</type></CustomField>',
      },
    ],
    code: 'untranslated',
    place: 'Budget__c.New__c',
  },
  {
    name: 'a translation of a field that is gone',
    edits: [
      {
        file: 'objectTranslations/Budget__c-ja/Old__c.fieldTranslation-meta.xml',
        put: '<CustomFieldTranslation><label>旧</label><name>Old__c</name></CustomFieldTranslation>',
      },
    ],
    code: 'stray-translation',
    place: 'Old__c',
  },
  {
    name: 'a label without Japanese',
    edits: [
      {
        file: 'labels/CustomLabels.labels-meta.xml',
        find: '</CustomLabels>',
        put: '<labels><fullName>Planted</fullName><value>Planted</value></labels></CustomLabels>',
      },
    ],
    code: 'untranslated',
    file: textsJa,
    place: 'customLabels Planted',
  },
];

export const pageAndTranslationFaults: readonly Fault[] = [...pageFaults, ...translationFaults];
