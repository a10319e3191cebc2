import { formatAge, formatInstant } from 'c/dateFormat';
import { minus, sum } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatCount, type Unit } from 'c/moneyFormat';
import type { FigureFacts } from './figures';
import { freshnessOf, type Freshness, type Load, type Loads } from './loads';
import type { SourceRow } from './rows';

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

/** Step 2: that the records add up, or why that is not sure. */
export interface Proof {
  readonly text: string;
  readonly state: 'equal' | 'differs' | 'partial';
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

export interface AgeView {
  readonly key: string;
  readonly sync: string;
  readonly asOf: string;
  readonly freshness: Freshness;
  readonly word: string;
  readonly checked: string;
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

export const FRESHNESS_WORDS: Readonly<Record<Freshness, string>> = {
  fresh: labels.freshnessFresh,
  late: labels.trustLate,
  stale: labels.freshnessStale,
  failed: labels.freshnessFailed,
  unknown: labels.lineageUnknown,
};

export interface Asked {
  readonly facts: FigureFacts;
  readonly unread: number;
  readonly loads: Loads;
  readonly unit: Unit;
  readonly agreedHours: number;
  readonly nowMs: number;
}

export function proofOf({ total, rows, isRate }: FigureFacts, unread: number, unit: Unit): Proof {
  const count = formatCount(rows.length);
  if (unread > 0) return { text: fill(labels.lineageSumPartial, count, formatCount(unread)), state: 'partial' };
  if (rows.length === 0 && (total ?? 0) === 0) return { text: labels.lineageNoRecords, state: 'equal' };
  const added = sum(rows.map(({ amount }) => amount));
  const text = formatAmount(added, unit);
  const apart = minus(added, total ?? 0);
  if (apart === 0) {
    return { text: fill(isRate ? labels.lineageSumNumerator : labels.lineageSumEqual, count, text), state: 'equal' };
  }
  const [figure, difference] = [formatAmount(total, unit), formatAmount(Math.abs(apart), unit)];
  return { text: fill(labels.lineageSumDiffers, count, text, figure, difference), state: 'differs' };
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

function loadOf(row: SourceRow, { byId }: Loads): Load | undefined {
  return row.loadId === null ? undefined : byId.get(row.loadId);
}

interface Used {
  readonly load: Load;
  readonly count: number;
}

function usedLoads(rows: readonly SourceRow[], loads: Loads): readonly Used[] {
  const counts = new Map<Load, number>();
  for (const row of rows) {
    const load = loadOf(row, loads);
    if (load !== undefined) counts.set(load, (counts.get(load) ?? 0) + 1);
  }
  return [...counts]
    .map(([load, count]) => ({ load, count }))
    .sort((left, right) => right.load.name.localeCompare(left.load.name));
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

function agesOf(used: readonly Used[], { loads, agreedHours, nowMs }: Asked): readonly AgeView[] {
  const bySync = new Map<string, string | null>();
  for (const { load } of used) {
    const sync = load.sync ?? labels.lineageUnknown;
    const asOf = loads.bySync.get(sync)?.asOf ?? null;
    bySync.set(
      sync,
      [bySync.get(sync) ?? null, asOf, load.asOf].reduce((left, right) =>
        (right ?? '') > (left ?? '') ? right : left,
      ),
    );
  }
  return [...bySync].map(([sync, asOf]) => {
    const state = loads.bySync.get(sync);
    const freshness = freshnessOf({ asOf, hasFailed: state?.hasFailed === true }, agreedHours, nowMs);
    const checkedAt = state?.checkedAt ?? null;
    return {
      key: sync,
      sync,
      asOf: asOf === null ? labels.lineageUnknown : fill(labels.trustAsOf, formatInstant(asOf), formatAge(asOf, nowMs)),
      freshness,
      word: FRESHNESS_WORDS[freshness],
      checked: checkedAt === null ? labels.lineageNotChecked : fill(labels.lineageChecked, formatInstant(checkedAt)),
    };
  });
}
