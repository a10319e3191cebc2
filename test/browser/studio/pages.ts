/** The studio's apps, tabs, pages and actions. */
import type { PackageFile } from '../../../local-org/local-org.ts';
import {
  element,
  elements,
  file,
  flexipage,
  pageOverrides,
  placed,
  placedField,
  property,
  region,
  rule,
  xml,
} from './metadata.ts';

const tabNames = ['Target__c', 'Project__c', 'Workshop', 'Compass', 'Weather'];

const app = xml(
  'CustomApplication',
  `${pageOverrides('View', 'Target_Page', 'Target__c')}${pageOverrides('View', 'Project_Page', 'Project__c')}
  ${pageOverrides('Tab', 'Studio_Home', 'standard-home')}
  <brand><headerColor>#7A1FA2</headerColor><shouldOverrideOrgTheme>false</shouldOverrideOrgTheme></brand>
  <description>Targets and projects of the studio</description><formFactors>Large</formFactors><formFactors>Small</formFactors>
  <label>Studio</label><navType>Standard</navType>
  ${['standard-home', ...tabNames, 'standard-report'].map((name) => element('tabs', name)).join('')}<uiType>Lightning</uiType>`,
);

const secondApp = xml(
  'CustomApplication',
  `<description>Only projects</description><formFactors>Large</formFactors><label>Archive</label><navType>Standard</navType>
  <tabs>Project__c</tabs><uiType>Lightning</uiType>`,
);

const tab = (entries: Readonly<Record<string, string | boolean>>, motif: string): string =>
  xml('CustomTab', `${elements(entries)}${element('motif', motif)}`);

const targetPage = flexipage(
  'Target Page',
  'RecordPage',
  'flexipage:recordHomeThreeColTemplateDesktop',
  [
    region('header', 'Region', placed('force:highlightsPanel')),
    region(
      'leftsidebar',
      'Region',
      placed('flexipage:richText', property('richTextValue', 'Left of it')),
      placed('c:echo'),
    ),
    region('main', 'Region', placed('force:detailPanel')),
    region(
      'rightsidebar',
      'Region',
      placed('force:relatedListSingleContainer', property('relatedListApiName', 'Projects__r')),
      placed('c:onlyForAdmins', rule([['{!$Permission.StandardPermission.ViewSetup}', 'EQUAL', 'true']])),
      placed(
        'c:onlyForReps',
        rule(
          [
            ['{!$User.Department}', 'EQUAL', 'East'],
            ['{!Record.Amount__c}', 'GT', '100'],
            ['{!$Client.FormFactor}', 'EQUAL', 'Small'],
          ],
          '(1 AND 2) OR 3',
        ),
      ),
    ),
  ],
  'Target__c',
);

const tabItem = (title: string, body: string, inside = ''): string =>
  placed('flexipage:tab', property('body', body) + property('title', title) + inside);

const accordionItem = (label: string, body: string): string =>
  placed('flexipage:accordionSection', property('body', body) + property('label', label) + property('name', label));

const projectPage = flexipage(
  'Project Page',
  'RecordPage',
  'flexipage:recordHomeTemplateDesktop',
  [
    region('header', 'Region', placed('force:highlightsPanel', property('numVisibleActions', '2'))),
    region('left', 'Facet', placedField('Name'), placedField('Budget__c'), placedField('Site__c', 'readonly')),
    region('right', 'Facet', placedField('Client__c'), placedField('Starts_On__c', 'required')),
    region(
      'columns',
      'Facet',
      placed('flexipage:column', property('body', 'left')),
      placed('flexipage:column', property('body', 'right')),
    ),
    region(
      'fieldsTab',
      'Facet',
      placed('flexipage:fieldSection', property('columns', 'columns') + property('label', 'What and when')),
    ),
    region('formsTab', 'Facet', placed('c:formLab')),
    region(
      'tabs',
      'Facet',
      tabItem('Standard.Tab.detail', 'fieldsTab'),
      tabItem('Forms', 'formsTab'),
      tabItem('Closed only', 'formsTab', rule([['{!Record.Closed__c}', 'EQUAL', 'true']])),
    ),
    region('main', 'Region', placed('flexipage:tabset', property('tabs', 'tabs'))),
    region(
      'clientFacet',
      'Facet',
      placed('console:relatedRecord', property('lookupFieldName', 'Project__c.Client__c')),
    ),
    region('chartFacet', 'Facet', placed('flexipage:reportChart', property('reportName', 'Budgets'))),
    region('sections', 'Facet', accordionItem('Client', 'clientFacet'), accordionItem('Chart', 'chartFacet')),
    region('sidebar', 'Region', placed('flexipage:accordion', property('accordionSections', 'sections'))),
  ],
  'Project__c',
);

