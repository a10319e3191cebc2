import { LightningElement, api } from 'lwc';
import { formatMonth } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import type { Totals } from 'c/meeting';
import { formatAmount, formatRate, formatSigned, type Unit } from 'c/moneyFormat';

export interface MonthTotals {
  readonly month: string;
  readonly totals: Totals;
  /** What the landing has moved since it was frozen; zero before the freeze. */
  readonly sinceFreeze: number;
}

interface Cell {
  readonly key: string;
  readonly text: string;
  readonly label: string;
  /** What it is made of, where the row does not show it. */
  readonly made: string;
  readonly className: string;
}

function coverageMade({ coverage }: Totals, unit: Unit): string {
  if (coverage === undefined) return '';
  return `${formatAmount(coverage.open, unit)} ÷ ${formatAmount(coverage.remaining, unit)}`;
}

/** Target, actual, landing and gap of all units together, a month a row. Sends `monthchosen`. */
export default class MeetingTotals extends LightningElement {
  @api months: readonly MonthTotals[] = [];
  @api chosen = '';
  @api caption = '';
  @api unit: Unit = 'one';

  labels = labels;

  get columns(): readonly string[] {
    return [
      labels.figureBudget,
      labels.figureMemberTargets,
      labels.figureActual,
      labels.figureLanding,
      labels.figureGap,
      labels.figureLandingRate,
      labels.figureCoverage,
      labels.columnChange,
    ];
  }

  get rows(): readonly object[] {
    return this.months.map(({ month, totals, sinceFreeze }) => ({
      month,
      name: formatMonth(month),
      isChosen: String(month === this.chosen),
      className: month === this.chosen ? 'chosen' : '',
      cells: this.cellsOf(totals),
      note: sinceFreeze === 0 ? '' : fill(labels.sinceFreeze, formatSigned(sinceFreeze, this.unit)),
    }));
  }

  private cellsOf(totals: Totals): readonly Cell[] {
    const { unit } = this;
    const texts: readonly (readonly [string, string])[] = [
      ['budget', formatAmount(totals.budget, unit)],
      ['memberTargets', formatAmount(totals.memberTargets, unit)],
      ['actual', formatAmount(totals.actual, unit)],
      ['landing', formatAmount(totals.landing, unit)],
      ['gap', formatSigned(totals.gap, unit)],
      ['landingRate', formatRate(totals.landingRate)],
      ['coverage', formatRate(totals.coverage?.rate)],
      ['change', formatSigned(totals.change, unit)],
    ];
    const tone = totals.gap < 0 ? 'number bad' : 'number good';
    const made = coverageMade(totals, unit);
    const { columns } = this;
    return texts.map(([key, text], index) => ({
      key,
      text,
      label: columns[index] ?? '',
      made: key === 'coverage' ? made : '',
      className: key === 'gap' ? tone : 'number',
    }));
  }

  get hasNote(): boolean {
    return this.months.some(({ sinceFreeze }) => sinceFreeze !== 0);
  }

  handleChoose(event: Event): void {
    // The month's button carries the month.
    const { month } = (event.currentTarget as HTMLElement).dataset;
    if (month !== undefined) this.dispatchEvent(new CustomEvent('monthchosen', { detail: month }));
  }
}
