/** A CustomField → the field of the schema, with the platform's complaints about its definition. */
import {
  fieldSchema,
  type FieldSchema,
  type FieldType,
  type Formula,
  type PicklistValue,
  type Reference,
} from '../schema/schema.ts';
import { splitName, type Component, type Report } from './component.ts';
import { rollupOf } from './rollup.ts';
import { element, elements, isTrue, numberOf, textOf, type Element } from '../xml.ts';

type Given = Partial<FieldSchema>;

/** What a field may ask about others while it is read: only roll-ups do. */
export type FieldFinder = (object: string, field: string) => FieldSchema | undefined;

interface Reading {
  readonly component: Component;
  readonly body: Element;
  readonly report: Report;
  readonly find: FieldFinder;
}

const need = ({ component, body, report }: Reading, name: string): void => {
  if (textOf(body, name) === undefined) report(component, `Required field is missing: ${name}`);
};

function numeric(reading: Reading): Given {
  const { component, body, report } = reading;
  need(reading, 'precision');
  need(reading, 'scale');
  const precision = numberOf(body, 'precision') ?? 18;
  const scale = numberOf(body, 'scale') ?? 0;
  if (precision > 18) report(component, 'Precision must not be greater than 18');
  if (scale > precision) report(component, 'Scale must be less than or equal to the precision');
  return { precision, scale };
}

function sized(reading: Reading, least: number, most: number): Given {
  const { component, body, report } = reading;
  need(reading, 'length');
  const length = numberOf(body, 'length') ?? least;
  if (length < least || length > most) report(component, `Field length must be between ${least} and ${most}`);
  return { length };
}

function longText(reading: Reading): Given {
  need(reading, 'visibleLines');
  return { ...sized(reading, 256, 131_072), visibleLines: numberOf(reading.body, 'visibleLines') ?? 3 };
}

function picklistValues(body: Element): readonly PicklistValue[] {
  return elements(body, 'value').map((value) => {
    const name = textOf(value, 'fullName') ?? '';
    return {
      value: name,
      label: textOf(value, 'label') ?? name,
      active: textOf(value, 'isActive') !== 'false',
      isDefault: isTrue(value, 'default'),
    };
  });
}

function picklist({ component, body, report }: Reading): Given {
  const set = element(body, 'valueSet');
  const definition = set === undefined ? undefined : element(set, 'valueSetDefinition');
  if (set === undefined || definition === undefined) {
    report(
      component,
      'Picklist fields need a valueSet with a valueSetDefinition (global value sets are not supported by the local org)',
    );
    return { length: 255, picklist: { values: [], restricted: false } };
  }
  const values = picklistValues(definition);
  const duplicate = values.find((one, index) => values.findIndex((other) => other.value === one.value) !== index);
  if (duplicate !== undefined) report(component, `Duplicate value: ${duplicate.value}`);
  return { length: 255, picklist: { values, restricted: isTrue(set, 'restricted') } };
}

const deletions: Readonly<Record<string, Reference['onDelete']>> = {
  SetNull: 'setNull',
  Restrict: 'restrict',
  Cascade: 'cascade',
};

function referenceOf(reading: Reading, kind: Reference['kind']): Given {
  const { component, body, report } = reading;
  need(reading, 'referenceTo');
  if (kind === 'masterDetail') need(reading, 'relationshipName');
  const [, name] = splitName(component.name);
  const children = textOf(body, 'relationshipName');
  const isMaster = kind === 'masterDetail';
  const reparentable = !isMaster || isTrue(body, 'reparentableMasterDetail');
  const onDelete = isMaster ? 'cascade' : (deletions[textOf(body, 'deleteConstraint') ?? 'SetNull'] ?? 'setNull');
  if (!isMaster && isTrue(body, 'required') && onDelete === 'setNull') {
    report(
      component,
      'field integrity exception: unknown (must specify either cascade delete or restrict delete for required lookup foreign key)',
    );
  }
  const order = textOf(body, 'relationshipOrder') === '1' ? 1 : 0;
  return {
    length: 18,
    ...(isMaster ? { required: true, permissionable: false, updateable: reparentable } : {}),
    reference: {
      to: [textOf(body, 'referenceTo') ?? ''],
      relationshipName: name.replace(/__c$/, '__r'),
      ...(children === undefined ? {} : { childRelationshipName: `${children}__r` }),
      kind,
      ...(isMaster ? { order } : {}),
      onDelete,
      reparentable,
      writeRequiresMasterRead: isTrue(body, 'writeRequiresMasterRead'),
    },
  };
}

