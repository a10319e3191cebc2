/** Everything that people read exists in Japanese, and nothing is translated that does not exist. */
import type { Finding } from './finding.ts';
import {
  filesOf,
  metadataFolder,
  type Source,
  type SourceField,
  type SourceFile,
  type SourceObject,
} from './source.ts';
import { childrenOf, textOf, textsOf, type Element } from './xml.ts';

const language = 'ja';

interface Phrases {
  readonly file: string;
  /** What must be translated. */
  readonly wanted: readonly string[];
  /** What is translated. */
  readonly given: readonly string[];
  /** How a place is called: `picklistValues Revenue`. */
  readonly place: string;
}

function compare({ file, wanted, given, place }: Phrases): readonly Finding[] {
  const finding = (code: string, name: string, problem: string): Finding => ({
    code,
    file,
    place: `${place} ${name}`.trim(),
    problem,
  });
  return [
    ...wanted
      .filter((name) => !given.includes(name))
      .map((name) => finding('untranslated', name, `has no text in ${language}`)),
    ...given
      .filter((name) => !wanted.includes(name))
      .map((name) => finding('stray-translation', name, 'translates something that does not exist')),
  ];
}

/** Keys of those entries whose text is there. */
function givenIn(elements: readonly Element[], key: string, text: string): readonly string[] {
  return elements.filter((one) => textOf(one, text) !== undefined).map((one) => textOf(one, key) ?? '');
}

const folderOf = (object: string): string => `${metadataFolder}/objectTranslations/${object}-${language}`;

function checkField(source: Source, field: SourceField): readonly Finding[] {
  const file = `${folderOf(field.object)}/${field.name}.fieldTranslation-meta.xml`;
  const root = source.files.find((one) => one.path === file)?.root;
  const place = `${field.object}.${field.name}`;
  if (root === undefined) {
    return [{ code: 'untranslated', file: field.path, place, problem: `the field has no text in ${language}` }];
  }
  const texts = { label: 'label', inlineHelpText: 'help', relationshipLabel: 'relationshipLabel' };
  const present = Object.entries(texts);
  return [
    ...compare({
      file,
      place,
      wanted: present.filter(([own]) => textOf(field.root, own) !== undefined).map(([, translated]) => translated),
      given: present.filter(([, translated]) => textOf(root, translated) !== undefined).map(([, name]) => name),
    }),
    ...compare({
      file,
      place: `${place} picklistValues`,
      wanted: field.valueLabels,
      given: givenIn(childrenOf(root, 'picklistValues'), 'masterLabel', 'translation'),
    }),
  ];
}

/** Sections with a label of our own; the platform translates its own. */
function customSections(layout: SourceFile): readonly string[] {
  return childrenOf(layout.root, 'layoutSections')
    .filter((section) => textOf(section, 'customLabel') === 'true')
    .flatMap((section) => textOf(section, 'label') ?? []);
}

function checkObjectTexts(source: Source, object: SourceObject): readonly Finding[] {
  const file = `${folderOf(object.name)}/${object.name}-${language}.objectTranslation-meta.xml`;
  const root = source.files.find((one) => one.path === file)?.root;
  if (root === undefined) {
    const path = object.definition?.path ?? `${metadataFolder}/objects/${object.name}`;
    return [{ code: 'untranslated', file: path, place: object.name, problem: `the object has no text in ${language}` }];
  }
  const own = object.definition !== undefined;
  const named = childrenOf(root, 'caseValues').some((one) => textOf(one, 'value') !== undefined);
  const given = [...(named ? ['label'] : []), ...(textOf(root, 'nameFieldLabel') === undefined ? [] : ['name field'])];
  const layouts = filesOf(source, 'Layout').filter((one) => one.name.startsWith(`${object.name}-`));
  const translated = new Map(childrenOf(root, 'layouts').map((one) => [textOf(one, 'layout') ?? '', one]));
  return [
    ...compare({ file, place: object.name, wanted: own ? ['label', 'name field'] : [], given }),
    ...compare({
      file,
      place: `${object.name} validationRules`,
      wanted: object.rules.map((rule) => rule.name),
      given: givenIn(childrenOf(root, 'validationRules'), 'name', 'errorMessage'),
    }),
    ...layouts.flatMap((layout) => {
      const name = layout.name.slice(object.name.length + 1);
      const sections = childrenOf(translated.get(name) ?? root, 'sections');
      return compare({
        file,
        place: `${name} sections`,
        wanted: customSections(layout),
        given: givenIn(sections, 'section', 'label'),
      });
    }),
  ];
}

/** Field translations whose field is gone. */
function strayFields(source: Source): readonly Finding[] {
  return filesOf(source, 'CustomFieldTranslation').flatMap((file) => {
    const object = /objectTranslations\/(.+)-[a-z]{2}(?:_[A-Z]{2})?\//.exec(file.path)?.[1] ?? '';
    if (source.objects.get(object)?.fields.has(file.name) === true) return [];
    return [{ code: 'stray-translation', file: file.path, place: file.name, problem: `${object} has no such field` }];
  });
}

function checkLabels(source: Source): readonly Finding[] {
  const file = `${metadataFolder}/translations/${language}.translation-meta.xml`;
  const root = source.files.find((one) => one.path === file)?.root;
  if (root === undefined) {
    return [{ code: 'untranslated', file, place: 'file', problem: `there is no translation into ${language}` }];
  }
  const labels = filesOf(source, 'CustomLabels').flatMap((one) => childrenOf(one.root, 'labels'));
  const tabs = filesOf(source, 'CustomTab').filter((one) => textOf(one.root, 'customObject') !== 'true');
  const given = (element: string): readonly string[] => givenIn(childrenOf(root, element), 'name', 'label');
  return [
    ...compare({
      file,
      place: 'customLabels',
      wanted: labels.flatMap((one) => textOf(one, 'fullName') ?? []),
      given: given('customLabels'),
    }),
    ...compare({
      file,
      place: 'customApplications',
      wanted: filesOf(source, 'CustomApplication').map((one) => one.name),
      given: given('customApplications'),
    }),
    ...compare({ file, place: 'customTabs', wanted: tabs.map((one) => one.name), given: given('customTabs') }),
  ];
}

/** A label of the same name twice would let the org keep either. */
function repeatedLabels(source: Source): readonly Finding[] {
  return filesOf(source, 'CustomLabels').flatMap((file) => {
    const names = childrenOf(file.root, 'labels').flatMap((one) => textsOf(one, 'fullName'));
    return names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => ({ code: 'repeated', file: file.path, place: `labels ${name}`, problem: 'named twice' }));
  });
}

export function checkTranslations(source: Source): readonly Finding[] {
  return [
    ...[...source.objects.values()].flatMap((object) => [
      ...checkObjectTexts(source, object),
      ...[...object.fields.values()].flatMap((field) => checkField(source, field)),
    ]),
    ...strayFields(source),
    ...checkLabels(source),
    ...repeatedLabels(source),
  ];
}
