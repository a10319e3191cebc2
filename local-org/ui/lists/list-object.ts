/** `GET /list-object-info/{object}`: what lists of an object can show, filter by and be limited to. */
import type { JsonObject } from '../../http/http.ts';
import { isLongText, isNumber, picklistLabel, type FieldSchema, type ObjectSchema } from '../../schema/schema.ts';
import { shownLabel } from '../labels.ts';
import { dataType } from '../objects/field-info.ts';
import type { Call } from '../request.ts';
import { tagged } from '../tags.ts';
import { visibleFields, visibleObject, type Viewer } from '../viewer.ts';
import { scopeOf } from './list-info.ts';

const ordered = ['Equals', 'NotEqual', 'LessThan', 'GreaterThan', 'LessOrEqual', 'GreaterOrEqual'];
const textual = [...ordered, 'Contains', 'NotContain', 'StartsWith'];

function operatorsOf(one: FieldSchema): readonly string[] {
  if (!one.filterable || isLongText(one)) return [];
  if (one.type === 'boolean') return ['Equals', 'NotEqual'];
  if (one.type === 'multipicklist') return ['Equals', 'NotEqual', 'Includes', 'Excludes'];
  return isNumber(one) || one.type === 'date' || one.type === 'datetime' ? ordered : textual;
}

function columnOf(viewer: Viewer, object: ObjectSchema, one: FieldSchema): JsonObject {
  const operators = operatorsOf(one);
  const values = one.picklist?.values.filter(({ active }) => active);
  return {
    alias: null,
    dataType: dataType(one),
    defaultFilterOperator: operators[0] ?? null,
    displayable: !isLongText(one),
    fieldApiName: one.name,
    filterable: operators.length > 0,
    label: shownLabel(viewer, object, one),
    picklistValues:
      values?.map((value) => ({
        apiName: value.value,
        label: picklistLabel(viewer.schema, viewer.user.language, object, one, value),
      })) ?? null,
    quickFilterOperator: operators[0] ?? null,
    quickFilterOverrides: null,
    quickFilterable: operators.length > 0,
    sortable: one.sortable,
    supportedFilterOperators: operators,
  };
}

export function listObjectInfo({ viewer, part }: Call): JsonObject {
  const object = visibleObject(viewer, part('object'));
  const names = object.fields.some((one) => one.name === 'OwnerId') ? ['Everything', 'Mine'] : ['Everything'];
  const scopes = names.map((name) => {
    const { apiName, label } = scopeOf(viewer, name);
    return { apiName, availableEntities: [], label };
  });
  return tagged({
    availableScopes: scopes,
    columns: visibleFields(viewer, object).map((one) => columnOf(viewer, object, one)),
    createable: false,
    objectApiName: object.name,
    publicCreatable: false,
    publicOrSharedCreatable: false,
    relatedEntityApiName: null,
    sharedCreatable: false,
  });
}
