/** Object info: what a component asks to know labels, types and rights of an object. */
import type { JsonObject } from '../../http/http.ts';
import { childRelationships, isSetupObject, type ObjectSchema } from '../../schema/schema.ts';
import { pluralLabel, singleLabel } from '../labels.ts';
import { nameFieldsOf } from '../layouts/parts.ts';
import { batchItem } from '../refusals.ts';
import type { Call } from '../request.ts';
import { tagged } from '../tags.ts';
import { isVisible, visibleFields, visibleObject, type Viewer } from '../viewer.ts';
import { dependencyTree } from './dependencies.ts';
import { fieldInfo } from './field-info.ts';
import { defaultRecordType, recordTypeInfos } from './record-types.ts';
import { hasTab, themeInfo } from './theme.ts';

function childFacts(viewer: Viewer, object: ObjectSchema): readonly JsonObject[] {
  return childRelationships(viewer.schema, object).flatMap(({ childObject, childField, relationshipName }) => {
    const child = viewer.schema.objects.get(childObject.toLowerCase());
    if (relationshipName === undefined || child === undefined || !isVisible(viewer, child)) return [];
    return [
      {
        childObjectApiName: childObject,
        fieldName: childField,
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName,
      },
    ];
  });
}

export function objectInfo(viewer: Viewer, object: ObjectSchema): JsonObject {
  const access = viewer.access(object);
  const isSetup = isSetupObject(object.name);
  const isTabbed = hasTab(viewer, object);
  return tagged({
    apiName: object.name,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: childFacts(viewer, object),
    compactLayoutable: true,
    createable: object.createable && access.create,
    custom: object.custom,
    defaultRecordTypeId: isSetup ? null : defaultRecordType(viewer, object),
    deletable: object.deletable && access.remove,
    dependentFields: dependencyTree(viewer, object),
    feedEnabled: false,
    fields: Object.fromEntries(visibleFields(viewer, object).map((one) => [one.name, fieldInfo(viewer, object, one)])),
    keyPrefix: object.keyPrefix,
    label: singleLabel(viewer, object),
    labelPlural: pluralLabel(viewer, object),
    layoutable: true,
    mruEnabled: isTabbed,
    nameFields: nameFieldsOf(object),
    queryable: object.queryable,
    recordTypeInfos: recordTypeInfos(viewer, object),
    searchable: isTabbed,
    searchLayoutable: isTabbed,
    themeInfo: themeInfo(viewer, object),
    updateable: object.updateable && access.edit,
  });
}

/** `GET /object-info/batch/{names}`: each name answers by itself. */
export function objectInfoBatch({ viewer, parts }: Call): JsonObject {
  return { results: parts('names').map((name) => batchItem(() => objectInfo(viewer, visibleObject(viewer, name)))) };
}

/** `GET /object-info`: the objects that the person may see. */
export function objectDirectory({ viewer, base }: Call): JsonObject {
  const objects = [...viewer.schema.objects.values()].filter((object) => isVisible(viewer, object));
  const entries = objects.map((object) => {
    const entry = {
      apiName: object.name,
      keyPrefix: object.keyPrefix,
      label: singleLabel(viewer, object),
      labelPlural: pluralLabel(viewer, object),
      nameFields: nameFieldsOf(object),
      objectInfoUrl: `${base}/object-info/${object.name}`,
    };
    return [object.name, entry] as const;
  });
  return tagged({ objects: Object.fromEntries(entries) });
}
