/** What plans about an earlier run have in common, whatever the engine. */
import { Fault } from '../faults.ts';
import type { FieldShape, MappedField } from '../model/model.ts';

/** The columns of a plan belong to the mapping it was made with. */
export function mappingChanged(sync: string): Fault {
  return new Fault('setup', 'mapping-changed', `The fields of ${sync} are not those that the run planned with.`, {
    next: 'Push: it sends what failed and still differs, with the new fields.',
    place: `syncs/${sync}/sync.yml`,
  });
}

/** A checkbox that was never sent was not checked: Salesforce has no third state for it. */
export function known({ kind }: FieldShape, value: string): string {
  return kind === 'boolean' ? `coalesce(${value}, 'false')` : value;
}

/** Whether people may enter the field beside the warehouse: a run that has not changed it is no reason to send it back. */
export function isShared({ owner, nulls }: MappedField): boolean {
  return owner === 'flag' || nulls === 'keep';
}

/** Rows of a run as text, for the reason of a planned row. */
export function rollbackReason(of: string): string {
  return `rollback of ${of}`;
}
