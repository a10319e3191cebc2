/** The lines of a deal as the table shows them. Pure. */
import { formatMonth } from 'c/dateFormat';
import { totalsOf, type DealLine, type DealTotal } from 'c/deal';
import { labels } from 'c/labels';
import { formatAmount, formatRate, roundingNote, type Unit } from 'c/moneyFormat';

export interface DealCell {
  readonly key: string;
  /** Of its column, for a phone. */
  readonly label: string;
  readonly text: string;
  readonly className: string;
}

export interface DealRow {
  readonly id: string;
  readonly name: string;
  /** Path of the target it counts for; empty for none. */
  readonly url: string;
  readonly targetId: string;
  readonly about: string;
  readonly chips: readonly string[];
  readonly cells: readonly DealCell[];
}

/** Of a gap that is nearly closed any deal is a multiple: beyond all of it the figure says nothing more. */
function shareText(share: number | undefined): string {
  return share !== undefined && share > 1 ? labels.dealShareOver : formatRate(share);
}

/** Columns in order. */
const NAMES = {
  budget: labels.figureBudget,
  actual: labels.figureActual,
  system: labels.columnSystem,
  entered: labels.columnEntered,
  landing: labels.figureLanding,
  share: labels.dealShare,
} as const;

export const columnNames: readonly string[] = Object.values(NAMES);

const cells = (texts: readonly (readonly [keyof typeof NAMES, string])[]): readonly DealCell[] =>
  texts.map(([key, text]) => ({ key, label: NAMES[key], text, className: text === '' ? 'number empty' : 'number' }));

export function rowOf(line: DealLine, unit: Unit): DealRow {
  const differs = line.entered !== null && line.system !== null && line.entered !== line.system;
  const chips = [
    ...(line.isClosed ? [labels.chipClosed] : []),
    ...(line.isLeftOut ? [labels.chipLeftOut] : []),
    ...(differs ? [labels.dealDiffers] : []),
  ];
  return {
    id: line.id,
    name: line.month === '' ? labels.chipUnlinked : formatMonth(line.month),
    url: line.targetId === null ? '' : `/lightning/r/Target__c/${line.targetId}/view`,
    targetId: line.targetId ?? '',
    about: [line.measure, line.rep, line.note].filter((part) => part !== null && part !== '').join(' · '),
    chips,
    cells: cells([
      ['budget', formatAmount(line.budget, unit)],
      ['actual', formatAmount(line.actual, unit)],
      ['system', formatAmount(line.system, unit)],
      ['entered', formatAmount(line.entered, unit)],
      ['landing', formatAmount(line.landing, unit)],
      ['share', shareText(line.share)],
    ]),
  };
}

/** Where the lines of a measure do not add up, as shown, to its total. */
export function totalsNote(lines: readonly DealLine[], unit: Unit): string {
  const sums = totalsOf(lines).flatMap(({ measure, budget, actual, landing }) => {
    const some = lines.filter((line) => (line.measure ?? '') === measure);
    return [
      { parts: some.map((line) => line.budget), total: budget },
      { parts: some.map((line) => line.actual), total: actual },
      { parts: some.map((line) => line.landing), total: landing },
    ];
  });
  return roundingNote(sums, unit);
}

export function totalRow({ measure, budget, actual, landing }: DealTotal, unit: Unit): DealRow {
  return {
    id: `total-${measure}`,
    name: labels.rowTotal,
    url: '',
    targetId: '',
    about: measure,
    chips: [],
    cells: cells([
      ['budget', formatAmount(budget, unit)],
      ['actual', formatAmount(actual, unit)],
      ['system', ''],
      ['entered', ''],
      ['landing', formatAmount(landing, unit)],
      ['share', ''],
    ]),
  };
}