function checkbox(reading: Reading): Given {
  const { component, body, report } = reading;
  const text = textOf(body, 'defaultValue');
  if (textOf(body, 'formula') === undefined && text !== 'true' && text !== 'false') {
    report(component, "Must specify 'true' or 'false' for the default value of a checkbox");
  }
  return {};
}

function autoNumber(reading: Reading): Given {
  need(reading, 'displayFormat');
  const format = textOf(reading.body, 'displayFormat') ?? '{0}';
  return {
    length: 30,
    autoNumber: { format, start: numberOf(reading.body, 'startingNumber') ?? 1 },
    createable: false,
    updateable: false,
  };
}

interface FieldKind {
  readonly type: FieldType;
  readonly read: (reading: Reading) => Given;
}

const nothing = (): Given => ({});

/** Metadata's field types; a type that is not here is refused. */
const kinds: Readonly<Record<string, FieldKind>> = {
  AutoNumber: { type: 'string', read: autoNumber },
  Checkbox: { type: 'boolean', read: checkbox },
  Currency: { type: 'currency', read: numeric },
  Date: { type: 'date', read: nothing },
  DateTime: { type: 'datetime', read: nothing },
  Email: { type: 'email', read: () => ({ length: 80 }) },
  Html: { type: 'textarea', read: longText },
  LongTextArea: { type: 'textarea', read: longText },
  Lookup: { type: 'reference', read: (reading) => referenceOf(reading, 'lookup') },
  MasterDetail: { type: 'reference', read: (reading) => referenceOf(reading, 'masterDetail') },
  MultiselectPicklist: { type: 'multipicklist', read: (reading) => ({ ...picklist(reading), length: 4099 }) },
  Number: { type: 'double', read: numeric },
  Percent: { type: 'percent', read: numeric },
  Phone: { type: 'phone', read: () => ({ length: 40 }) },
  Picklist: { type: 'picklist', read: picklist },
  Text: { type: 'string', read: (reading) => sized(reading, 1, 255) },
  TextArea: { type: 'textarea', read: () => ({ length: 255 }) },
  Url: { type: 'url', read: () => ({ length: 255 }) },
};

const formulaTypes = new Set(['Checkbox', 'Currency', 'Date', 'DateTime', 'Number', 'Percent', 'Text']);

function formulaOf(reading: Reading, type: string): { readonly formula: Formula } & Given {
  const { component, body, report } = reading;
  if (!formulaTypes.has(type)) report(component, `A formula field cannot be of type ${type}`);
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

/** What every type may say. */
function common({ component, body, report }: Reading, type: string): Given {
  const required = isTrue(body, 'required');
  const [unique, externalId] = [isTrue(body, 'unique'), isTrue(body, 'externalId')];
  if ((unique || externalId) && !['Text', 'Number', 'Email', 'AutoNumber'].includes(type)) {
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
    ...(fallback === undefined ? {} : { defaultValue: fallback.trim() }),
  };
}

/** Undefined when not even the type can be read; everything wrong is reported. */
export function readField(component: Component, report: Report, find: FieldFinder): FieldSchema | undefined {
  const { body } = component;
  const [, name] = splitName(component.name);
  const reading: Reading = { component, body, report, find };
  if (!/^[A-Za-z][A-Za-z0-9_]*__c$/.test(name) || name.length > 43) {
    report(
      component,
      `The field name '${name}' must begin with a letter, hold letters, digits and underscores, and end in __c`,
    );
    return undefined;
  }
  const label = textOf(body, 'label');
  const type = textOf(body, 'type');
  if (label === undefined) report(component, 'Required field is missing: label');
  if (type === undefined) {
    report(component, 'Required field is missing: type');
    return undefined;
  }
  if (type === 'Summary') return rollupOf(component, label ?? name, common(reading, 'Number'), report, find);
  const kind = kinds[type];
  if (kind === undefined) {
    report(component, `Fields of type ${type} are not supported by the local org`);
    return undefined;
  }
  const isFormula = element(body, 'formula') !== undefined;
  const own = isFormula && type === 'Text' ? {} : kind.read(reading);
  const formula = isFormula ? formulaOf(reading, type) : {};
  return fieldSchema(name, label ?? name, kind.type, { ...common(reading, type), ...own, ...formula });
}
