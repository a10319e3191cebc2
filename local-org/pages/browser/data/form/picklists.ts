/** Choices of picklists: by record type, and those of a dependent picklist by its controlling field. */
import { readOnce } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { asText } from '../freeze.ts';

interface PicklistValue {
  readonly label: string;
  readonly value: string;
  /** Numbers of the controlling values under which it may be chosen. */
  readonly validFor: readonly number[];
}

export interface Picklist {
  /** Controlling value → its number; empty for a picklist that nothing controls. */
  readonly controllerValues: Readonly<Record<string, number>>;
  readonly values: readonly PicklistValue[];
}

export interface Choice {
  readonly label: string;
  readonly value: string;
}

export type Picklists = Readonly<Record<string, Picklist | undefined>>;

export async function readPicklists(objectApiName: string, recordTypeId: string): Promise<Picklists> {
  const path = `/object-info/${objectApiName}/picklist-values/${recordTypeId}`;
  const answer = await readOnce(path);
  return (answer as { readonly picklistFieldValues: Picklists }).picklistFieldValues; // UI API, Picklist Values Collection
}

/** What may be chosen while the controlling field has this value; everything where nothing controls. */
export function choicesOf(picklist: Picklist | undefined, controllingValue: unknown): readonly Choice[] {
  if (picklist === undefined) return [];
  const { controllerValues, values } = picklist;
  if (Object.keys(controllerValues).length === 0) return values;
  const number = controllerValues[asText(controllingValue)];
  return number === undefined ? [] : values.filter(({ validFor }) => validFor.includes(number));
}
