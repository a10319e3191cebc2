/** The tests' orchard with a record page and Lightning components of its own, as an org holds them after a deployment. */
import type { PackageFile } from '../../local-org/local-org.ts';
import { file, manifest, orchardFiles, xml } from '../local-org/ui/orchard.ts';

interface Bundle {
  readonly js: string;
  readonly html?: string;
  readonly css?: string;
  /** `<property …>` elements of the record page's configuration. */
  readonly properties?: string;
  readonly exposed?: boolean;
}

/** A component that shows a total by Lightning Data Service and lets one edit the lines that make it. */
const harvestBoard: Bundle = {
  js: `import { LightningElement, api, wire } from 'lwc';
import { getRecord, getFieldValue, getFieldDisplayValue, updateRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { gql, graphql } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import NAME from '@salesforce/schema/Orchard__c.Name';
import TOTAL from '@salesforce/schema/Orchard__c.Total__c';
import heading from '@salesforce/label/c.Harvest_Title';
import { sum } from 'c/sums';

const HARVESTS = gql\`query harvests($id: ID) { uiapi { query {
  Harvest__c(first: 200, where: { Orchard__c: { eq: $id } }, orderBy: { Name: {} }) {
    edges { node { Id Name { value } Amount__c { value displayValue } } } } } } }\`;

export default class HarvestBoard extends LightningElement {
  @api recordId;
  @api note;
  @api limit;
  heading = heading;
  fields = [NAME, TOTAL];
  errors = {};
  drafts = {};
  @wire(getRecord, { recordId: '$recordId', fields: '$fields' }) record;
  @wire(graphql, { query: HARVESTS, variables: '$variables' }) answer;

  get variables() { return { id: this.recordId }; }
  get title() { return this.heading + ' · ' + (getFieldValue(this.record.data, NAME) ?? ''); }
  get total() { return getFieldDisplayValue(this.record.data, TOTAL); }
  get rows() {
    const edges = this.answer.data?.uiapi.query.Harvest__c.edges ?? [];
    return edges.slice(0, this.limit).map(({ node }) => ({
      id: node.Id, name: node.Name.value, shown: node.Amount__c.displayValue,
      amount: this.drafts[node.Id] ?? node.Amount__c.value, error: this.errors[node.Id],
    }));
  }
  get sum() { return sum(this.rows.map((row) => row.amount)); }
  type(event) { this.drafts = { ...this.drafts, [event.target.dataset.id]: event.target.value }; }
  async save() {
    for (const [Id, value] of Object.entries(this.drafts)) {
      try {
        await updateRecord({ fields: { Id, Amount__c: Number(value) } });
        const { [Id]: _, ...rest } = this.drafts;
        this.drafts = rest;
        this.errors = { ...this.errors, [Id]: undefined };
      } catch (error) {
        this.errors = { ...this.errors, [Id]: error.body.output.fieldErrors.Amount__c[0].message };
      }
    }
    if (Object.keys(this.drafts).length > 0) return;
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    this.dispatchEvent(new RefreshEvent());
    this.dispatchEvent(new ShowToastEvent({ title: 'Saved', message: 'Total {0}', messageData: [String(this.total)], variant: 'success' }));
  }
}`,
  html: `<template>
  <lightning-card title={title} icon-name="standard:product_consumed">
    <lightning-button slot="actions" label="Save" variant="brand" onclick={save}></lightning-button>
    <div class="slds-p-horizontal_medium">
      <p class="note slds-text-color_weak">{note}</p>
      <template for:each={rows} for:item="row">
        <div key={row.id} class="slds-grid slds-grid_vertical-align-center slds-p-vertical_xx-small">
          <span class="slds-col slds-size_1-of-3">{row.name}</span>
          <lightning-input class="slds-col slds-size_1-of-3" type="number" formatter="currency" variant="label-hidden"
            label={row.name} value={row.amount} data-id={row.id} onchange={type}></lightning-input>
          <span class="shown slds-col slds-p-left_small" data-id={row.id}>{row.shown}</span>
          <template lwc:if={row.error}><span class="slds-text-color_error" role="alert">{row.error}</span></template>
        </div>
      </template>
      <p class="total slds-text-heading_small">{total}</p>
      <p class="sum">{sum}</p>
    </div>
  </lightning-card>
</template>`,
  css: `.total { font-variant-numeric: tabular-nums; }`,
  properties: `<property name="note" type="String" default="in the usual unit"/><property name="limit" type="Integer" default="2"/>`,
};

const sums: Bundle = {
  js: `export const sum = (values) => values.reduce((all, value) => all + Number(value), 0);`,
  exposed: false,
};

