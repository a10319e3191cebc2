/** Records of custom metadata types: their type, their fields and the values in them. */
import { field as fieldOf, objectNamed, type FieldSchema, type ObjectSchema } from '../../schema/schema.ts';
import { element, elements, textOf, type Element } from '../../xml.ts';
import { missing, noSuch, splitName, type Component } from '../component.ts';
import { componentOf, componentsOf, fieldAt, isKnown, type Checking } from './checking.ts';

/** `Rate__mdt` of `Rate.Standard`, as the record's file is named. */
export function typeOfRecord(name: string): string {
  const [type] = splitName(name);
  return /__mdt$/i.test(type) ? type : `${type}__mdt`;
}

/** The value as text, undefined when it is empty. */
export function valueOf(entry: Element): string | undefined {
  const value = element(entry, 'value');
  if (value === undefined || value.attributes?.['nil'] === 'true' || value.text === '') return undefined;
  return value.text;
}

const shapes: Readonly<Partial<Record<FieldSchema['type'], RegExp>>> = {
  boolean: /^(?:true|false)$/,
  double: /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/,
  percent: /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
};

function valueProblem(field: FieldSchema, text: string): string | undefined {
  const shape = shapes[field.type];
  if (shape !== undefined && !shape.test(text.trim())) {
    return `${field.label}: value not of required type: ${text}`;
  }
  if (field.length > 0 && text.length > field.length) {
    return `${field.label}: data value too large: ${text} (max length=${field.length})`;
  }
  const isKnown = field.picklist?.values.some(({ value }) => value === text);
  return isKnown === false ? `${field.label}: bad value for restricted picklist field: ${text}` : undefined;
}

/** The object that the controlling field of the record names. */
function controlledObject(record: Component, definition: Element): string {
  const [, name] = splitName(textOf(definition, 'metadataRelationshipControllingField') ?? '');
  const entry = elements(record.body, 'values').find((one) => textOf(one, 'field') === name);
  return (entry === undefined ? undefined : valueOf(entry)) ?? '';
}

/** What a metadata relationship names has to be there: an object, a field of the controlled object, a record. */
function relationProblem(checking: Checking, record: Component, path: string, text: string): string | undefined {
  const definition = componentOf(checking, 'CustomField', path)?.body;
  const to = definition === undefined ? undefined : textOf(definition, 'referenceTo');
  if (definition === undefined || to === undefined) return undefined;
  if (to === 'EntityDefinition') {
    return objectNamed(checking.schema, text) === undefined ? noSuch('value', 'CustomObject', text) : undefined;
  }
  if (/__mdt$/i.test(to)) {
    const name = `${to.replace(/__mdt$/i, '')}.${text.replace(/^.*\./, '')}`;
    return isKnown(checking, 'CustomMetadata', name) ? undefined : noSuch('value', 'CustomMetadata', name);
  }
  const field = `${controlledObject(record, definition)}.${text}`;
  return fieldAt(checking.schema, field) === undefined ? noSuch('value', 'CustomField', field) : undefined;
}

function checkValues(checking: Checking, component: Component, object: ObjectSchema): void {
  const given = new Set<string>();
  for (const entry of elements(component.body, 'values')) {
    const name = textOf(entry, 'field') ?? '';
    const field = fieldOf(object, name);
    const text = valueOf(entry);
    if (field?.custom !== true) {
      checking.report(component, noSuch('field', 'CustomField', `${object.name}.${name}`), entry);
      continue;
    }
    if (text === undefined) continue;
    given.add(field.name);
    const problem =
      valueProblem(field, text) ?? relationProblem(checking, component, `${object.name}.${field.name}`, text);
    if (problem !== undefined) checking.report(component, problem, entry);
  }
  for (const field of object.fields.filter((one) => one.custom && one.required)) {
    if (!given.has(field.name)) checking.report(component, missing(field.name));
  }
}

export function checkMetadataRecords(checking: Checking): void {
  for (const component of componentsOf(checking, 'CustomMetadata')) {
    const type = typeOfRecord(component.name);
    const object = objectNamed(checking.schema, type);
    if (textOf(component.body, 'label') === undefined) checking.report(component, missing('label'));
    if (object === undefined) checking.report(component, noSuch('type', 'CustomObject', type));
    else checkValues(checking, component, object);
  }
}
