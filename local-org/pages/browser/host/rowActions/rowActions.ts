/** What a person may do with a row of a list: its own record's Edit and Delete. */
import { goTo } from '../../data/router.ts';
import type { ObjectFacts } from '../../data/facts.ts';
import { recordAddress } from '../../data/references.ts';
import { removeRecord } from 'host/removal';
import { word } from 'host/words';

export interface RowAction {
  readonly name: 'edit' | 'delete';
  readonly label: string;
}

export function rowActionsOf(object: ObjectFacts | undefined): readonly RowAction[] {
  if (object === undefined) return [];
  return [
    ...(object.updateable ? [{ name: 'edit', label: word('edit') } as const] : []),
    ...(object.deletable ? [{ name: 'delete', label: word('delete') } as const] : []),
  ];
}

export interface RowChoice {
  readonly name: string;
  readonly id: string;
}

export function actOnRow(object: ObjectFacts, rowName: string, { name, id }: RowChoice): void {
  if (name === 'edit') {
    goTo(recordAddress(object.apiName, id, 'edit'));
    return;
  }
  const doomed = { objectApiName: object.apiName, objectLabel: object.label, id, name: rowName };
  removeRecord(doomed).catch(reportError);
}
