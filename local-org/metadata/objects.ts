/** All components → the schema: standard objects with what was added, custom objects, translations. */
import {
  fieldSchema,
  field as fieldOf,
  platformFields,
  shareObject,
  standardObjects,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
  type RecordType,
  type SharingModel,
  type SharingRule,
  type ValidationRule,
} from '../schema/schema.ts';
import { isSharingRule, keyOf, splitName, type Component, type Report } from './component.ts';
import { readField } from './fields.ts';
import { ruleFrom } from './sharing-rules.ts';
import { translationsOf } from './translations.ts';
import { element, isTrue, numberOf, textOf, type Element } from '../xml.ts';

/** What the schema needs from the store: what is fixed once and for all when something is created. */
export interface Identities {
  keyPrefix(object: string): string;
  recordTypeId(object: string, developerName: string): string;
}

export type Catalog = ReadonlyMap<string, Component>;

const sharingModels: Readonly<Record<string, SharingModel>> = {
  Private: 'Private',
  Read: 'Read',
  ReadWrite: 'ReadWrite',
  ReadWriteTransfer: 'ReadWriteTransfer',
  ControlledByParent: 'ControlledByParent',
  FullAccess: 'FullAccess',
};

function nameFieldOf(component: Component, report: Report): FieldSchema {
  const body: Element | undefined = element(component.body, 'nameField');
  const type = body === undefined ? undefined : textOf(body, 'type');
  const label = (body === undefined ? undefined : textOf(body, 'label')) ?? 'Name';
  const given = { nameField: true, permissionable: false };
  if (type === 'AutoNumber') {
    const format = body === undefined ? undefined : textOf(body, 'displayFormat');
    if (format === undefined) report(component, 'Required field is missing: displayFormat of the name field');
    const start = (body === undefined ? undefined : numberOf(body, 'startingNumber')) ?? 1;
    const autoNumber = { format: format ?? '{0}', start };
    return fieldSchema('Name', label, 'string', {
      ...given,
      length: 80,
      autoNumber,
      createable: false,
      updateable: false,
    });
  }
  if (type !== 'Text') report(component, 'Must specify a nameField of type Text or AutoNumber');
  return fieldSchema('Name', label, 'string', { ...given, length: 80, required: true, idLookup: true });
}

function ruleOf({ body, name }: Component, report: Report, component: Component): ValidationRule {
  for (const tag of ['errorConditionFormula', 'errorMessage']) {
    if (textOf(body, tag) === undefined) report(component, `Required field is missing: ${tag}`);
  }
  const errorField = textOf(body, 'errorDisplayField');
  return {
    name: splitName(name)[1],
    active: isTrue(body, 'active'),
    condition: element(body, 'errorConditionFormula')?.text ?? 'FALSE',
    message: textOf(body, 'errorMessage') ?? '',
    ...(errorField === undefined ? {} : { errorField }),
  };
}

class SchemaReader {
  private readonly catalog: Catalog;
  private readonly identities: Identities;
  private readonly report: Report;
  private readonly children = new Map<string, Component[]>();
  private readonly fields = new Map<string, FieldSchema | undefined>();
  private readonly standard = new Map(standardObjects.map((one) => [one.name.toLowerCase(), one]));

  constructor(catalog: Catalog, identities: Identities, report: Report) {
    this.catalog = catalog;
    this.identities = identities;
    this.report = report;
    for (const component of catalog.values()) {
      if (!component.name.includes('.')) continue;
      const owner = splitName(component.name)[0].toLowerCase();
      this.children.set(owner, [...(this.children.get(owner) ?? []), component]);
    }
  }

  read(): OrgSchema {
    const objects = new Map<string, ObjectSchema>();
    for (const [key, base] of this.standard) objects.set(key, this.extended(base));
    for (const component of this.catalog.values()) {
      if (component.type !== 'CustomObject' || this.standard.has(component.name.toLowerCase())) continue;
      objects.set(component.name.toLowerCase(), this.custom(component));
    }
    this.addActivities(objects);
    for (const object of [...objects.values()]) {
      const share = shareObject(object);
      if (share !== undefined) objects.set(share.name.toLowerCase(), share);
    }
    this.checkOrphans(objects);
    return { objects, translations: translationsOf(this.catalog, objects) };
  }

  private of(object: string, type: string): readonly Component[] {
    return (this.children.get(object.toLowerCase()) ?? []).filter((one) => one.type === type);
  }

