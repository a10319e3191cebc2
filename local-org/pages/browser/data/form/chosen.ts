/** The name of a record that a lookup holds, when only its id is known. */
import { nameOfRecord, readObject, type FieldFacts } from '../facts.ts';
import { isFetchResponse } from '../fetch.ts';
import { fetchRecord } from '../records.ts';

async function nameIn(apiName: string, id: string): Promise<string> {
  const object = await readObject(apiName);
  if (!id.startsWith(object.keyPrefix)) return '';
  const optionalFields = object.nameFields.map((name) => `${apiName}.${name}`);
  const record = await fetchRecord(id, { fields: [], optionalFields, layoutTypes: [], modes: [] });
  return nameOfRecord(record, object);
}

/** Empty for a record that the person may not see; the lookup shows its id then. */
export async function readName(field: FieldFacts | undefined, id: string): Promise<string> {
  for (const { apiName } of field?.referenceToInfos ?? []) {
    try {
      const name = await nameIn(apiName, id);
      if (name !== '') return name;
    } catch (error) {
      if (!isFetchResponse(error)) throw error;
    }
  }
  return '';
}