const home = flexipage('Studio Home', 'HomePage', 'home:desktopTemplate', [
  region(
    'top',
    'Region',
    placed('flexipage:richText', property('richTextValue', '<b>Good morning</b>'.replace(/</g, '&lt;'))),
  ),
  region(
    'bottomLeft',
    'Region',
    placed('flexipage:filterListCard', property('entityName', 'Target__c') + property('filterName', 'My_Targets')),
  ),
  region('sidebar', 'Region', placed('flexipage:recentItems')),
]);

const workshop = flexipage('Workshop', 'AppPage', 'flexipage:appHomeTemplateTwoColumns', [
  region('column1', 'Region', placed('c:modalLab')),
  region('column2', 'Region', placed('c:eventLab')),
]);

const quickAction = (entries: Readonly<Record<string, string | boolean>>, more = ''): string =>
  xml('QuickAction', `${elements(entries)}<optionsCreateFeedItem>false</optionsCreateFeedItem>${more}`);

const layoutOf = (names: readonly string[]): string =>
  element(
    'quickActionLayout',
    `<layoutSectionStyle>TwoColumnsLeftToRight</layoutSectionStyle>${element(
      'quickActionLayoutColumns',
      names
        .map((field) => element('quickActionLayoutItems', elements({ emptySpace: false, field, uiBehavior: 'Edit' })))
        .join(''),
    )}`,
  );

const listed = (names: Readonly<Record<string, string>>): string =>
  element(
    'platformActionList',
    `<actionListContext>Record</actionListContext>${Object.entries(names)
      .map(([actionName, actionType], sortOrder) =>
        element('platformActionListItems', elements({ actionName, actionType, sortOrder })),
      )
      .join('')}`,
  );

/** What the target's layout lists, in this order. */
export const targetActions = listed({
  Edit: 'StandardButton',
  'Target__c.Start_Project': 'QuickAction',
  'Target__c.Ship': 'QuickAction',
  'Target__c.Ping': 'QuickAction',
  'Target__c.Call': 'QuickAction',
  Delete: 'StandardButton',
});

export const pageFiles: readonly PackageFile[] = [
  file('applications/Studio.app', app),
  file('applications/Archive.app', secondApp),
  file('tabs/Target__c.tab', tab({ customObject: true }, 'Custom26: Flag')),
  file('tabs/Project__c.tab', tab({ customObject: true }, 'Custom18: Form')),
  file('tabs/Workshop.tab', tab({ flexiPage: 'Workshop', label: 'Workshop' }, 'Custom19: Wrench')),
  file('tabs/Compass.tab', tab({ label: 'Compass', lwcComponent: 'compass' }, 'Custom39: Telescope')),
  file('tabs/Weather.tab', tab({ label: 'Weather', url: 'http://127.0.0.1:9/weather' }, 'Custom1: Heart')),
  file('flexipages/Target_Page.flexipage', targetPage),
  file('flexipages/Project_Page.flexipage', projectPage),
  file('flexipages/Studio_Home.flexipage', home),
  file('flexipages/Workshop.flexipage', workshop),
  file(
    'quickActions/Target__c.Start_Project.quickAction',
    quickAction(
      { label: 'Start project', targetObject: 'Project__c', targetParentField: 'Target__c', type: 'Create' },
      layoutOf(['Name', 'Budget__c']),
    ),
  ),
  file(
    'quickActions/Target__c.Ship.quickAction',
    quickAction({
      actionSubtype: 'ScreenAction',
      label: 'Ship',
      lightningWebComponent: 'shipping',
      type: 'LightningWebComponent',
    }),
  ),
  file(
    'quickActions/Target__c.Ping.quickAction',
    quickAction({
      actionSubtype: 'Action',
      label: 'Ping',
      lightningWebComponent: 'pinging',
      type: 'LightningWebComponent',
    }),
  ),
  file('quickActions/Target__c.Call.quickAction', quickAction({ label: 'Log a Call', type: 'LogACall' })),
];

export { tabNames };
