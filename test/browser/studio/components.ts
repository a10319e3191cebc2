/** The studio's Lightning components: one for each thing that components ask of the host. */
import { bundle, type Bundle } from './bundle.ts';

const element = `import { LightningElement } from 'lwc';`;

const echo: Bundle = {
  js: `${element} export default class Echo extends LightningElement { }`,
  html: '<template><p>Echo of the studio</p></template>',
};

const labelled = (text: string): Bundle => ({
  js: `${element} export default class Labelled extends LightningElement {}`,
  html: `<template><p>${text}</p></template>`,
});

/** Forms of the base components: edit, view, both in one, and a record picker. */
const formLab: Bundle = {
  js: `import { LightningElement, api } from 'lwc';
import NAME from '@salesforce/schema/Project__c.Name';
import BUDGET from '@salesforce/schema/Project__c.Budget__c';
export default class FormLab extends LightningElement {
  @api recordId;
  @api objectApiName;
  name = NAME;
  fields = [NAME, BUDGET];
  log = [];
  picked;
  filter = { criteria: [{ fieldPath: 'Name', operator: 'ne', value: 'Harbour Ltd' }] };
  get text() { return this.log.join(' '); }
  note(text) { this.log = [...this.log, text]; }
  loaded(event) { this.note('load:' + Object.keys(event.detail.records).length); }
  submitted(event) {
    event.preventDefault();
    const fields = { ...event.detail.fields, Name: event.detail.fields.Name + '!' };
    this.note('submit:' + Object.keys(event.detail.fields).sort().join(','));
    this.template.querySelector('.edit').submit(fields);
  }
  succeeded(event) { this.note('success:' + event.detail.fields.Name.value); }
  failed(event) { this.note('error:' + event.detail.detail); }
  typed(event) { this.note('typed:' + event.detail.value); }
  pick(event) { this.picked = event.detail.recordId; }
  reset() { this.template.querySelectorAll('lightning-input-field').forEach((field) => field.reset()); }
}`,
  html: `<template>
  <lightning-card title="Forms">
    <div class="slds-p-horizontal_medium">
      <lightning-record-edit-form class="edit" object-api-name={objectApiName} record-id={recordId}
        onload={loaded} onsubmit={submitted} onsuccess={succeeded} onerror={failed}>
        <lightning-messages></lightning-messages>
        <lightning-input-field field-name={name} onchange={typed}></lightning-input-field>
        <lightning-input-field field-name="Budget__c"></lightning-input-field>
        <lightning-output-field field-name="CreatedById"></lightning-output-field>
        <lightning-button type="submit" label="Send" variant="brand"></lightning-button>
        <lightning-button label="Reset" onclick={reset}></lightning-button>
      </lightning-record-edit-form>
      <lightning-record-view-form class="view" object-api-name={objectApiName} record-id={recordId}>
        <lightning-output-field field-name="Budget__c"></lightning-output-field>
      </lightning-record-view-form>
      <lightning-record-form class="both" object-api-name={objectApiName} record-id={recordId} fields={fields}></lightning-record-form>
      <lightning-record-picker label="Pick a client" object-api-name="Account" filter={filter} onchange={pick}></lightning-record-picker>
      <p class="log">{text}</p><p class="picked">{picked}</p>
    </div>
  </lightning-card>
</template>`,
};

/** Modals and what the base components ask with. */
const modalLab: Bundle = {
  js: `import { LightningElement } from 'lwc';
import Alert from 'lightning/alert';
import Confirm from 'lightning/confirm';
import Prompt from 'lightning/prompt';
import Box from 'c/box';
export default class ModalLab extends LightningElement {
  said = '';
  async openBox() { this.said = String(await Box.open({ label: 'A box', size: 'small', content: 'inside' })); }
  async alert() { await Alert.open({ label: 'Careful', message: 'It is late.', theme: 'warning' }); this.said = 'alerted'; }
  async confirm() { this.said = String(await Confirm.open({ label: 'Sure?', message: 'Go on?' })); }
  async prompt() { this.said = String(await Prompt.open({ label: 'Name', message: 'Whose?', defaultValue: 'Ann' })); }
}`,
  html: `<template><lightning-card title="Modals"><div class="slds-p-horizontal_medium">
    <lightning-button label="Box" onclick={openBox}></lightning-button>
    <lightning-button label="Alert" onclick={alert}></lightning-button>
    <lightning-button label="Confirm" onclick={confirm}></lightning-button>
    <lightning-button label="Prompt" onclick={prompt}></lightning-button>
    <p class="said">{said}</p></div></lightning-card></template>`,
  targets: ['lightning__AppPage'],
};

const box: Bundle = {
  js: `import { api } from 'lwc';
import LightningModal from 'lightning/modal';
export default class Box extends LightningModal {
  @api content;
  shut() { this.close('shut'); }
}`,
  html: `<template><lightning-modal-header label={label}></lightning-modal-header>
    <lightning-modal-body>{content}</lightning-modal-body>
    <lightning-modal-footer><lightning-button label="Shut" onclick={shut}></lightning-button></lightning-modal-footer></template>`,
  targets: [],
};

