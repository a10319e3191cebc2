import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import type { PageItem } from '../../../model.ts';
import type { WireResult } from '../../data/adapter.ts';
import { asText } from '../../data/freeze.ts';
import type { RecordRepresentation } from '../../data/representation.ts';
import type { FieldWish } from '../../data/sections.ts';
import { tellSaved } from '../../data/tell.ts';
import { emptyPage, type PageContext } from '../pageItem/page.ts';
import { isShown, recordPaths } from '../pageItem/visibility.ts';
import { titleOf } from '../tabset/facets.ts';

const prefix = 'field:';

function wishOf({ name, properties }: PageItem): FieldWish {
  const behavior = asText(properties['uiBehavior']);
  return { name: name.slice(prefix.length), isReadOnly: behavior === 'readonly', isRequired: behavior === 'required' };
}

/** Fields that a page places one by one (dynamic forms): a section of columns, each field with its own rule. */
export default class FieldSection extends LightningElement {
  /** Name of the facet that lists the columns. */
  @api columns = '';
  @api label = '';
  @api page: PageContext = emptyPage;

  private record: unknown;

  get recordId(): string | undefined {
    return this.page.recordId;
  }

  private get columnItems(): readonly (readonly PageItem[])[] {
    const columns = this.page.facets[this.columns] ?? [];
    return columns.map(({ properties }) => this.page.facets[asText(properties['body'])] ?? []);
  }

  get rulePaths(): readonly string[] | undefined {
    const paths = this.columnItems.flat().flatMap(({ visibility }) => recordPaths(visibility));
    return paths.length === 0 ? undefined : paths.map((path) => `${this.page.objectApiName ?? ''}.${path}`);
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$rulePaths' })
  handleRecord({ data }: WireResult<unknown>): void {
    if (data !== undefined) this.record = data;
  }

  get heading(): string {
    return titleOf(this.label);
  }

  get columnCount(): number {
    return Math.max(1, this.columnItems.length);
  }

  get hasFields(): boolean {
    return this.fields.length > 0;
  }

  private isVisible({ name, visibility }: PageItem): boolean {
    const waits = recordPaths(visibility).length > 0 && this.record === undefined;
    return (
      name.startsWith(prefix) && !waits && isShown(visibility, { record: this.record, pageFacts: this.page.facts })
    );
  }

  /** Row by row; a shorter column leaves empty places. */
  get fields(): readonly FieldWish[] {
    const columns = this.columnItems.map((items) => items.filter((item) => this.isVisible(item)).map(wishOf));
    const rows = Math.max(0, ...columns.map(({ length }) => length));
    return Array.from({ length: rows }, (_, row) => columns.map((column) => column[row] ?? { name: '' })).flat();
  }

  handleSaved(event: CustomEvent<RecordRepresentation>): void {
    tellSaved('saved', event.detail).catch(reportError);
  }
}
