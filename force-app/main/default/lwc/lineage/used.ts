import type { Load, Loads } from './loads';
import type { SourceRow } from './rows';

/** The load that wrote the record; `undefined` where nobody knows. */
export function loadOf(row: SourceRow, { byId }: Loads): Load | undefined {
  return row.loadId === null ? undefined : byId.get(row.loadId);
}

/** A load and how many of the records it wrote. */
export interface Used {
  readonly load: Load;
  readonly count: number;
}

/** Newest first. */
export function usedLoads(rows: readonly SourceRow[], loads: Loads): readonly Used[] {
  const counts = new Map<Load, number>();
  for (const row of rows) {
    const load = loadOf(row, loads);
    if (load !== undefined) counts.set(load, (counts.get(load) ?? 0) + 1);
  }
  return [...counts]
    .map(([load, count]) => ({ load, count }))
    .sort((left, right) => right.load.name.localeCompare(left.load.name));
}