/** Base components whose texts and formats follow the language, and navigation. */
const seasonTools: Bundle = {
  js: `import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo, getPicklistValues } from 'lightning/uiObjectInfoApi';
import { NavigationMixin, CurrentPageReference } from 'lightning/navigation';
import REGION from '@salesforce/schema/Orchard__c.Region__c';
import ORCHARD from '@salesforce/schema/Orchard__c';
import userId from '@salesforce/user/Id';
import lang from '@salesforce/i18n/lang';

export default class SeasonTools extends NavigationMixin(LightningElement) {
  @api objectApiName;
  userId = userId;
  lang = lang;
  region = REGION;
  day = '2026-11-30';
  columns = [
    { label: 'Name', fieldName: 'name', editable: true },
    { label: 'Amount', fieldName: 'amount', type: 'currency' },
  ];
  data = [{ id: 1, name: 'Apples', amount: 1234 }, { id: 2, name: 'Pears', amount: 2345 }];
  @wire(CurrentPageReference) page;
  @wire(getObjectInfo, { objectApiName: ORCHARD }) info;
  @wire(getPicklistValues, { recordTypeId: '$info.data.defaultRecordTypeId', fieldApiName: '$region' }) regions;
  get options() { return this.regions?.data?.values ?? []; }
  get place() { return this.page?.type + ':' + this.page?.attributes.objectApiName; }
  open() {
    this[NavigationMixin.Navigate]({
      type: 'standard__objectPage', attributes: { objectApiName: 'Orchard__c', actionName: 'list' }, state: { filterName: 'All' },
    });
  }
}`,
  html: `<template>
  <lightning-card title="Tools" icon-name="utility:settings">
    <div class="slds-p-horizontal_medium">
      <lightning-combobox label="Region" options={options}></lightning-combobox>
      <lightning-input type="date" label="Day" value={day}></lightning-input>
      <lightning-datatable key-field="id" columns={columns} data={data} hide-checkbox-column></lightning-datatable>
      <lightning-button label="Open list" onclick={open} class="slds-m-top_small slds-show"></lightning-button>
      <p class="place">{place}</p><p class="user">{userId}</p><p class="lang">{lang}</p>
    </div>
  </lightning-card>
</template>`,
};

/** Writes down what the platform's modules do, and what they refuse. */
const wireProbe: Bundle = {
  js: `import { LightningElement, api, wire } from 'lwc';
import { getRecord, updateRecord } from 'lightning/uiRecordApi';
import { publish, subscribe, MessageContext } from 'lightning/messageService';
import RIPE from '@salesforce/messageChannel/Ripe__c';

export default class WireProbe extends LightningElement {
  @api recordId;
  emitted = [];
  frozen;
  failure;
  message;
  @wire(MessageContext) context;
  @wire(getRecord, { recordId: '$recordId', fields: ['Orchard__c.Name'] })
  handle({ data, error }) {
    this.emitted = [...this.emitted, data === undefined && error === undefined ? 'empty' : 'data'];
    if (data === undefined) return;
    try { data.fields.Name.value = 'changed'; this.frozen = 'no'; } catch { this.frozen = 'yes'; }
  }
  connectedCallback() {
    subscribe(this.context, RIPE, (message) => { this.message = message.fruit; });
  }
  get log() { return this.emitted.join(' '); }
  tell() { publish(this.context, RIPE, { fruit: 'pear' }); }
  async fail() {
    try { await updateRecord({ fields: { Id: this.recordId, Region__c: 'Nowhere' } }); }
    catch (error) { this.failure = JSON.stringify(error); }
  }
}`,
  html: `<template>
  <lightning-card title="Probe">
    <p class="log">{log}</p><p class="frozen">{frozen}</p><p class="failure">{failure}</p><p class="message">{message}</p>
    <lightning-button label="Fail" onclick={fail}></lightning-button><lightning-button label="Tell" onclick={tell}></lightning-button>
  </lightning-card>
</template>`,
};

const brokenWidget: Bundle = {
  js: `import { LightningElement } from 'lwc';
export default class BrokenWidget extends LightningElement { get text() { return this.nothing.at.all; } }`,
  html: '<template><p>{text}</p></template>',
};

const smallOnly: Bundle = {
  js: `import { LightningElement } from 'lwc';
import formFactor from '@salesforce/client/formFactor';
export default class SmallOnly extends LightningElement { formFactor = formFactor; }`,
  html: '<template><lightning-card title={formFactor}></lightning-card></template>',
};

const bundles: Readonly<Record<string, Bundle>> = {
  harvestBoard,
  sums,
  seasonTools,
  wireProbe,
  brokenWidget,
  smallOnly,
};

