import { createRecord, deleteRecord, updateRecord } from 'lightning/uiRecordApi';
import { settled, type WriteOutcome } from './write';

/** API name → value of one factor. */
export type FactorFields = Readonly<Record<string, unknown>>;

/**
 * Makes the factors of a draft those that are wanted: what an earlier try has stored is overwritten, what is left over
 * deleted. One after the other, because they share a master that the platform locks for each; the first that is not
 * saved ends it, and the draft stays a draft.
 */
export async function writeFactors(
  submissionId: string,
  storedIds: readonly string[],
  wanted: readonly FactorFields[],
): Promise<WriteOutcome> {
  const writes = wanted.map((fields, index) => {
    const Id = storedIds[index];
    if (Id !== undefined) return () => updateRecord({ fields: { Id, ...fields } });
    const own = { Submission__c: submissionId, ...fields };
    return () => createRecord({ apiName: 'Forecast_Factor__c', fields: own });
  });
  const deletes = storedIds.slice(wanted.length).map((id) => async () => {
    await deleteRecord(id);
    return { id };
  });
  for (const write of [...writes, ...deletes]) {
    // eslint-disable-next-line no-await-in-loop -- one at a time on purpose, see above
    const outcome = await settled(write);
    if (outcome.kind !== 'saved') return outcome;
  }
  return { kind: 'saved', id: submissionId };
}
