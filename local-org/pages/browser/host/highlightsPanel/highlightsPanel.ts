import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import type { WireResult } from '../../data/adapter.ts';
import { fieldsOf, itemsOf, readLayout, type Layout } from '../../data/layout.ts';
import { iconOf, pathOfField, shownAt, type ObjectFacts, type Shown } from '../../data/shown.ts';

interface Highlight extends Shown {
  readonly key: string;
  readonly label: string;
}

/** The head of a record page: icon, name, and the fields of the compact layout. */
export default class HighlightsPanel extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  layoutTypes = ['Compact'];
  modes = ['View'];
  object: ObjectFacts | undefined;
  layout: Layout | undefined;
  record: unknown;
  error: unknown;

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  handleObject({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data !== undefined) this.object = data as ObjectFacts; // UI API, Object Info
  }

  @wire(getRecord, { recordId: '$recordId', layoutTypes: '$layoutTypes', modes: '$modes' })
  handleRecord({ data, error }: WireResult<unknown>): void {
    this.error = error;
    if (data !== undefined) this.record = data;
  }

  override connectedCallback(): void {
    this.load().catch(reportError);
  }

  private async load(): Promise<void> {
    this.layout = await readLayout(this.objectApiName ?? '', 'Compact');
  }

  get icon(): string | undefined {
    return iconOf(this.object);
  }

  get heading(): string {
    return this.highlights[0]?.text ?? '';
  }

  get objectLabel(): string {
    return this.object?.label ?? '';
  }

  get details(): readonly Highlight[] {
    return this.highlights.slice(1);
  }

  private get highlights(): readonly Highlight[] {
    const { object, layout, record } = this;
    if (object === undefined || layout === undefined || record === undefined) return [];
    return itemsOf(layout).flatMap((item) => {
      const [name] = fieldsOf(item);
      if (name === undefined) return [];
      const isReference = object.fields[name]?.relationshipName !== null;
      return [{ key: name, label: item.label, ...shownAt(record, object, pathOfField(object, name), isReference) }];
    });
  }
}
