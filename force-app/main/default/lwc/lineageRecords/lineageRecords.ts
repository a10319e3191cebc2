import { LightningElement, api } from 'lwc';
import { fill, labels } from 'c/labels';
import { grouped, type FigureFacts, type Grouping, type Proof, type RowView } from 'c/lineage';
import { formatAmount, formatCount, unitName, type Unit } from 'c/moneyFormat';
import type { OpenedRecord } from 'c/pagePanel';

const FIRST_ROWS = 20;
const MORE_ROWS = 200;

const GROUPINGS: Readonly<Record<Grouping, string>> = {
  record: labels.lineageGroupRecord,
  project: labels.lineageGroupProject,
  menu: labels.lineageGroupMenu,
  account: labels.lineageGroupAccount,
};

interface Option {
  readonly value: Grouping;
  readonly label: string;
  readonly isSelected: boolean;
}

interface Group {
  readonly key: string;
  readonly name: string;
  readonly amount: string;
  readonly count: string;
}

/** The records behind a figure with their sum, one by one or by what they belong to. Sends `recordopened`. */
export default class LineageRecords extends LightningElement {
  @api proof: Proof | undefined;
  @api rows: readonly RowView[] = [];
  @api unit: Unit = 'one';

  labels = labels;
  grouping: Grouping = 'record';
  rowLimit = FIRST_ROWS;
  private figureFacts: FigureFacts | undefined;

  @api
  get facts(): FigureFacts | undefined {
    return this.figureFacts;
  }

  /** Another figure's list starts short again. */
  set facts(facts: FigureFacts | undefined) {
    if (facts?.name !== this.figureFacts?.name) this.rowLimit = FIRST_ROWS;
    this.figureFacts = facts;
  }

  get proofText(): string {
    return this.proof?.text ?? '';
  }

  get amountColumn(): string {
    return fill(labels.columnAmount, unitName(this.unit));
  }

  get proofIcon(): string {
    return this.proof?.state === 'equal' ? 'utility:check' : 'utility:warning';
  }

  get proofClass(): string {
    return this.proof?.state === 'equal' ? 'proof' : 'proof differs';
  }

  private get by(): Grouping {
    return this.facts?.groups.includes(this.grouping) === true ? this.grouping : 'record';
  }

  get groupings(): readonly Option[] {
    return (this.facts?.groups ?? []).map((value) => ({
      value,
      label: GROUPINGS[value],
      isSelected: value === this.by,
    }));
  }

  get canGroup(): boolean {
    return this.groupings.length > 1;
  }

  get hint(): string {
    return this.canGroup && this.facts?.groups.includes('menu') !== true ? labels.lineageNoMenu : '';
  }

  get isByRecord(): boolean {
    return this.by === 'record';
  }

  get groups(): readonly Group[] {
    const { by, facts } = this;
    if (by === 'record' || facts === undefined) return [];
    return grouped(facts.rows, by).map(({ key, name, amount, count }) => ({
      key,
      name,
      amount: formatAmount(amount, this.unit),
      count: formatCount(count),
    }));
  }

  get shownRows(): readonly RowView[] {
    return this.rows.slice(0, this.rowLimit);
  }

  get showMore(): string {
    const left = Math.max(0, this.rows.length - this.rowLimit);
    return left === 0 ? '' : fill(labels.showMore, formatCount(Math.min(MORE_ROWS, left)));
  }

  handleShowMore(): void {
    this.rowLimit += MORE_ROWS;
  }

  handleGrouping(event: Event): void {
    // The only element with this handler is our own select, and its options are groupings.
    this.grouping = (event.target as HTMLSelectElement).value as Grouping;
  }

  handleOpen(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // The handler sits on our own links only.
    const { recordId, objectApiName } = (event.currentTarget as HTMLElement).dataset;
    if (recordId === undefined || objectApiName === undefined) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<OpenedRecord>('recordopened', { detail: { recordId, objectApiName } }));
  }
}
