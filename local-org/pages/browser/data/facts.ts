/** What the host reads of an object's description (UI API, Object Info). */
import { readOnce } from '../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { asText } from './freeze.ts';

export interface ReferenceInfo {
  readonly apiName: string;
  readonly nameFields: readonly string[];
}

export interface FieldFacts {
  readonly apiName: string;
  readonly label: string;
  readonly dataType: string;
  readonly inlineHelpText: string | null;
  readonly nameField: boolean;
  readonly relationshipName: string | null;
  readonly referenceToInfos: readonly ReferenceInfo[];
  readonly required: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly sortable: boolean;
  readonly controllingFields: readonly string[];
  readonly extraTypeInfo: string | null;
}

export interface RecordTypeFacts {
  readonly recordTypeId: string;
  readonly name: string;
  readonly available: boolean;
  readonly master: boolean;
  readonly defaultRecordTypeMapping: boolean;
}

export interface ObjectFacts {
  readonly apiName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly nameFields: readonly string[];
  readonly fields: Readonly<Record<string, FieldFacts>>;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly defaultRecordTypeId: string;
  readonly recordTypeInfos: Readonly<Record<string, RecordTypeFacts>>;
  readonly themeInfo: { readonly iconUrl: string };
}

export async function readObject(apiName: string): Promise<ObjectFacts> {
  return (await readOnce(`/object-info/${apiName}`)) as ObjectFacts; // UI API, Object Info
}

/** `/img/icon/t4v35/custom/custom26_120.png` → `custom:custom26`. */
export function iconOf(object: ObjectFacts | undefined): string | undefined {
  if (object === undefined) return undefined;
  const [, kind, name] = /\/(\w+)\/(\w+?)_120\.png$/.exec(object.themeInfo.iconUrl) ?? [];
  return kind === undefined || name === undefined ? 'standard:custom' : `${kind}:${name}`;
}

const numberTypes = new Set(['Currency', 'Double', 'Int', 'Percent']);
export const isNumber = (field: FieldFacts | undefined): boolean => numberTypes.has(field?.dataType ?? '');

/** People have their whole name beside its parts (UI API, Object Info: nameFields). */
export const nameFieldOf = (names: readonly string[]): string =>
  names.length === 0 || names.includes('Name') ? 'Name' : (names[0] ?? 'Name');

interface Named {
  readonly fields?: Readonly<Record<string, { readonly value: unknown } | undefined>>;
}

/** What a record is called, in its own name field. */
export function nameOfRecord(record: unknown, object: ObjectFacts | undefined): string {
  const { fields = {} } = (record ?? {}) as Named; // a record representation, or nothing
  return asText(fields[nameFieldOf(object?.nameFields ?? [])]?.value);
}

/** The record types a person may choose from for a new record; the master stands for having none. */
export function recordTypeChoices(object: ObjectFacts): readonly RecordTypeFacts[] {
  return Object.values(object.recordTypeInfos).filter(({ available, master }) => available && !master);
}
