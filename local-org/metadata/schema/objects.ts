/** All components → the schema: standard objects with what was added, custom objects, translations. */
import {
  field as fieldOf,
  shareObject,
  standardObjects,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
  type RecordType,
  type SharingRule,
  type ValidationRule,
} from '../../schema/schema.ts';
import { element, elements, isTrue, textOf, type Element } from '../../xml.ts';
import { keyOf, missing, splitName, type Catalog, type Component, type Report } from '../component.ts';
import { childFacts } from '../types.ts';
import { customObject, kindOf, nameProblem, sharingModelOf } from './custom-object.ts';
import { customized, readField } from './fields.ts';
import { ruleFrom } from './sharing-rules.ts';
import { translationsOf } from './translations.ts';
import { decodedName, standardValues } from './values.ts';

/** What the schema needs from the store: what is fixed once and for all when something is created. */
export interface Identities {
  keyPrefix(object: string): string;
  recordTypeId(object: string, developerName: string): string;
}

function ruleOf(component: Component): ValidationRule {
  const { body, name } = component;
  const errorField = textOf(body, 'errorDisplayField');
  return {
    name: splitName(name)[1],
    active: isTrue(body, 'active'),
    condition: element(body, 'errorConditionFormula')?.text ?? 'FALSE',
    message: textOf(body, 'errorMessage') ?? '',
    ...(errorField === undefined ? {} : { errorField }),
  };
}

function offered(listed: Element): readonly { readonly value: string; readonly isDefault: boolean }[] {
  return elements(listed, 'values').map((one) => ({
    value: decodedName(textOf(one, 'fullName') ?? ''),
    isDefault: isTrue(one, 'default'),
  }));
}

/** Tasks and events have the custom fields of `Activity`, which is no object of its own. */
const activity = 'activity';
const activities: ReadonlySet<string> = new Set(['task', 'event']);

class SchemaReader {
  private readonly catalog: Catalog;
  private readonly identities: Identities;
  private readonly report: Report;
  private readonly children = new Map<string, Component[]>();
  private readonly fields = new Map<string, readonly FieldSchema[]>();
  private readonly standard = new Map(standardObjects.map((one) => [one.name.toLowerCase(), one]));

  constructor(catalog: Catalog, identities: Identities, report: Report) {
    this.catalog = catalog;
    this.identities = identities;
    this.report = report;
    for (const component of catalog.values()) {
      const parent = childFacts(component.type)?.parent;
      if (parent !== 'CustomObject' && parent !== 'SharingRules') continue;
      const owner = splitName(component.name)[0].toLowerCase();
      const known = this.children.get(owner);
      if (known === undefined) this.children.set(owner, [component]);
      else known.push(component);
    }
  }

