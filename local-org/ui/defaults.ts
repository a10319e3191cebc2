/** Values a new record starts with: the defaults of its picklists, checkboxes and literal default formulas. */
import type { JsonObject } from '../http/http.ts';
import { masterRecordTypeId, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { displayValue } from './format.ts';
import { layoutRepresentation } from './layouts.ts';
import { objectInfo } from './object-info.ts';
import { visibleFields, type Viewer } from './viewer.ts';

/** A default that needs a formula is evaluated when the record is saved; here only literals are shown. */
function defaultOf(one: FieldSchema): unknown {
  const picked = one.picklist?.values.find((value) => value.isDefault && value.active)?.value;
  if (picked !== undefined) return picked;
  const source = one.defaultValue;
  if (one.type === 'boolean') return source?.toLowerCase() === 'true';
  if (source === undefined) return null;
  const [, quoted] = /^"([^"]*)"$/.exec(source) ?? [];
  if (quoted !== undefined) return quoted;
  return source.trim() !== '' && Number.isFinite(Number(source)) ? Number(source) : null;
}

export function createDefaults(viewer: Viewer, object: ObjectSchema): JsonObject {
  const access = viewer.access(object);
  const settable = visibleFields(viewer, object).filter((one) => one.createable && access.canEdit(one));
  const fields = settable.map((one) => {
    const value = defaultOf(one);
    return [one.name, { displayValue: displayValue(viewer, object, one, value), value }] as const;
  });
  return {
    layout: layoutRepresentation(viewer, object, { layoutType: 'Full', mode: 'Create' }),
    objectInfos: { [object.name]: objectInfo(viewer, object) },
    record: {
      apiName: object.name,
      childRelationships: {},
      fields: Object.fromEntries(fields),
      id: null,
      lastModifiedById: null,
      lastModifiedDate: null,
      recordTypeId: masterRecordTypeId,
      recordTypeInfo: null,
      systemModstamp: null,
    },
  };
}
