import { LightningElement, api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { problemOf, problemText } from 'c/apiErrors';
import type { Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import * as lineage from 'c/lineage';
import type { Unit } from 'c/moneyFormat';
import type { OpenedRecord } from 'c/pagePanel';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly isSelected: boolean;
}

type Ids = Readonly<Record<string, readonly string[]>>;

/**
 * Where one figure comes from, in five steps. It asks when it is opened: for the records, then for their loads. Sends
 * `closed`, `figurechosen` with the figure, and `recordopened`.
 */
export default class LineageDrawer extends LightningElement {
  @api figure: lineage.Figure = 'landing';
  @api unit: Unit = 'one';
  @api agreedHours = 0;

  labels = labels;
  ids: Ids | undefined;
  loadIds: Ids | undefined;
  rows: lineage.SourceRows | undefined;
  loads: lineage.Loads | undefined;
  reason = '';
  private shownGap: Gap | undefined;
  private again: (() => Promise<unknown>) | undefined;

  @api
  get gap(): Gap | undefined {
    return this.shownGap;
  }

  /** Asks again only for other records: a new answer about the same ones brings its own refresh. */
  set gap(gap: Gap | undefined) {
    this.shownGap = gap;
    if (gap === undefined) return;
    const ids = { targets: gap.targetIds, budgets: gap.budgetIds };
    if (JSON.stringify(ids) !== JSON.stringify(this.ids)) this.ids = ids;
  }

  get rowsQuery(): GraphQLDocument | undefined {
    return this.ids && lineage.ROWS_QUERY;
  }

  get loadsQuery(): GraphQLDocument | undefined {
    return this.loadIds && lineage.LOADS_QUERY;
  }

  @wire(graphql, { query: '$rowsQuery', variables: '$ids' })
  handleRows(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.rows = lineage.readRows(data);
    const { unread: _, ...lists } = this.rows;
    const loads = Object.values(lists).flatMap((rows) => rows.map(({ loadId }) => loadId));
    this.loadIds = { loads: [...new Set(loads.filter((id) => id !== null))].sort() };
  }

  @wire(graphql, { query: '$loadsQuery', variables: '$loadIds' })
  handleLoads(result: GraphQLResult): void {
    const data = this.take(result);
    if (data !== undefined && this.loadIds !== undefined) this.loads = lineage.readLoads(data);
  }

  private take(result: GraphQLResult): unknown {
    if (result.errors !== undefined && result.errors.length > 0) {
      this.reason = problemText(problemOf(result.errors));
      this.again = result.refresh;
      return undefined;
    }
    return result.data ?? undefined;
  }

  override renderedCallback(): void {
    const dialog = this.dialog;
    if (dialog !== null && !dialog.open) dialog.showModal();
  }

  private get dialog(): HTMLDialogElement | null {
    return this.template?.querySelector('dialog') ?? null;
  }

  get facts(): lineage.FigureFacts | undefined {
    if (this.shownGap === undefined || this.rows === undefined) return undefined;
    return lineage.figureFacts(this.shownGap, this.figure, this.rows, this.unit);
  }

  get steps(): lineage.Steps | undefined {
    const { facts, rows, loads, unit, agreedHours } = this;
    if (facts === undefined || rows === undefined || loads === undefined) return undefined;
    return lineage.stepsOf({ facts, unread: rows.unread, loads, unit, agreedHours, nowMs: Date.now() });
  }

  get heading(): string {
    return this.shownGap === undefined ? '' : fill(labels.lineageTitle, lineage.figureName(this.shownGap, this.figure));
  }

  get figures(): readonly Option[] {
    const gap = this.shownGap;
    if (gap === undefined) return [];
    return lineage.FIGURES.map((value) => ({
      value,
      label: `${lineage.figureName(gap, value)} ${lineage.figureText(gap, value, this.unit)}`,
      isSelected: value === this.figure,
    }));
  }

  get formula(): string {
    return this.facts?.formula ?? '';
  }

  get reckoned(): string {
    return this.facts?.reckoned ?? '';
  }

  get ages(): readonly (lineage.AgeView & { readonly className: string })[] {
    return (this.steps?.ages ?? []).map((age) => ({ ...age, className: `freshness ${age.freshness}` }));
  }

  get hasFailed(): boolean {
    return this.reason !== '' && this.steps === undefined;
  }

  handleFigure(event: Event): void {
    // The only element with this handler is our own select, and its options are figures.
    const figure = (event.target as HTMLSelectElement).value as lineage.Figure;
    this.dispatchEvent(new CustomEvent('figurechosen', { detail: figure }));
  }

  handleRetry(): void {
    this.reason = '';
    this.again?.().catch((error: unknown) => {
      this.reason = problemText(problemOf(error));
    });
  }

  handleOpen({ detail }: CustomEvent<OpenedRecord>): void {
    this.handleClose();
    this.dispatchEvent(new CustomEvent<OpenedRecord>('recordopened', { detail }));
  }

  /** Closed by its button, a click beside it or Escape, the browser gives the focus back to where it was. */
  handleClose(): void {
    this.dialog?.close();
  }

  handleBackdrop(event: MouseEvent): void {
    if (event.target === event.currentTarget) this.handleClose();
  }

  handleClosed(): void {
    this.dispatchEvent(new CustomEvent('closed'));
  }
}
