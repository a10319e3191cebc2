/** Order among things that need one another: models by reference, syncs by parent. */
export interface Ordered<T> {
  readonly items: readonly T[];
  /** Names along a circle, first name repeated at the end; undefined when there is none. */
  readonly cycle: readonly string[] | undefined;
}

/** What is needed comes first; otherwise the given order stays. Needs that are not in the list are ignored. */
export function inOrder<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  needsOf: (item: T) => readonly string[],
): Ordered<T> {
  const byName = new Map(items.map((item) => [nameOf(item), item]));
  const done = new Set<string>();
  const open: string[] = [];
  const sorted: T[] = [];
  let cycle: readonly string[] | undefined;

  const visit = (item: T): void => {
    const name = nameOf(item);
    if (done.has(name) || cycle !== undefined) return;
    const start = open.indexOf(name);
    if (start >= 0) {
      cycle = [...open.slice(start), name];
      return;
    }
    open.push(name);
    for (const need of needsOf(item)) {
      const needed = byName.get(need);
      if (needed !== undefined) visit(needed);
    }
    open.pop();
    done.add(name);
    sorted.push(item);
  };
  for (const item of items) visit(item);
  return { items: sorted, cycle };
}
