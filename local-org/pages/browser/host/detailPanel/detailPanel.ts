import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import type { WireResult } from '../../data/adapter.ts';
import { fieldsOf, readLayout, type Layout, type LayoutItem } from '../../data/layout.ts';
import { pathOfField, shownAt, type ObjectFacts, type Shown } from '../../data/shown.ts';

interface Value extends Shown {
  readonly key: string;
}

interface Place {
  readonly key: string;
  readonly label: string;
  readonly help: string | null;
  readonly values: readonly Value[];
  readonly className: string;
}

interface Section {
  readonly key: string;
  readonly heading: string;
  readonly useHeading: boolean;
  readonly places: readonly Place[];
}

/** The fields of a record in the sections of its layout, to read. */
export default class DetailPanel extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  layoutTypes = ['Full'];
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
    this.layout = await readLayout(this.objectApiName ?? '', 'Full');
  }

  get sections(): readonly Section[] {
    const { layout, object, record } = this;
    if (layout === undefined || object === undefined || record === undefined) return [];
    return layout.sections.map((section, index) => ({
      key: String(index),
      heading: section.heading,
      useHeading: section.useHeading && section.heading !== '',
      places: section.layoutRows.flatMap((row, rowIndex) =>
        row.layoutItems.map((item, column) => this.placeOf(item, `${rowIndex}.${column}`, section.columns, object)),
      ),
    }));
  }

  private placeOf(item: LayoutItem, key: string, columns: number, object: ObjectFacts): Place {
    const names = fieldsOf(item);
    const values = names.map((name) => {
      const isReference = object.fields[name]?.relationshipName !== null;
      return { key: name, ...shownAt(this.record, object, pathOfField(object, name), isReference) };
    });
    const width = columns === 1 ? '1-of-1' : '1-of-2';
    return {
      key,
      label: item.label,
      help: object.fields[names[0] ?? '']?.inlineHelpText ?? null,
      values: values.filter(({ text, isChecked }) => text !== '' || isChecked !== undefined),
      className: `slds-size_1-of-1 slds-medium-size_${width} slds-p-horizontal_x-small`,
    };
  }
}
