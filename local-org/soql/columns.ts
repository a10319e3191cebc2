/** What a query's columns are called (`columns=true`): nested under their relationships. */

export interface DescribedColumn {
  readonly columnName: string;
  readonly displayName: string;
  readonly aggregate: boolean;
  readonly joinColumns: DescribedColumn[];
}

export function plainColumn(name: string): DescribedColumn {
  return { columnName: name, displayName: name, aggregate: false, joinColumns: [] };
}

/** Adds a column under its relationships. */
export function describe(columns: DescribedColumn[], relations: readonly string[], name: string): void {
  const [head, ...rest] = relations;
  if (head === undefined) {
    columns.push(plainColumn(name));
    return;
  }
  let parent = columns.find((one) => one.columnName === head && !one.aggregate);
  if (parent === undefined) {
    parent = plainColumn(head);
    columns.push(parent);
  }
  describe(parent.joinColumns, rest, name);
}
