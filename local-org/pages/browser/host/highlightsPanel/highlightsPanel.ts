import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import type { WireResult } from '../../data/adapter.ts';
import { iconOf, type ObjectFacts } from '../../data/facts.ts';
import { fieldsOf, itemsOf, readLayout, type Layout } from '../../data/layout.ts';
import { shownField, type Shown } from '../../data/shown.ts';
import { emptyPage, type PageContext } from '../pageItem/page.ts';

interface Highlight extends Shown {
  readonly key: string;
  readonly label: string;
}

const usualActions = 3;

/** The head of a record page: icon, name, the fields of the compact layout, and what may be done. */
export default class HighlightsPanel extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  @api numVisibleActions: string | number | undefined;
  @api page: PageContext = emptyPage;

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
    this.load().catch((error: unknown) => {
      this.error = error;
    });
  }

  private async load(): Promise<void> {
    this.layout = await readLayout(this.objectApiName ?? '', 'Compact');
  }

  get isLoaded(): boolean {
    return this.object !== undefined && this.layout !== undefined && this.record !== undefined;
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

  get hasActions(): boolean {
    return this.isLoaded && (this.page.actions?.length ?? 0) > 0;
  }

  get visibleActions(): number {
    return Number(this.numVisibleActions) || usualActions;
  }

  get details(): readonly Highlight[] {
    return this.highlights.slice(1);
  }

  get hasDetails(): boolean {
    return this.details.length > 0;
  }

  private get highlights(): readonly Highlight[] {
    const { object, layout, record } = this;
    if (object === undefined || layout === undefined || record === undefined) return [];
    return itemsOf(layout).flatMap((item) => {
      const [name] = fieldsOf(item);
      return name === undefined ? [] : [{ key: name, label: item.label, ...shownField(record, object, name) }];
    });
  }
}
