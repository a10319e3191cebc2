/** The Lightning app that the host shows: its name and its tabs. */
import type { Engine } from '../../engine/engine.ts';
import { translation } from '../../schema/schema.ts';
import { isVisible, readXml, text, texts, type Viewer, type XmlNode } from '../../ui/ui.ts';
import { basename } from 'node:path';
import type { NavigationItem } from '../facts.ts';
import { translated } from '../texts/labels.ts';

/** The first deployed app; an empty tree when there is none. */
export function appMetadata(engine: Engine): XmlNode {
  const [app] = engine.deployed('applications');
  return app === undefined ? {} : readXml(app.content);
}

function objectItem(viewer: Viewer, name: string): readonly NavigationItem[] {
  const object = viewer.schema.objects.get(name.toLowerCase());
  if (object === undefined || !isVisible(viewer, object)) return [];
  const label = translation(viewer.schema, viewer.user.language, object)?.labelPlural ?? object.labelPlural;
  return [{ label, objectApiName: object.name, url: `/lightning/o/${object.name}/list` }];
}

/** `standard-Account` names the tab of a standard object, `standard-home` the home page. */
function itemOf(viewer: Viewer, tab: string, homeLabel: string): readonly NavigationItem[] {
  if (tab.toLowerCase() === 'standard-home') return [{ label: homeLabel, url: '/lightning/page/home' }];
  return objectItem(viewer, tab.replace(/^standard-/, ''));
}

export function appOf(
  viewer: Viewer,
  homeLabel: string,
): { readonly label: string; readonly items: readonly NavigationItem[] } {
  const { engine, user } = viewer;
  const [file] = engine.deployed('applications');
  const root = appMetadata(engine);
  const name = file === undefined ? '' : basename(file.path, '.app');
  const label = translated(engine, user.language, 'customApplications').get(name) ?? text(root, 'label') ?? 'Lightning';
  const tabs = texts(root, 'tabs');
  const objects = [...viewer.schema.objects.values()].filter(({ custom }) => custom).map((object) => object.name);
  const items = (tabs.length > 0 ? tabs : objects).flatMap((tab) => itemOf(viewer, tab, homeLabel));
  return { label, items };
}
