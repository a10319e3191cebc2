/** The breakdown as a file: whose it is, how far it can be trusted, and every row down to the total. Pure. */
import { csvText, UTF8_MARK } from 'c/csvFile';
import { formatInstant, formatMonth } from 'c/dateFormat';
import type { Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { MARKS } from 'c/lineage';
import { NOTHING, unitName, type Unit } from 'c/moneyFormat';
import type { Breakdown, BreakdownRow } from './breakdownTable';

export interface TableFile {
  readonly name: string;
  readonly text: string;
}

export function fileOf(gap: Gap, { columns, groups, totals, proof }: Breakdown, unit: Unit): TableFile {
  const month = gap.month === null ? null : formatMonth(gap.month);
  const about = [gap.who, gap.periodName ?? month, gap.measure].filter((part) => part !== null);
  const { asOf, load, state } = gap.trust;
  const trust = [
    asOf === null ? labels.trustNotLoaded : formatInstant(asOf),
    MARKS[state].word,
    ...(load === null ? [] : [fill(labels.trustLoad, load)]),
  ];
  const lines = [
    [about.join(' · ')],
    [trust.join(' · ')],
    [fill(labels.breakdownCsvUnit, unitName(unit))],
    ['', ...columns],
    ...groups.flatMap(({ name, rows }) => [[name], ...rows.map(lineOf)]),
    ...totals.map(lineOf),
    [proof.text],
  ];
  return { name: `${about.join(' ')}.csv`, text: UTF8_MARK + csvText(lines) };
}

function lineOf({ name, cells }: BreakdownRow): readonly string[] {
  return [name, ...cells.map(({ text }) => (text === NOTHING ? '' : text))];
}
