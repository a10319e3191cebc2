import { formatInstant } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import { formatAmount, formatCount, type Unit } from 'c/moneyFormat';
import { agesOf, type AgeView } from './ages';
import type { FigureFacts } from './figures';
import type { Load, Loads } from './loads';
import { proofOf, type Proof } from './proof';
import type { SourceRow } from './rows';
import { loadOf, usedLoads, type Used } from './used';

/** A record of the figure with its place in the warehouse. */
export interface RowView {
  readonly id: string;
  readonly name: string;
  readonly amount: string;
  readonly link: SourceRow['link'];
  readonly url: string;
  /** Key, table and load, or who entered it, or that nobody knows. */
  readonly place: string;
  readonly isUnknown: boolean;
}

/** Steps 3 to 5 for one load. */
export interface LoadView {
  readonly id: string;
  readonly name: string;
  readonly run: string;
  readonly here: string;
  readonly rows: string;
  readonly sync: string;
}

export interface TableView {
  readonly key: string;
  readonly model: string;
  readonly here: string;
}

export interface Steps {
  readonly proof: Proof;
  readonly rows: readonly RowView[];
  readonly loads: readonly LoadView[];
  readonly tables: readonly TableView[];
  readonly ages: readonly AgeView[];
  /** Says how many records nobody knows the source of; empty when there are none. */
  readonly unknown: string;
}

export interface Asked {
  readonly facts: FigureFacts;
  readonly unread: number;
  readonly loads: Loads;
  readonly unit: Unit;
  readonly agreedHours: number;
  readonly nowMs: number;
}

export function stepsOf(asked: Asked): Steps {
  const { facts, loads, unread, unit } = asked;
  const used = usedLoads(facts.rows, loads);
  const lost = facts.rows.filter((row) => row.entered === undefined && loadOf(row, loads) === undefined).length;
  return {
    proof: proofOf(facts, unread, unit),
    rows: [...facts.rows]
      .sort((left, right) => (right.amount ?? 0) - (left.amount ?? 0) || left.name.localeCompare(right.name))
      .map((row) => rowView(row, loads, unit)),
    loads: used.map(({ load, count }) => loadView(load, count)),
    tables: tablesOf(used, lost),
    ages: agesOf(used, asked),
    unknown: lost === 0 ? '' : fill(labels.lineageUnknownLoad, formatCount(lost)),
  };
}

function rowView(row: SourceRow, loads: Loads, unit: Unit): RowView {
  const load = loadOf(row, loads);
  const entered = row.entered;
  const parts = [
    row.key ?? labels.lineageUnknown,
    load?.model ?? labels.lineageUnknown,
    load?.name ?? labels.lineageUnknown,
  ];
  const at = entered?.at ?? null;
  const place =
    entered === undefined
      ? parts.join(' · ')
      : fill(
          labels.lineageEntered,
          entered.by ?? labels.lineageUnknown,
          at === null ? labels.lineageUnknown : formatInstant(at),
        );
  return {
    // A budget is there twice in the gap: by what was loaded and by the judgement.
    id: `${row.id} ${entered === undefined ? 'loaded' : 'entered'}`,
    name: row.name,
    amount: formatAmount(row.amount, unit),
    link: row.link,
    url: `/lightning/r/${row.link.objectApiName}/${row.link.recordId}/view`,
    place,
    isUnknown: entered === undefined && (row.key === null || load === undefined),
  };
}

function loadView({ name, run, sync, rows, id }: Load, count: number): LoadView {
  const told = (value: number | null): string => (value === null ? labels.lineageUnknown : formatCount(value));
  const { sent, created, updated, deleted, unchanged, failed, parked } = rows;
  return {
    id,
    name,
    sync: sync ?? labels.lineageUnknown,
    run: fill(labels.lineageRun, run ?? labels.lineageUnknown),
    here: fill(labels.lineageRecordsHere, formatCount(count)),
    rows: fill(labels.lineageRows, ...[sent, created, updated, deleted, unchanged, failed, parked].map(told)),
  };
}

function tablesOf(used: readonly Used[], lost: number): readonly TableView[] {
  const counts = new Map<string, number>();
  const add = (model: string, count: number): Map<string, number> =>
    counts.set(model, (counts.get(model) ?? 0) + count);
  for (const { load, count } of used) add(load.model ?? labels.lineageUnknown, count);
  if (lost > 0) add(labels.lineageUnknown, lost);
  return [...counts].map(([model, count]) => ({
    key: model,
    model,
    here: fill(labels.lineageRecordsHere, formatCount(count)),
  }));
}
