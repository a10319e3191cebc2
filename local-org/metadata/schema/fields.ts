/** A CustomField → fields of the schema, with the platform's complaints about its definition. */
import { fieldSchema, type FieldSchema, type Formula } from '../../schema/schema.ts';
import { element, isTrue, numberOf, textOf } from '../../xml.ts';
import { missing, splitName, type Catalog, type Component, type Report } from '../component.ts';
import { fieldKinds, type Given, type Reading } from './field-kinds.ts';
import { rollupOf } from './rollup.ts';

/** What a field may ask about others while it is read: only roll-ups do. */
export type FieldFinder = (object: string, field: string) => FieldSchema | undefined;

const formulaTypes = new Set(['Checkbox', 'Currency', 'Date', 'DateTime', 'Number', 'Percent', 'Text', 'Time']);

function formulaOf(reading: Reading, type: string): { readonly formula: Formula } & Given {
  const { component, body, report } = reading;
  if (!formulaTypes.has(type)) report(component, `A formula field cannot be of type ${type}`);
  if (isTrue(body, 'required')) report(component, 'A formula field cannot be required'); // text unverified
  const isText = type === 'Text' ? { length: 1300 } : {};
  return {
    ...isText,
    formula: {
      source: element(body, 'formula')?.text ?? '',
      blanksAreZero: textOf(body, 'formulaTreatBlanksAs') === 'BlankAsZero',
    },
    createable: false,
    updateable: false,
  };
}

const keyTypes = new Set(['Text', 'Number', 'Email', 'AutoNumber']);

/** What every type may say. */
function common({ component, body, report }: Reading, type: string): Given {
  const required = isTrue(body, 'required');
  const [unique, externalId] = [isTrue(body, 'unique'), isTrue(body, 'externalId')];
  const isRecordOfMetadata = component.name.toLowerCase().includes('__mdt.');
  if ((unique || externalId) && !keyTypes.has(type) && !isRecordOfMetadata) {
    report(component, `Fields of type ${type} cannot be unique or an external id`);
  }
  const help = textOf(body, 'inlineHelpText');
  const fallback = element(body, 'defaultValue')?.text;
  return {
    custom: true,
    required,
    unique,
    externalId,
    caseSensitive: isTrue(body, 'caseSensitive'),
    ...(required ? { permissionable: false } : {}),
    ...(help === undefined ? {} : { helpText: help }),
    ...(fallback === undefined || fallback.trim() === '' ? {} : { defaultValue: fallback.trim() }),
  };
}

/** Latitude and longitude are fields of their own; the place itself is both of them (Object Reference, "Geolocation"). */
function locationOf(reading: Reading, name: string, label: string): readonly FieldSchema[] {
  const { component, body, report } = reading;
  if (textOf(body, 'scale') === undefined) report(component, missing('scale'));
  const scale = numberOf(body, 'scale') ?? 0;
  const given = common(reading, 'Location');
  const base = name.replace(/__c$/i, '');
  const part = (half: string): FieldSchema =>
    fieldSchema(`${base}__${half}__s`, `${label} (${half})`, 'double', {
      ...given,
      precision: scale + 3,
      scale,
      required: false,
      compound: name,
    });
  const parts = [part('Latitude'), part('Longitude')];
  const whole = fieldSchema(name, label, 'location', {
    ...given,
    required: false,
    createable: false,
    updateable: false,
    filterable: false,
    sortable: false,
    groupable: false,
    parts: parts.map((one) => one.name),
  });
  return [...parts, whole];
}

const wellFormed = /^[A-Za-z](?:_?[A-Za-z0-9])*__c$/i;

/** What is wrong with a field's name, or missing altogether. */
function* flaws(name: string, label: string | undefined, type: string | undefined): Iterable<string> {
  if (!/__c$/i.test(name)) {
    yield "Could not resolve standard field's name.";
  } else if (!wellFormed.test(name) || name.length > 43) {
    yield `The field name '${name}' must begin with a letter, hold letters, digits and single underscores, and end in __c`;
  }
  if (label === undefined) yield missing('label');
  if (type === undefined) yield missing('type');
}

/** Empty when not even the type can be read; everything wrong is reported. */
export function readField(
  component: Component,
  catalog: Catalog,
  report: Report,
  find: FieldFinder,
): readonly FieldSchema[] {
  const { body } = component;
  const [, name] = splitName(component.name);
  const reading: Reading = { component, body, catalog, report };
  const type = textOf(body, 'type');
  const problems = [...flaws(name, textOf(body, 'label'), type)];
  for (const problem of problems) report(component, problem);
  if (type === undefined || !wellFormed.test(name)) return [];
  const label = textOf(body, 'label') ?? name;
  if (type === 'Summary') {
    const summary = rollupOf(component, label, common(reading, 'Number'), report, find);
    return summary === undefined ? [] : [summary];
  }
  if (type === 'Location') return locationOf(reading, name, label);
  const kind = fieldKinds[type];
  if (kind === undefined) {
    report(component, `Fields of type ${type} are not available in this organization`); // text unverified
    return [];
  }
  const isFormula = element(body, 'formula') !== undefined;
  const own = isFormula && type === 'Text' ? {} : kind.read(reading);
  const formula = isFormula ? formulaOf(reading, type) : {};
  return [fieldSchema(name, label, kind.type, { ...common(reading, type), ...own, ...formula })];
}

/** A standard field as a deployment changed it; what it leaves unsaid stays. */
export function customized(field: FieldSchema, component: Component | undefined): FieldSchema {
  const help = component === undefined ? undefined : textOf(component.body, 'inlineHelpText');
  return help === undefined || help === '' ? field : { ...field, helpText: help };
}
