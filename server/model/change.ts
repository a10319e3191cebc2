import type { Cell } from './cell.ts';

export type Operation = 'insert' | 'update' | 'delete';

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