/** What this org refuses, and what needs no org. */
const eventLab: Bundle = {
  js: `import { LightningElement, wire } from 'lwc';
import { isEmpEnabled, subscribe } from 'lightning/empApi';
import { IsConsoleNavigation } from 'lightning/platformWorkspaceApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import viewSetup from '@salesforce/userPermission/ViewSetup';
export default class EventLab extends LightningElement {
  state = '';
  viewSetup = String(viewSetup);
  @wire(IsConsoleNavigation) isConsole;
  async connectedCallback() {
    const enabled = await isEmpEnabled();
    try { await subscribe('/event/Order__e', -1, () => undefined); }
    catch (error) { this.state = enabled + ' ' + error.message; }
  }
  toast() {
    this.dispatchEvent(new ShowToastEvent({ title: 'Shipped', message: 'See {0}', variant: 'success', mode: 'sticky',
      messageData: [{ url: '/lightning/o/Project__c/home', label: 'the projects' }] }));
  }
}`,
  html: `<template><lightning-card title="Events"><div class="slds-p-horizontal_medium">
    <p class="state">{state}</p><p class="rights">{viewSetup} {isConsole}</p>
    <lightning-button label="Toast" onclick={toast}></lightning-button>
    <lightning-map map-markers={markers}></lightning-map></div></lightning-card></template>`,
  targets: ['lightning__AppPage'],
};

/** Goes to every kind of page, and says where it is. */
const compass: Bundle = {
  js: `import { LightningElement, wire } from 'lwc';
import { NavigationMixin, CurrentPageReference } from 'lightning/navigation';
import { encodeDefaultFieldValues } from 'lightning/pageReferenceUtils';
const references = {
  component: { type: 'standard__component', attributes: { componentName: 'c__compass' }, state: { c__from: 'here', plain: 'lost' } },
  tab: { type: 'standard__navItemPage', attributes: { apiName: 'Workshop' } },
  home: { type: 'standard__namedPage', attributes: { pageName: 'home' } },
  chatter: { type: 'standard__namedPage', attributes: { pageName: 'chatter' } },
  app: { type: 'standard__app', attributes: { appTarget: 'c__Archive', pageRef: { type: 'standard__objectPage', attributes: { objectApiName: 'Project__c', actionName: 'home' } } } },
  fresh: { type: 'standard__objectPage', attributes: { objectApiName: 'Project__c', actionName: 'new' },
    state: { defaultFieldValues: encodeDefaultFieldValues({ Name: 'From, afar', Budget__c: 5 }) } },
  article: { type: 'standard__knowledgeArticlePage', attributes: { articleType: 'Guide', urlName: 'x' } },
};
export default class Compass extends NavigationMixin(LightningElement) {
  @wire(CurrentPageReference) page;
  urls = '';
  get place() { return JSON.stringify({ type: this.page?.type, state: this.page?.state }); }
  go(event) { this[NavigationMixin.Navigate](references[event.target.label]); }
  async connectedCallback() { this.urls = await this[NavigationMixin.GenerateUrl](references.component); }
  get names() { return Object.keys(references); }
}`,
  html: `<template><lightning-card title="Compass"><div class="slds-p-horizontal_medium">
    <template for:each={names} for:item="name"><lightning-button key={name} label={name} onclick={go}></lightning-button></template>
    <p class="place">{place}</p><p class="urls">{urls}</p></div></lightning-card></template>`,
  targets: ['lightning__Tab', 'lightning__UrlAddressable'],
};

/** A screen action that closes itself. */
const shipping: Bundle = {
  js: `import { LightningElement, api } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
export default class Shipping extends LightningElement {
  @api recordId;
  done() { this.dispatchEvent(new CloseActionScreenEvent()); }
}`,
  html: `<template><lightning-quick-action-panel header="Ship it">Record {recordId}
    <div slot="footer"><lightning-button label="Done" onclick={done}></lightning-button></div></lightning-quick-action-panel></template>`,
  targets: ['lightning__RecordAction'],
};

const pinging: Bundle = {
  js: `import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
export default class Pinging extends LightningElement {
  @api recordId;
  @api invoke() { this.dispatchEvent(new ShowToastEvent({ title: 'Pong ' + this.recordId })); }
}`,
  html: '<template></template>',
  targets: ['lightning__RecordAction'],
};

const bundles: Readonly<Record<string, Bundle>> = {
  echo,
  onlyForAdmins: labelled('For administrators'),
  onlyForReps: labelled('For reps of the east'),
  formLab,
  modalLab,
  box,
  eventLab,
  compass,
  shipping,
  pinging,
};

export const componentNames: readonly string[] = Object.keys(bundles);
export const componentFiles = Object.entries(bundles).flatMap(([name, one]) => bundle(name, one));
