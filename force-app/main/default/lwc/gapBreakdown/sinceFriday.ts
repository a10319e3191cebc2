/** What has changed since the newest weekly snapshot, row by row. The column adds up to the change of the whole landing. */
import { minus, sum, type Amount } from 'c/gapMath';
import type { Friday } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { formatCount, formatSigned, type Unit } from 'c/moneyFormat';
import type { Breakdown, BreakdownRow, Cell } from './breakdownTable';

/** A row's landing now; `key` is what the snapshot knows it by. */
export interface LandingNow {
  readonly id: string;
  readonly key: string;
  readonly landing: Amount;
}

export interface Since {
  readonly friday: Friday;
  readonly now: readonly LandingNow[];
  readonly judgement: Amount;
  /** Where among the cells the new one stands. */
  readonly at: number;
  readonly unit: Unit;
}

function cellOf(amount: number | undefined, unit: Unit): Cell {
  return {
    key: 'since',
    label: labels.columnSinceFriday,
    text: amount === undefined ? '' : formatSigned(amount, unit),
    className: `number${amount === undefined ? ' empty' : ''}${amount !== undefined && amount < 0 ? ' short' : ''}`,
  };
}

/** The same table with one more column, and a row for what was there on Friday and is not now. */
export function withSince(table: Breakdown, { friday, now, judgement, at, unit }: Since): Breakdown {
  const { landings } = friday;
  const changes = new Map(now.map(({ id, key, landing }) => [id, minus(landing ?? 0, landings[key] ?? 0)]));
  const keys = new Set(now.map(({ key }) => key));
  const gone = Object.entries(landings).filter(([key]) => !keys.has(key));
  const lost = -sum(gone.map(([, landing]) => landing));
  const judged = minus(judgement ?? 0, friday.judgement ?? 0);
  const fresh = new Set(now.filter(({ key }) => landings[key] === undefined).map(({ id }) => id));
  const widened = (row: BreakdownRow, amount: number | undefined): BreakdownRow => ({
    ...row,
    chips: fresh.has(row.id) ? [labels.chipNew, ...row.chips] : row.chips,
    cells: row.cells.toSpliced(at, 0, cellOf(amount, unit)),
  });
  const whole = sum([...changes.values(), lost, judged]);
  const totals = table.totals.map((row) => widened(row, row.id === 'judgement' ? judged : whole));
  const blank = (table.totals[0]?.cells ?? []).map((cell) => ({ ...cell, text: '', className: 'number empty' }));
  const left: BreakdownRow = {
    id: 'gone',
    name: fill(labels.rowGone, formatCount(gone.length)),
    link: undefined,
    chips: [],
    cells: blank,
  };
  return {
    ...table,
    columns: table.columns.toSpliced(at, 0, labels.columnSinceFriday),
    groups: table.groups.map((group) => ({
      ...group,
      rows: group.rows.map((row) => widened(row, changes.get(row.id))),
    })),
    totals: gone.length === 0 ? totals : [widened(left, lost), ...totals],
  };
}
