/** Lightning pages, where they are assigned, the app and its tabs. */
import type { Finding } from './finding.ts';
import { fieldAt, objectExists } from './names.ts';
import { bundlesOf, filesOf, type Source, type SourceFile } from './source.ts';
import { childrenOf, descendantsOf, textOf, textsOf, type Element } from './xml.ts';

/** Standard components and templates that our pages may use, with the template's regions; extend it with a page. */
const standardComponents = new Set(['force:highlightsPanel', 'force:detailPanel', 'force:relatedListContainer']);
const templates: Readonly<Record<string, readonly string[]>> = {
  'home:desktopTemplate': ['top', 'bottomLeft', 'bottomRight', 'sidebar'],
  'flexipage:recordHomeTemplateDesktop': ['header', 'main', 'sidebar'],
  'flexipage:recordHomeSingleColTemplateDesktop': ['header', 'main'],
  'flexipage:recordHomeTwoColEqualHeaderTemplateDesktop': ['header', 'leftcol', 'rightcol'],
};

type Report = (code: string, place: string, problem: string) => Finding;

/** Why a bundle cannot stand on a record page of that object, or on a home page; undefined when it can. */
function misplaced({ root: meta }: SourceFile, object: string | undefined): string | undefined {
  if (textOf(meta, 'isExposed') !== 'true') return 'is not exposed';
  const targets = childrenOf(meta, 'targets').flatMap((one) => textsOf(one, 'target'));
  const target = object === undefined ? 'lightning__HomePage' : 'lightning__RecordPage';
  if (!targets.includes(target)) return `has no target ${target}`;
  const objects = descendantsOf(meta).filter((one) => one.name === 'object');
  return objects.length === 0 || objects.some((one) => one.text === object) ? undefined : `is not made for ${object}`;
}

function checkComponent(
  source: Source,
  component: Element,
  object: string | undefined,
  report: Report,
): readonly Finding[] {
  const name = textOf(component, 'componentName') ?? '';
  const place = `componentInstance ${name}`;
  if (!name.startsWith('c:')) {
    return standardComponents.has(name) ? [] : [report('unknown-component', place, 'there is no such component')];
  }
  const bundle = bundlesOf(source).find((one) => one.name === name.slice(2));
  if (bundle === undefined) return [report('unknown-component', place, `there is no bundle lwc/${name.slice(2)}`)];
  const problem = misplaced(bundle, object);
  return problem === undefined ? [] : [report('misplaced-component', place, `lwc/${bundle.name} ${problem}`)];
}

function checkRegions(root: Element, report: Report): readonly Finding[] {
  const template = childrenOf(root, 'template').flatMap((one) => textsOf(one, 'name'))[0] ?? '';
  const regions = templates[template];
  if (regions === undefined) return [report('unknown-template', `template ${template}`, 'add it to the known ones')];
  return childrenOf(root, 'flexiPageRegions')
    .filter((region) => textOf(region, 'type') === 'Region' && !regions.includes(textOf(region, 'name') ?? ''))
    .map((region) =>
      report('unknown-region', `flexiPageRegions ${textOf(region, 'name') ?? ''}`, `not in ${template}`),
    );
}

function checkPage(source: Source, { path, root }: SourceFile): readonly Finding[] {
  const report: Report = (code, place, problem) => ({ code, file: path, place, problem });
  const isHome = textOf(root, 'type') === 'HomePage';
  const object = isHome ? undefined : (textOf(root, 'sobjectType') ?? '');
  if (object !== undefined && !objectExists(source, object)) {
    return [report('unknown-object', `sobjectType ${object}`, 'there is no such object')];
  }
  const all = descendantsOf(root);
  const used = all.flatMap((one) => [
    ...[...one.text.matchAll(/^Record\.([\w.]+)$/g)].map((match) => match[1] ?? ''),
    ...[...one.text.matchAll(/\{!Record\.([\w.]+)\}/g)].map((match) => match[1] ?? ''),
  ]);
  const identifiers = all.filter((one) => one.name === 'identifier').map((one) => one.text);
  return [
    ...all
      .filter((one) => one.name === 'componentInstance')
      .flatMap((one) => checkComponent(source, one, object, report)),
    ...checkRegions(root, report),
    ...used
      .filter((name) => object === undefined || fieldAt(source, object, name) === undefined)
      .map((name) => report('unknown-field', `Record.${name}`, `${object ?? 'a home page'} has no such field`)),
    ...identifiers
      .filter((name, index) => identifiers.indexOf(name) !== index)
      .map((name) => report('repeated', `identifier ${name}`, 'each component has its own identifier')),
  ];
}

/** What an override of the home tab names instead of an object. */
const homeTab = 'standard-home';

/** Action overrides of an object or an app: the page exists and is made for that object, or for the home tab. */
function checkOverrides(source: Source, { path, name, root }: SourceFile): readonly Finding[] {
  const pages = new Map(
    filesOf(source, 'FlexiPage').map((page) => [
      page.name,
      textOf(page.root, 'type') === 'HomePage' ? homeTab : textOf(page.root, 'sobjectType'),
    ]),
  );
  return childrenOf(root, 'actionOverrides').flatMap((override) => {
    if (textOf(override, 'type') !== 'Flexipage') return [];
    const content = textOf(override, 'content') ?? '';
    const object = textOf(override, 'pageOrSobjectType') ?? name;
    if (pages.get(content) === object) return [];
    const problem = pages.has(content) ? `the page is not made for ${object}` : 'there is no such page';
    return [{ code: 'unknown-page', file: path, place: `actionOverrides ${content}`, problem }];
  });
}

function checkApp(source: Source, { path, root }: SourceFile): readonly Finding[] {
  const tabs = new Set(filesOf(source, 'CustomTab').map((tab) => tab.name));
  return textsOf(root, 'tabs')
    .filter((tab) => !tabs.has(tab) && !tab.startsWith('standard-'))
    .map((tab) => ({ code: 'unknown-tab', file: path, place: `tabs ${tab}`, problem: 'there is no such tab' }));
}

/** A tab of an object takes its label from the object; a label of its own is refused. */
function checkTab(source: Source, { path, name, root }: SourceFile): readonly Finding[] {
  const report: Report = (code, place, problem) => ({ code, file: path, place, problem });
  if (textOf(root, 'customObject') !== 'true') return [];
  return [
    ...(objectExists(source, name) ? [] : [report('unknown-object', name, 'there is no such object')]),
    ...(textOf(root, 'label') === undefined ? [] : [report('tab-label', 'label', 'an object tab carries no label')]),
  ];
}

export function checkPages(source: Source): readonly Finding[] {
  const definitions = [...source.objects.values()].flatMap((object) => object.definition ?? []);
  const apps = filesOf(source, 'CustomApplication');
  return [
    ...filesOf(source, 'FlexiPage').flatMap((file) => checkPage(source, file)),
    ...[...definitions, ...apps].flatMap((file) => checkOverrides(source, file)),
    ...apps.flatMap((file) => checkApp(source, file)),
    ...filesOf(source, 'CustomTab').flatMap((file) => checkTab(source, file)),
  ];
}
