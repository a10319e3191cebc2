/** CustomObjectTranslation files → labels by language, on top of the platform's own. */
import {
  platformFieldTranslations,
  standardTranslations,
  type FieldSchema,
  type ObjectSchema,
  type ObjectTranslation,
  type OrgSchema,
} from '../../schema/schema.ts';
import type { Component } from '../component.ts';
import { element, elements, textOf, type Element } from '../../xml.ts';

type FieldTranslation = ObjectTranslation['fields'] extends ReadonlyMap<string, infer One> ? One : never;

/** `Target__c-ja` → object and language; languages have no dash. */
export function translationName(name: string): readonly [string, string] {
  const dash = name.lastIndexOf('-');
  return [name.slice(0, dash), name.slice(dash + 1)];
}

const filled = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** Translations name a value by its master label. */
function picklistOf(body: Element, field: FieldSchema | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const entry of elements(body, 'picklistValues')) {
    const label = textOf(entry, 'masterLabel') ?? '';
    const translation = filled(textOf(entry, 'translation'));
    const value = field?.picklist?.values.find((one) => one.label === label)?.value ?? label;
    if (translation !== undefined) values.set(value, translation);
  }
  return values;
}

function fieldOf(body: Element, field: FieldSchema | undefined): FieldTranslation {
  const plain = element(body, 'caseValues');
  const label = filled(textOf(body, 'label')) ?? (plain === undefined ? undefined : filled(textOf(plain, 'value')));
  const help = filled(textOf(body, 'help'));
  return {
    ...(label === undefined ? {} : { label }),
    ...(help === undefined ? {} : { help }),
    picklist: picklistOf(body, field),
  };
}

function objectLabels(body: Element): Pick<ObjectTranslation, 'label' | 'labelPlural'> {
  const cases = elements(body, 'caseValues');
  const value = (plural: string): string | undefined => {
    const found = cases.find((one) => (textOf(one, 'plural') ?? 'false') === plural);
    return found === undefined ? undefined : filled(textOf(found, 'value'));
  };
  const label = value('false');
  const labelPlural = value('true') ?? label;
  return { ...(label === undefined ? {} : { label }), ...(labelPlural === undefined ? {} : { labelPlural }) };
}

function merged(
  base: ObjectTranslation | undefined,
  object: ObjectSchema,
  body: Element,
  language: string,
): ObjectTranslation {
  const fields = new Map(base?.fields ?? (language === 'ja' ? platformFieldTranslations() : []));
  const byName = new Map(object.fields.map((one) => [one.name.toLowerCase(), one]));
  for (const entry of elements(body, 'fields')) {
    const field = byName.get((textOf(entry, 'name') ?? '').toLowerCase());
    if (field !== undefined) fields.set(field.name, fieldOf(entry, field));
  }
  const name = filled(textOf(body, 'nameFieldLabel'));
  if (name !== undefined) fields.set('Name', { label: name, picklist: new Map() });
  const messages = new Map(base?.validationMessages ?? []);
  for (const rule of elements(body, 'validationRules')) {
    const message = filled(textOf(rule, 'errorMessage'));
    if (message !== undefined) messages.set(textOf(rule, 'name') ?? '', message);
  }
  return { ...base, ...objectLabels(body), fields, validationMessages: messages };
}

export function translationsOf(
  catalog: ReadonlyMap<string, Component>,
  objects: ReadonlyMap<string, ObjectSchema>,
): OrgSchema['translations'] {
  const result = new Map([...standardTranslations].map(([language, labels]) => [language, new Map(labels)]));
  for (const component of catalog.values()) {
    if (component.type !== 'CustomObjectTranslation') continue;
    const [name, language] = translationName(component.name);
    const key = name.toLowerCase();
    const object = objects.get(key);
    if (object === undefined) continue;
    const labels = result.get(language) ?? new Map<string, ObjectTranslation>();
    labels.set(key, merged(labels.get(key), object, component.body, language));
    result.set(language, labels);
  }
  return result;
}