  /** A field by name, read once; roll-ups find what they summarise through it. */
  private field(object: string, name: string): FieldSchema | undefined {
    const base = this.standard.get(object.toLowerCase());
    const own = base === undefined ? undefined : fieldOf(base, name);
    if (own !== undefined) return own;
    const key = keyOf('CustomField', `${object}.${name}`);
    const component = this.catalog.get(key);
    if (component === undefined) return undefined;
    if (!this.fields.has(key)) {
      this.fields.set(key, undefined); // a roll-up of itself finds nothing
      this.fields.set(
        key,
        readField(component, this.report, (other, wanted) => this.field(other, wanted)),
      );
    }
    return this.fields.get(key);
  }

  private customFields(object: string): readonly FieldSchema[] {
    return this.of(object, 'CustomField').flatMap(({ name }) => this.field(object, splitName(name)[1]) ?? []);
  }

  private rules(object: string): readonly ValidationRule[] {
    return this.of(object, 'ValidationRule').map((one) => ruleOf(one, this.report, one));
  }

  private recordTypes(object: string): readonly RecordType[] {
    return this.of(object, 'RecordType').map(({ name, body }) => {
      const developerName = splitName(name)[1];
      return {
        id: this.identities.recordTypeId(object, developerName),
        developerName,
        label: textOf(body, 'label') ?? developerName,
        active: isTrue(body, 'active'),
        isMaster: false,
      };
    });
  }

  private sharingRules(object: string): readonly SharingRule[] {
    return (this.children.get(object.toLowerCase()) ?? [])
      .filter((one) => isSharingRule(one.type))
      .map((one) => ruleFrom(one, this.report));
  }

  /** The organisation-wide default of a standard object, where a package set it. */
  private standardSharing(base: ObjectSchema): SharingModel {
    const component = this.catalog.get(keyOf('CustomObject', base.name));
    const model = component === undefined ? undefined : textOf(component.body, 'sharingModel');
    return sharingModels[model ?? ''] ?? base.sharingModel;
  }

  private extended(base: ObjectSchema): ObjectSchema {
    const own = this.customFields(base.name);
    const at = base.fields.findIndex((one) => one.name === 'IsDeleted');
    const fields = own.length === 0 ? base.fields : [...base.fields.slice(0, at), ...own, ...base.fields.slice(at)];
    return {
      ...base,
      fields,
      validationRules: this.rules(base.name),
      recordTypes: this.recordTypes(base.name),
      sharingModel: this.standardSharing(base),
      sharingRules: this.sharingRules(base.name),
    };
  }

  private custom(component: Component): ObjectSchema {
    const { name, body } = component;
    for (const tag of ['label', 'pluralLabel', 'sharingModel']) {
      if (textOf(body, tag) === undefined) this.report(component, `Required field is missing: ${tag}`);
    }
    const own = this.customFields(name);
    const recordTypes = this.recordTypes(name);
    const isDetail = own.some((one) => one.reference?.kind === 'masterDetail');
    const { before, after } = platformFields({ owned: !isDetail, recordTypes: recordTypes.length > 0 });
    const model = textOf(body, 'sharingModel') ?? 'ReadWrite';
    return {
      name,
      label: textOf(body, 'label') ?? name,
      labelPlural: textOf(body, 'pluralLabel') ?? name,
      custom: true,
      keyPrefix: this.identities.keyPrefix(name),
      fields: [...before, nameFieldOf(component, this.report), ...own, ...after],
      validationRules: this.rules(name),
      recordTypes,
      sharingModel: sharingModels[model] ?? 'ReadWrite',
      sharingRules: this.sharingRules(name),
      createable: true,
      updateable: true,
      deletable: true,
      queryable: true,
    };
  }

  /** Tasks and events may be about custom objects that allow activities. */
  private addActivities(objects: Map<string, ObjectSchema>): void {
    const active = [...this.catalog.values()]
      .filter((one) => one.type === 'CustomObject' && isTrue(one.body, 'enableActivities') && one.name.endsWith('__c'))
      .map((one) => one.name);
    for (const name of active.length === 0 ? [] : ['task', 'event']) {
      const object = objects.get(name);
      if (object === undefined) continue;
      const fields = object.fields.map((one) =>
        one.name === 'WhatId' && one.reference !== undefined
          ? { ...one, reference: { ...one.reference, to: [...one.reference.to, ...active] } }
          : one,
      );
      objects.set(name, { ...object, fields });
    }
  }

  private checkOrphans(objects: ReadonlyMap<string, ObjectSchema>): void {
    for (const component of this.catalog.values()) {
      const [owner] = splitName(component.name);
      if (!component.name.includes('.') || objects.has(owner.toLowerCase())) continue;
      this.report(
        component,
        `Entity Enumeration Or ID: bad value for restricted picklist field: ${owner} (no such object)`,
      );
    }
  }
}

export function readSchema(catalog: Catalog, identities: Identities, report: Report): OrgSchema {
  return new SchemaReader(catalog, identities, report).read();
}
