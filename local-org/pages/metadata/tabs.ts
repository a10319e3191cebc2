/** Tabs: custom objects, pages, components and addresses as deployed, and those that every org has. */
import { basename } from 'node:path';
import { translation } from '../../schema/schema.ts';
import { isTrue, isVisible, readXml, text, type Viewer, type XmlNode } from '../../ui/ui.ts';
import type { ItemKind, NavigationItem } from '../facts.ts';
import type { Words } from '../texts/words.ts';
import { translated } from '../texts/labels.ts';
import type { Grants } from './grants.ts';

export interface TabContext {
  readonly viewer: Viewer;
  readonly grants: Grants;
  readonly words: Words;
}

/** `Custom53: Bell` names an icon of SLDS. */
function iconOf(motif: string | undefined): string {
  const [number] = /\d+/.exec(motif ?? '') ?? [];
  return number === undefined ? 'standard:custom' : `custom:custom${number}`;
}

function standardIcon(name: string): string {
  const renamed: Readonly<Record<string, string>> = { product2: 'product', pricebook2: 'pricebook' };
  const key = name.toLowerCase();
  return `standard:${renamed[key] ?? key}`;
}

export function tabMetadata(viewer: Viewer, name: string): XmlNode | undefined {
  const file = viewer.engine.deployed('tabs').find(({ path }) => basename(path, '.tab') === name);
  return file === undefined ? undefined : readXml(file.content);
}

export const objectUrl = (name: string): string => `/lightning/o/${name}/home`;

function objectTab(viewer: Viewer, tab: string, objectName: string, icon: string): NavigationItem | undefined {
  const object = viewer.schema.objects.get(objectName.toLowerCase());
  if (object === undefined || !isVisible(viewer, object)) return undefined;
  const label = translation(viewer.schema, viewer.user.language, object)?.labelPlural ?? object.labelPlural;
  return { name: tab, kind: 'object', label, objectApiName: object.name, url: objectUrl(object.name), icon };
}

/** What a tab opens, by the element that its file has (Metadata API Developer Guide, CustomTab). */
const targets: readonly (readonly [string, ItemKind])[] = [
  ['flexiPage', 'page'],
  ['lwcComponent', 'component'],
  ['url', 'web'],
];

function deployedTab({ viewer }: TabContext, name: string, file: XmlNode): NavigationItem | undefined {
  const icon = iconOf(text(file, 'motif'));
  if (isTrue(file, 'customObject')) return objectTab(viewer, name, name, icon);
  const [, kind = 'unsupported'] = targets.find(([element]) => text(file, element) !== undefined) ?? [];
  const own = translated(viewer.engine, viewer.user.language, 'customTabs').get(name);
  const label = own !== undefined && own !== '' ? own : (text(file, 'label') ?? name);
  return { name, kind, label, url: `/lightning/n/${name}`, icon };
}

/** Tabs that every org of Salesforce has and this one has not, by what comes after `standard-`. */
const missingTabs: Readonly<Record<string, keyof Words>> = {
  report: 'tabReports',
  dashboard: 'tabDashboards',
  file: 'tabFiles',
  feed: 'tabChatter',
  event: 'tabCalendar',
  forecasting3: 'tabForecasts',
};

function standardTab({ viewer, words }: TabContext, name: string): NavigationItem | undefined {
  const key = name.slice('standard-'.length);
  if (key.toLowerCase() === 'home') {
    return { name, kind: 'home', label: words.home, url: '/lightning/page/home', icon: 'standard:home' };
  }
  if (viewer.schema.objects.has(key.toLowerCase())) return objectTab(viewer, name, key, standardIcon(key));
  // Reports, dashboards, files, Chatter: the tab stays, its page says that this org does not have it.
  const known = missingTabs[key.toLowerCase()];
  const label = known === undefined ? key.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') : words[known];
  return { name, kind: 'unsupported', label, url: `/lightning/n/${name}`, icon: 'standard:default' };
}

function isGranted({ grants }: TabContext, name: string): boolean {
  const setting = grants.tabs.get(name);
  if (name.startsWith('standard-')) return setting !== 'hidden';
  return grants.isAdministrator || setting === 'shown';
}

/** The tab as this person finds it in an app; undefined when it is not granted or its object may not be seen. */
export function tabNamed(context: TabContext, name: string): NavigationItem | undefined {
  if (!isGranted(context, name)) return undefined;
  if (name.startsWith('standard-')) return standardTab(context, name);
  const file = tabMetadata(context.viewer, name);
  return file === undefined ? undefined : deployedTab(context, name, file);
}
