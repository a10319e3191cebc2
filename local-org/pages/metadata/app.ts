/** The Lightning apps of the org, as far as a person may open them, and their tabs. */
import { basename } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { nodes, readXml, text, texts, type XmlNode } from '../../ui/ui.ts';
import type { AppFacts, AppSummary } from '../facts.ts';
import { translated } from '../texts/labels.ts';
import { tabNamed, type TabContext } from './tabs.ts';

interface App extends AppSummary {
  readonly metadata: XmlNode;
}

/** Every org has it; here it holds the standard objects and whatever has no app of its own. */
export const standardAppName = 'standard__LightningSales';
const standardTabs = ['home', 'Opportunity', 'Lead', 'Task', 'Account', 'Contact', 'Campaign', 'Case', 'Product2'];

export function appMetadata(engine: Engine, name: string): XmlNode {
  const file = engine.deployed('applications').find(({ path }) => basename(path, '.app') === name);
  return file === undefined ? {} : readXml(file.content);
}

function deployedApps({ viewer: { engine, user }, grants }: TabContext): readonly App[] {
  const labels = translated(engine, user.language, 'customApplications');
  return engine.deployed('applications').flatMap(({ path, content }): readonly App[] => {
    const name = basename(path, '.app');
    if (!grants.isAdministrator && !grants.apps.has(name)) return [];
    const metadata = readXml(content);
    if (text(metadata, 'uiType') === 'Aloha') return []; // a Classic app
    const label = labels.get(name) || (text(metadata, 'label') ?? name);
    return [{ name, label, description: text(metadata, 'description') ?? '', metadata }];
  });
}

function standardApp({ words }: TabContext): App {
  return { name: standardAppName, label: words.salesApp, description: words.salesAppHelp, metadata: {} };
}

function tabsOf(context: TabContext, app: App): readonly string[] {
  if (app.name !== standardAppName) return texts(app.metadata, 'tabs');
  const { engine } = context.viewer;
  const placed = new Set(engine.deployed('applications').flatMap(({ content }) => texts(readXml(content), 'tabs')));
  const tabs = engine.deployed('tabs').map(({ path }) => basename(path, '.tab'));
  return [...standardTabs.map((name) => `standard-${name}`), ...tabs.filter((name) => !placed.has(name))];
}

export interface Apps {
  readonly app: AppFacts;
  readonly apps: readonly AppSummary[];
}

/** The apps of a person; open is the one they chose last, else the first. */
export function appsOf(context: TabContext, chosen: string | undefined): Apps {
  const found = [...deployedApps(context), standardApp(context)];
  const open = found.find(({ name }) => name === chosen) ?? found[0] ?? standardApp(context);
  const items = tabsOf(context, open).flatMap((tab) => tabNamed(context, tab) ?? []);
  const color = nodes(open.metadata, 'brand').flatMap((brand) => texts(brand, 'headerColor'))[0];
  const { name, label, description } = open;
  return {
    app: { name, label, description, items, color },
    apps: found.map((one) => ({ name: one.name, label: one.label, description: one.description })),
  };
}