  read(): OrgSchema {
    const objects = new Map<string, ObjectSchema>();
    for (const [key, base] of this.standard) objects.set(key, this.extended(base));
    for (const component of this.catalog.values()) {
      const key = component.name.toLowerCase();
      if (component.type !== 'CustomObject' || this.standard.has(key) || key === activity) continue;
      if (kindOf(component) === undefined) this.report(component, nameProblem(component.name));
      else objects.set(key, this.custom(component));
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

  /** Fields of one component, read once; roll-ups find what they summarise through it. */
  private fieldsOf(component: Component): readonly FieldSchema[] {
    const key = component.name.toLowerCase();
    const known = this.fields.get(key);
    if (known !== undefined) return known;
    this.fields.set(key, []); // a roll-up of itself finds nothing
    const fields = readField(component, this.catalog, this.report, (object, name) => this.field(object, name));
    this.fields.set(key, fields);
    return fields;
  }

  private field(object: string, name: string): FieldSchema | undefined {
    const base = this.standard.get(object.toLowerCase());
    const own = base === undefined ? undefined : fieldOf(base, name);
    if (own !== undefined) return own;
    const component = this.catalog.get(keyOf('CustomField', `${object}.${name}`));
    if (component === undefined) return undefined;
    return this.fieldsOf(component).find((one) => one.name.toLowerCase() === name.toLowerCase());
  }

  private customFields(object: string, base?: ObjectSchema): readonly FieldSchema[] {
    const shared = activities.has(object.toLowerCase()) ? this.of(activity, 'CustomField') : [];
    return [...this.of(object, 'CustomField'), ...shared]
      .filter(({ name }) => base === undefined || fieldOf(base, splitName(name)[1]) === undefined)
      .flatMap((component) => this.fieldsOf(component));
  }

  private sharingRules(object: string): readonly SharingRule[] {
    return [...this.of(object, 'SharingOwnerRule'), ...this.of(object, 'SharingCriteriaRule')].map((one) =>
      ruleFrom(one, this.report),
    );
  }

  private recordTypes(object: string): readonly RecordType[] {
    return this.of(object, 'RecordType').map((component) => {
      const { name, body } = component;
      const developerName = splitName(name)[1];
      if (textOf(body, 'label') === undefined) this.report(component, missing('label'));
      return {
        id: this.identities.recordTypeId(object, developerName),
        developerName,
        label: textOf(body, 'label') ?? developerName,
        active: isTrue(body, 'active'),
        isMaster: false,
        offers: new Map(elements(body, 'picklistValues').map((one) => [textOf(one, 'picklist') ?? '', offered(one)])),
      };
    });
  }

  /** A standard field with its customisation and the values of its StandardValueSet. */
  private standardField(base: ObjectSchema, field: FieldSchema): FieldSchema {
    const component = this.catalog.get(keyOf('CustomField', `${base.name}.${field.name}`));
    const values = standardValues(this.catalog, base.name, field.name);
    const changed = customized(field, component);
    if (values === undefined || changed.picklist === undefined) return changed;
    const { defaultValue: _, ...rest } = changed;
    const fallback = values.find((one) => one.isDefault)?.value;
    const picklist = { ...changed.picklist, values };
    return { ...rest, picklist, ...(fallback === undefined ? {} : { defaultValue: fallback }) };
  }

  private extended(base: ObjectSchema): ObjectSchema {
    const own = this.customFields(base.name, base);
    const at = base.fields.findIndex((one) => one.name === 'IsDeleted');
    const standard = base.fields.map((field) => this.standardField(base, field));
    const component = this.catalog.get(keyOf('CustomObject', base.name));
    return {
      ...base,
      fields: [...standard.slice(0, at), ...own, ...standard.slice(at)],
      validationRules: this.of(base.name, 'ValidationRule').map(ruleOf),
      recordTypes: this.recordTypes(base.name),
      sharingModel: (component === undefined ? undefined : sharingModelOf(component)) ?? base.sharingModel,
      sharingRules: this.sharingRules(base.name),
    };
  }

  private custom(component: Component): ObjectSchema {
    const { name } = component;
    const parts = {
      fields: this.customFields(name),
      validationRules: this.of(name, 'ValidationRule').map(ruleOf),
      recordTypes: this.recordTypes(name),
      sharingRules: this.sharingRules(name),
      keyPrefix: this.identities.keyPrefix(name),
    };
    return customObject(component, parts, this.report);
  }

  /** Tasks and events may be about custom objects that allow activities. */
  private addActivities(objects: Map<string, ObjectSchema>): void {
    const active = [...this.catalog.values()]
      .filter((one) => one.type === 'CustomObject' && isTrue(one.body, 'enableActivities') && one.name.endsWith('__c'))
      .map((one) => one.name);
    for (const name of active.length === 0 ? [] : activities) {
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
    for (const [owner, components] of this.children) {
      if (objects.has(owner) || owner === activity) continue;
      for (const component of components) {
        this.report(
          component,
          `Entity Enumeration Or ID: bad value for restricted picklist field: ${splitName(component.name)[0]} (no such object)`,
        );
      }
    }
  }
}

export function readSchema(catalog: Catalog, identities: Identities, report: Report): OrgSchema {
  return new SchemaReader(catalog, identities, report).read();
}
