/** Which records differ, told where people look: on the Budget and the Target that they belong to. */
import type { Cause, MappedField, MatchState } from '../model/model.ts';
import { explainedCauses } from '../model/model.ts';
import { sameName } from '../plan/plan.ts';
import type { Comparison, Gap } from '../warehouse/warehouse.ts';
import type { Checked } from './reconciliations.ts';

/** A record that differs. */
export interface Difference {
  readonly sync: string;
  /** Its key, or its Id where somebody made it without one. */
  readonly record: string;
  readonly side: 'missing' | 'extra' | 'different';
  readonly cause: Cause;
}

/** By key in lower case, as Salesforce compares keys. */
export type Below = ReadonlyMap<string, readonly Difference[]>;

/** More than anybody looks through: whoever has lost so many rows reads `todoku.gaps`. */
const lookedAt = 5000;

/** What concerns a total, or nobody. */
const notOfRecords: readonly Cause[] = ['ROLLUP_DIFFERS', 'ROLLUP_BEHIND', 'SUM_DIFFERS', 'BOOKS_OPEN', 'KEPT'];

/** For each sync whose records carry results: its records with differences of their own or beneath them. */
export async function differencesBelow(
  run: string,
  checked: readonly Checked[],
  comparison: Comparison,
): Promise<ReadonlyMap<string, Below>> {
  const compared = new Set(checked.filter(({ verdict }) => verdict.keysCompared).map(({ verdict }) => verdict.sync));
  const places = new Map<string, Map<string, Difference[]>>();
  for (const gap of await comparison.gaps(run, lookedAt)) {
    const difference = differenceOf(gap);
    if (difference !== undefined && compared.has(gap.sync)) place(places, gap.sync, difference.record, [difference]);
  }
  for (const child of [...checked].reverse()) {
    const here = places.get(child.verdict.sync);
    if (here === undefined) continue;
    for (const { field, to } of waysUp(child, checked)) {
      const parents = await comparison.parentKeys(child.mapped, field, [...here.keys()]);
      for (const [record, parent] of parents) place(places, to, parent, here.get(record) ?? []);
    }
  }
  return places;
}

function differenceOf({ sync, key, salesforceId, field, warehouse, cause }: Gap): Difference | undefined {
  const record = key ?? salesforceId;
  if (record === undefined || notOfRecords.includes(cause)) return undefined;
  const oneSided = warehouse === 'present' ? 'missing' : 'extra';
  return { sync, record, side: field === undefined ? oneSided : 'different', cause };
}

function place(
  places: Map<string, Map<string, Difference[]>>,
  sync: string,
  record: string,
  found: readonly Difference[],
): void {
  const records = places.get(sync) ?? new Map<string, Difference[]>();
  places.set(sync, records);
  const there = records.get(record.toLowerCase()) ?? [];
  const isKnown = (one: Difference): boolean =>
    there.some((other) => other.sync === one.sync && other.record === one.record);
  records.set(record.toLowerCase(), [...there, ...found.filter((one) => !isKnown(one))]);
}

/** Fields that lead to a record on whose page results are shown, or to one from which such a record is reached. */
function waysUp(
  { mapped }: Checked,
  checked: readonly Checked[],
): readonly { readonly field: MappedField; readonly to: string }[] {
  return mapped.fields.flatMap((field) =>
    checked
      .filter((other) => other.mapped !== mapped && isParent(field, other) && reaches(other, checked))
      .map((other) => ({ field, to: other.verdict.sync })),
  );
}

function isParent(field: MappedField, { mapped }: Checked): boolean {
  return field.parent?.objects.some((object) => sameName(object, mapped.object.name)) === true;
}

function reaches(one: Checked, checked: readonly Checked[]): boolean {
  return one.mapped.sync.reconcile.attach !== undefined || waysUp(one, checked).length > 0;
}

export function stateBelow(differences: readonly Difference[]): MatchState {
  return differences.every(({ cause }) => explainedCauses.includes(cause)) ? 'Explained' : 'Mismatch';
}

const shownKeys = 50;

/** A line each: cause, sync, record. */
export function keysText(differences: readonly Difference[]): string {
  const lines = differences.slice(0, shownKeys).map(({ cause, sync, record }) => `${cause} ${sync} ${record}`);
  return [...lines, ...(differences.length > shownKeys ? [`+${String(differences.length - shownKeys)}`] : [])].join(
    '\n',
  );
}
