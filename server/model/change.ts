import type { Cell } from './cell.ts';

/** `archive`: the update that a mirror writes in the place of a delete; all but the archive's own field is left alone. */
export type Operation = 'insert' | 'update' | 'archive' | 'delete';

/** One intended write, as the plan shows it and the small route sends it. */
export interface Change {
  readonly operation: Operation;
  readonly key: string;
  /** Known once Salesforce has acknowledged the record. */
  readonly salesforceId: string | undefined;
  /** Why an unchanged source row is sent again (new mapping, edited in Salesforce); undefined for an ordinary change. */
  readonly reason: string | undefined;
  /** Field → what it becomes. Empty for a delete. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** Field → what Salesforce last acknowledged. Empty for an insert. */
  readonly before: ReadonlyMap<string, Cell>;
}
