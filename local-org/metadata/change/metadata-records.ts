/** CustomMetadata → a record of its type, which queries read like any other. */
import { field as fieldOf, isNumber, objectNamed, type FieldSchema, type OrgSchema } from '../../schema/schema.ts';
import type { SqlValue, Store } from '../../store/store.ts';
import { elements, textOf } from '../../xml.ts';
import { typeOfRecord, valueOf } from '../check/metadata-records.ts';
import { splitName, type Component } from '../component.ts';
import { upsert } from './upsert.ts';

/** As the store keeps it; the value has been checked. */
function stored(field: FieldSchema, text: string | undefined): SqlValue {
  if (field.type === 'boolean') return text?.trim() === 'true' ? 1 : 0;
  if (text === undefined) return null;
  if (isNumber(field)) return Number(text);
  return field.type === 'datetime' ? Date.parse(text) : text;
}

export function applyMetadataRecord(store: Store, schema: OrgSchema, { name, body }: Component): void {
  const object = objectNamed(schema, typeOfRecord(name));
  if (object === undefined) return;
  const [, developerName] = splitName(name);
  const given = new Map(elements(body, 'values').map((entry) => [textOf(entry, 'field') ?? '', valueOf(entry)]));
  const values = [...given].flatMap(([path, text]) => {
    const field = fieldOf(object, path);
    return field === undefined ? [] : [[field.name, stored(field, text)] as const];
  });
  const label = textOf(body, 'label') ?? developerName;
  upsert(store, object, ['DeveloperName'], {
    ...Object.fromEntries(values),
    DeveloperName: developerName,
    MasterLabel: label,
    Label: label,
    Language: 'en_US',
    QualifiedApiName: developerName,
  });
}
