/** Labels and translations. */
import { field as fieldOf, objectNamed } from '../../schema/schema.ts';
import { elements, textOf } from '../../xml.ts';
import { noSuch, type Component } from '../component.ts';
import { translationName } from '../schema/translations.ts';
import { componentsOf, isKnown, type Checking } from './checking.ts';

/** Languages of the translation workbench of every new org. */
const languages: ReadonlySet<string> = new Set(['ja', 'en_US']);

function checkLanguage({ report }: Checking, component: Component, language: string): void {
  if (!languages.has(language)) report(component, `Language ${language} is not enabled`);
}

function checkObjectTranslation(checking: Checking, component: Component): void {
  const { schema, report } = checking;
  const [name, language] = translationName(component.name);
  checkLanguage(checking, component, language);
  const object = objectNamed(schema, name);
  if (object === undefined) {
    report(component, noSuch('object', 'CustomObject', name));
    return;
  }
  for (const entry of elements(component.body, 'fields')) {
    const field = textOf(entry, 'name') ?? '';
    if (fieldOf(object, field) !== undefined) continue;
    report(component, noSuch('CustomField', 'CustomField', `${name}.${field}`), entry);
  }
}

/** What a language file translates must be there, as far as this org has the type. */
const translated: Readonly<Record<string, string>> = {
  customLabels: 'CustomLabel',
  customTabs: 'CustomTab',
  customApplications: 'CustomApplication',
};

function checkTranslations(checking: Checking, component: Component): void {
  checkLanguage(checking, component, component.name);
  for (const [tag, type] of Object.entries(translated)) {
    for (const entry of elements(component.body, tag)) {
      const name = textOf(entry, 'name') ?? '';
      if (!isKnown(checking, type, name)) checking.report(component, noSuch(tag, type, name), entry);
    }
  }
}

export function checkTexts(checking: Checking): void {
  for (const component of componentsOf(checking, 'CustomObjectTranslation')) {
    checkObjectTranslation(checking, component);
  }
  for (const component of componentsOf(checking, 'Translations')) checkTranslations(checking, component);
}
