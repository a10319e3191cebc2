import { LightningElement, api } from 'lwc';
import { fill, labels, listed } from 'c/labels';
import type { Unit as MeetingUnit } from 'c/meeting';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';

interface Cell {
  readonly key: string;
  readonly text: string;
  readonly label: string;
  readonly className: string;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly isChosen: string;
  readonly tabIndex: string;
  readonly className: string;
  readonly submission: string;
  readonly submissionClass: string;
  readonly marks: readonly string[];
  readonly cells: readonly Cell[];
  readonly factors: string;
  readonly note: string;
}

const FACTORS_SHOWN = 2;

/**
 * Units, what is missing most first; one tab stop, as in the ARIA grid pattern. Sends `unitchosen` with the budget's id
 * as the person walks, `causesasked` on Enter, `decisionasked` on D and `bridgeasked` on B.
 */
export default class MeetingUnits extends LightningElement {
  @api units: readonly MeetingUnit[] = [];
  /** Id of the budget that is chosen. */
  @api chosen = '';
  @api unit: Unit = 'one';

  labels = labels;
  private isWalking = false;

  get columns(): readonly string[] {
    return [labels.figureBudget, labels.figureActual, labels.figureLanding, labels.figureGap, labels.columnChange];
  }

  get isEmpty(): boolean {
    return this.units.length === 0;
  }

  get stop(): string {
    const isThere = this.units.some(({ budgetId }) => budgetId === this.chosen);
    return isThere ? this.chosen : (this.units[0]?.budgetId ?? '');
  }

  get rows(): readonly Row[] {
    return this.units.map((one) => this.rowOf(one));
  }

  private rowOf(one: MeetingUnit): Row {
    const { unit } = this;
    const isChosen = one.budgetId === this.chosen;
    const { submission } = one;
    return {
      id: one.budgetId,
      name: one.unitName,
      isChosen: String(isChosen),
      tabIndex: one.budgetId === this.stop ? '0' : '-1',
      className: isChosen ? 'unit chosen' : 'unit',
      submission: saidOf(submission),
      submissionClass: classOf(submission),
      marks: submission?.isLate === true ? [labels.submissionLate] : [],
      cells: this.cellsOf(one),
      factors: this.factorsOf(one),
      note: one.sinceFreeze === 0 ? '' : fill(labels.sinceFreeze, formatSigned(one.sinceFreeze, unit)),
    };
  }

  private cellsOf(one: MeetingUnit): readonly Cell[] {
    const { unit } = this;
    const tone = (one.gap ?? 0) < 0 ? 'number bad' : 'number good';
    return [
      { key: 'budget', text: formatAmount(one.budget, unit), label: labels.figureBudget, className: 'number' },
      { key: 'actual', text: formatAmount(one.actual, unit), label: labels.figureActual, className: 'number' },
      { key: 'landing', text: formatAmount(one.landing, unit), label: labels.figureLanding, className: 'number' },
      { key: 'gap', text: formatSigned(one.gap, unit), label: labels.figureGap, className: tone },
      { key: 'change', text: formatSigned(one.change, unit), label: labels.columnChange, className: 'number' },
    ];
  }

  /** The largest ones, in a line. */
  private factorsOf({ submission }: MeetingUnit): string {
    const factors = [...(submission?.factors ?? [])].sort(
      (left, right) => Math.abs(right.amount) - Math.abs(left.amount),
    );
    const largest = factors.slice(0, FACTORS_SHOWN);
    return listed(largest.map(({ name, amount }) => `${name} ${formatSigned(amount, this.unit)}`));
  }

  override renderedCallback(): void {
    if (!this.isWalking) return;
    this.isWalking = false;
    this.template?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus();
  }

  handleClick(event: Event): void {
    this.choose(idIn(event));
    this.tell('causesasked');
  }

  handleKeyDown(event: KeyboardEvent): void {
    const at = this.units.findIndex(({ budgetId }) => budgetId === idIn(event));
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: this.units.length - 1,
    };
    const asks: Readonly<Record<string, string>> = {
      Enter: 'causesasked',
      d: 'decisionasked',
      D: 'decisionasked',
      b: 'bridgeasked',
      B: 'bridgeasked',
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const asked = asks[event.key];
    const step = steps[event.key];
    if (asked === undefined && step === undefined) return;
    event.preventDefault();
    if (asked !== undefined) {
      this.choose(idIn(event));
      this.tell(asked);
      return;
    }
    const next = this.units[step ?? at]?.budgetId;
    if (next === undefined) return;
    this.isWalking = true;
    this.choose(next);
  }

  private choose(id: string): void {
    if (id !== '') this.dispatchEvent(new CustomEvent('unitchosen', { detail: id }));
  }

  private tell(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

function classOf(submission: MeetingUnit['submission']): string {
  if (submission === undefined) return 'missing';
  return submission.isCarried && submission.state === 'Submitted' ? 'chip' : '';
}

/** What was carried over nobody has submitted. */
function saidOf(submission: MeetingUnit['submission']): string {
  if (submission === undefined) return labels.submissionNone;
  return submission.isCarried && submission.state === 'Submitted' ? labels.submissionCarried : submission.stateName;
}

/** Each row carries the id of its budget. */
function idIn(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset['unit'] ?? '';
}
