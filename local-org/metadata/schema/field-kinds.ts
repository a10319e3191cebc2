/** Metadata's field types → those of the schema, with what each needs to be told. */
import type { FieldSchema, FieldType, Reference } from '../../schema/schema.ts';
import { isTrue, numberOf, textOf, type Element } from '../../xml.ts';
import { missing, splitName, type Catalog, type Component, type Report } from '../component.ts';
import { picklistOf } from './values.ts';

export type Given = Partial<FieldSchema>;

export interface Reading {
  readonly component: Component;
  readonly body: Element;
  readonly catalog: Catalog;
  readonly report: Report;
}

export interface FieldKind {
  readonly type: FieldType;
  readonly read: (reading: Reading) => Given;
}

const need = ({ component, body, report }: Reading, name: string): void => {
  if (textOf(body, name) === undefined) report(component, missing(name));
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

function picklist({ component, catalog, report }: Reading): Given {
  return { length: 255, picklist: picklistOf(component, catalog, report) };
}

function multipicklist(reading: Reading): Given {
  need(reading, 'visibleLines');
  return { ...picklist(reading), length: 4099 };
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
      relationshipName: name.replace(/__c$/i, '__r'),
      ...(children === undefined ? {} : { childRelationshipName: `${children}__r` }),
      kind,
      ...(isMaster ? { order } : {}),
      onDelete,
      reparentable,
      writeRequiresMasterRead: isTrue(body, 'writeRequiresMasterRead'),
    },
  };
}

/** A lookup from a user to a user (Metadata API Developer Guide, "FieldType"). */
function hierarchy(reading: Reading): Given {
  const { component, report } = reading;
  const [owner] = splitName(component.name);
  if (owner.toLowerCase() !== 'user') report(component, 'Only the User object can have a hierarchical relationship');
  const given = referenceOf({ ...reading, report: ignore }, 'lookup');
  const { reference } = given;
  return reference === undefined ? given : { ...given, reference: { ...reference, to: ['User'] } };
}

function ignore(): void {
  // A hierarchy need not say what it refers to.
}

function checkbox(reading: Reading): Given {
  const { component, body, report } = reading;
  const text = textOf(body, 'defaultValue');
  const isRecordOfMetadata = component.name.toLowerCase().includes('__mdt.');
  if (textOf(body, 'formula') === undefined && text !== 'true' && text !== 'false' && !isRecordOfMetadata) {
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

/** What such a field may name, by the API name of what it names. */
const described: ReadonlySet<string> = new Set(['EntityDefinition', 'FieldDefinition', 'EntityParticle']);

/** Of a custom metadata type: the API name of an object, of a field, or of another record of metadata. */
function metadataRelationship(reading: Reading): Given {
  const { component, body, report } = reading;
  need(reading, 'referenceTo');
  const to = textOf(body, 'referenceTo') ?? '';
  const [owner] = splitName(component.name);
  if (!owner.toLowerCase().endsWith('__mdt')) {
    report(component, 'Only custom metadata types can have a metadata relationship field'); // text unverified
  }
  if (!described.has(to) && !to.toLowerCase().endsWith('__mdt')) {
    report(component, `referenceTo value of '${to}' does not resolve to a valid sObject type`);
  }
  if (to !== 'EntityDefinition' && described.has(to)) need(reading, 'metadataRelationshipControllingField');
  return { length: 255 };
}

const nothing = (): Given => ({});

/** A type that is not here is refused. */
export const fieldKinds: Readonly<Record<string, FieldKind>> = {
  AutoNumber: { type: 'string', read: autoNumber },
  Checkbox: { type: 'boolean', read: checkbox },
  Currency: { type: 'currency', read: numeric },
  Date: { type: 'date', read: nothing },
  DateTime: { type: 'datetime', read: nothing },
  Email: { type: 'email', read: () => ({ length: 80 }) },
  Hierarchy: { type: 'reference', read: hierarchy },
  Html: { type: 'textarea', read: longText },
  LongTextArea: { type: 'textarea', read: longText },
  Lookup: { type: 'reference', read: (reading) => referenceOf(reading, 'lookup') },
  MasterDetail: { type: 'reference', read: (reading) => referenceOf(reading, 'masterDetail') },
  MetadataRelationship: { type: 'string', read: metadataRelationship },
  MultiselectPicklist: { type: 'multipicklist', read: multipicklist },
  Number: { type: 'double', read: numeric },
  Percent: { type: 'percent', read: numeric },
  Phone: { type: 'phone', read: () => ({ length: 40 }) },
  Picklist: { type: 'picklist', read: picklist },
  Text: { type: 'string', read: (reading) => sized(reading, 1, 255) },
  TextArea: { type: 'textarea', read: () => ({ length: 255 }) },
  Time: { type: 'time', read: nothing },
  Url: { type: 'url', read: () => ({ length: 255 }) },
};