function meta({ properties = '', exposed = true }: Bundle): string {
  const target = '<targets><target>lightning__RecordPage</target></targets>';
  const config = `<targetConfigs><targetConfig targets="lightning__RecordPage">${properties}</targetConfig></targetConfigs>`;
  const placed = exposed ? target + (properties === '' ? '' : config) : '';
  return xml(
    'LightningComponentBundle',
    `<apiVersion>66.0</apiVersion><isExposed>${String(exposed)}</isExposed>${placed}`,
  );
}

/** A bundle's files; also used to deploy a component that does not compile. */
export function bundleFiles(name: string, bundle: Bundle): readonly PackageFile[] {
  const folder = `lwc/${name}/${name}`;
  const { js, html, css } = bundle;
  return [
    file(`${folder}.js`, js),
    ...(html === undefined ? [] : [file(`${folder}.html`, html)]),
    ...(css === undefined ? [] : [file(`${folder}.css`, css)]),
    file(`${folder}.js-meta.xml`, meta(bundle)),
  ];
}

const property = (name: string, value: string): string =>
  `<componentInstanceProperties><name>${name}</name><value>${value}</value></componentInstanceProperties>`;

const placed = (name: string, inside = ''): string =>
  `<itemInstances><componentInstance>${inside}<componentName>${name}</componentName>
  <identifier>${name.replace(':', '_')}</identifier></componentInstance></itemInstances>`;

/** Criteria that must hold together, or as `logic` combines them: `(1 AND 2) OR 3`. */
function rule(criteria: Readonly<Record<string, string>>, logic?: string): string {
  const list = Object.entries(criteria).map(
    ([left, right]) =>
      `<criteria><leftValue>${left}</leftValue><operator>EQUAL</operator><rightValue>${right}</rightValue></criteria>`,
  );
  const combined = logic === undefined ? '' : `<booleanFilter>${logic}</booleanFilter>`;
  return `<visibilityRule>${combined}${list.join('')}</visibilityRule>`;
}

const region = (name: string, type: 'Region' | 'Facet', items: string): string =>
  `<flexiPageRegions>${items}<mode>Replace</mode><name>${name}</name><type>${type}</type></flexiPageRegions>`;

const tab = (title: string, body: string): string =>
  placed('flexipage:tab', property('body', body) + property('title', title));

/** True on a large screen; on a small one only for a northern orchard with the name of another. */
const probeRule = {
  '{!Record.Region__c}': 'North',
  '{!Record.Name}': 'Southbank',
  '{!$Client.FormFactor}': 'Large',
};

const page = xml(
  'FlexiPage',
  [
    region('header', 'Region', placed('force:highlightsPanel')),
    region('details', 'Facet', placed('force:detailPanel')),
    region('related', 'Facet', placed('force:relatedListContainer')),
    region('tabs', 'Facet', tab('Standard.Tab.detail', 'details') + tab('Standard.Tab.relatedLists', 'related')),
    region(
      'main',
      'Region',
      placed('c:harvestBoard', property('limit', '3')) + placed('flexipage:tabset', property('tabs', 'tabs')),
    ),
    region(
      'sidebar',
      'Region',
      placed(
        'flexipage:richText',
        `${property('decorate', 'true')}${property('richTextValue', '&lt;b&gt;{!$Label.Harvest_Title}&lt;/b&gt;')}`,
      ) +
        placed('c:seasonTools', rule({ '{!Record.Region__c}': 'North' })) +
        placed('c:wireProbe', rule(probeRule, '(1 AND 2) OR 3')) +
        placed('c:brokenWidget') +
        placed('c:smallOnly', rule({ '{!$Client.FormFactor}': 'Small' })) +
        placed('runtime_sales_activities:activityPanel'),
    ),
    '<masterLabel>Orchard Page</masterLabel><sobjectType>Orchard__c</sobjectType>',
    '<template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>',
  ].join(''),
);

export const orchardPage: readonly PackageFile[] = [
  manifest({
    FlexiPage: ['Orchard_Page'],
    LightningComponentBundle: Object.keys(bundles),
    LightningMessageChannel: ['Ripe'],
  }),
  ...orchardFiles,
  file(
    'messageChannels/Ripe.messageChannel',
    xml('LightningMessageChannel', '<isExposed>true</isExposed><masterLabel>Ripe</masterLabel>'),
  ),
  file('flexipages/Orchard_Page.flexipage', page),
  ...Object.entries(bundles).flatMap(([name, bundle]) => bundleFiles(name, bundle)),
];
