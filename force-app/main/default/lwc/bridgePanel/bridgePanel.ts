import { LightningElement, api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { problemOf, problemText } from 'c/apiErrors';
import { formatInstant } from 'c/dateFormat';
import { minus } from 'c/gapMath';
import type { Friday, Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { formatAmount, formatCount, formatSigned, unitName, type Unit } from 'c/moneyFormat';
import type { OpenedRecord } from 'c/pagePanel';
import { BUDGET_BRIDGE_QUERY, TARGET_BRIDGE_QUERY } from './bridgeQuery';
import { identityOf, type Identity } from './identity';
import { readBridge, readFriday, type TypePart, type WeekBridge } from './weekBridge';

interface PartRow {
  readonly key: string;
  readonly name: string;
  readonly count: string;
  readonly amount: string;
  readonly className: string;
  readonly isOpen: boolean;
  /** For `aria-expanded`, which is text. */
  readonly expanded: 'true' | 'false';
  readonly hasDeals: boolean;
  readonly deals: readonly object[];
}

/** What moved the landing from last week's snapshot to this week's (M20), type by type and deal by deal. Sends `recordopened`, and `fridayread` with the newest snapshot. */
export default class BridgePanel extends LightningElement {
  @api unit: Unit = 'one';

  labels = labels;
  week: WeekBridge | undefined;
  isRead = false;
  reason = '';
  variables: Readonly<Record<string, string>> | undefined;
  openType = '';
  private shownGap: Gap | undefined;
  private again: (() => Promise<unknown>) | undefined;

  @api
  get gap(): Gap | undefined {
    return this.shownGap;
  }

  set gap(gap: Gap | undefined) {
    this.shownGap = gap;
    const [budget] = gap?.budgetIds ?? [];
    if (gap !== undefined && budget !== undefined) this.variables ??= { budget, target: gap.id };
    else this.isRead = gap !== undefined;
  }

  /** Reads again, when the page is refreshed. */
  @api
  async refresh(): Promise<void> {
    await this.again?.();
  }

  get query(): GraphQLDocument | undefined {
    if (this.variables === undefined) return undefined;
    return this.gap?.kind === 'budget' ? BUDGET_BRIDGE_QUERY : TARGET_BRIDGE_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    this.again = result.refresh ?? this.again;
    if (result.errors !== undefined && result.errors.length > 0) this.reason = problemText(problemOf(result.errors));
    if (result.data === undefined || result.data === null || this.gap === undefined) return;
    this.week = readBridge(result.data, this.gap.kind);
    this.isRead = true;
    this.reason = '';
    const detail = readFriday(result.data, this.gap.kind);
    this.dispatchEvent(new CustomEvent<Friday | null>('fridayread', { detail }));
  }

  get isLoading(): boolean {
    return !this.isRead && this.reason === '';
  }

  get hasFailed(): boolean {
    return !this.isRead && this.reason !== '';
  }

  get isEmpty(): boolean {
    return this.isRead && this.week?.before === undefined;
  }

  get hasAmounts(): boolean {
    return this.week?.asOf != null;
  }

  get emptyReason(): string {
    const { week, unit } = this;
    if (week?.asOf == null) return labels.bridgeNoSnapshot;
    const since = formatSigned(minus(this.gap?.figures.landing ?? week.now, week.now), unit);
    return fill(labels.bridgeFirst, formatInstant(week.asOf), formatAmount(week.now, unit), since);
  }

  /** Last week beside this week, and what has happened since. */
  get facts(): readonly { readonly key: string; readonly name: string; readonly value: string; readonly at: string }[] {
    const { week, unit } = this;
    const { before = 0, now = 0 } = week ?? {};
    const fact = (name: string, value: string, at: string | null) => ({ key: name, name, value, at: at ?? '' });
    const instant = (at: string | null | undefined): string => (at == null ? '' : formatInstant(at));
    const landing = this.gap?.figures.landing ?? now;
    return [
      fact(labels.bridgeBefore, formatAmount(before, unit), instant(week?.previousAsOf)),
      fact(labels.bridgeNow, formatAmount(now, unit), instant(week?.asOf)),
      fact(labels.bridgeChange, formatSigned(minus(now, before), unit), ''),
      fact(
        labels.bridgeSince,
        formatSigned(minus(landing, now), unit),
        fill(labels.bridgeLanding, formatAmount(landing, unit)),
      ),
    ];
  }

  get steps(): readonly object[] {
    const { before = 0, now = 0 } = this.week ?? {};
    const total = (key: string, name: string, amount: number) => {
      return { key, name, amount, text: formatAmount(amount, this.unit), isTotal: true };
    };
    const parts = (this.week?.parts ?? []).map(({ type, name, amount }) => ({
      key: type,
      name,
      amount,
      text: formatSigned(amount, this.unit),
      isTotal: false,
    }));
    return [total('before', labels.bridgeBefore, before), ...parts, total('now', labels.bridgeNow, now)];
  }

  get rows(): readonly PartRow[] {
    return (this.week?.parts ?? []).map((part) => this.rowOf(part));
  }

  private rowOf({ type, name, amount, count, deals }: TypePart): PartRow {
    return {
      key: type,
      name,
      count: count === 0 ? '' : formatCount(count),
      amount: formatSigned(amount, this.unit),
      className: amount < 0 ? 'number bad' : 'number good',
      isOpen: this.openType === type,
      expanded: this.openType === type ? 'true' : 'false',
      hasDeals: deals.length > 0,
      deals: deals.map((deal) => ({
        ...deal,
        text: formatSigned(deal.amount, this.unit),
        url: `/lightning/r/${deal.objectApiName}/${deal.recordId}/view`,
      })),
    };
  }

  get identity(): Identity {
    const { before = 0, now = 0, parts = [] } = this.week ?? {};
    const steps = parts.map(({ amount }) => amount);
    return identityOf(before, steps, now, this.unit);
  }

  get proof(): { readonly text: string; readonly icon: string; readonly className: string } {
    const { remainder = 0, unread = 0 } = this.week ?? {};
    const wrong = { icon: 'utility:warning', className: 'proof differs' };
    if (unread > 0) return { text: fill(labels.bridgeUnread, formatCount(unread)), ...wrong };
    if (remainder !== 0) return { text: fill(labels.bridgeRemainder, formatSigned(remainder, this.unit)), ...wrong };
    const text = this.hasMoved ? labels.bridgeWhole : labels.bridgeStill;
    return { text, icon: 'utility:check', className: this.hasMoved ? 'proof' : 'proof still' };
  }

  get hasMoved(): boolean {
    return (this.week?.parts.length ?? 0) > 0;
  }

  get amountColumn(): string {
    return fill(labels.columnAmount, unitName(this.unit));
  }

  handleToggle(event: Event): void {
    // The handler sits on our own buttons only, and each names a type.
    const type = (event.currentTarget as HTMLElement).dataset['type'] ?? '';
    this.openType = this.openType === type ? '' : type;
  }

  handleRetry(): void {
    this.reason = '';
    this.again?.().catch((error: unknown) => {
      this.reason = problemText(problemOf(error));
    });
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
