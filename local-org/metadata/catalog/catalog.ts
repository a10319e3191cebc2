/** What an org remembers of its metadata, in its own file: components as trees, content and bundles as they came. */
import type { PackageFile } from '../../engine/engine.ts';
import { parseXml, writeXml, type Element } from '../../xml.ts';
import type { SqlValue, Store } from '../../store/store.ts';
import { keyOf, splitName, type Catalog, type Component } from '../component.ts';
import { childFacts, childrenOf, factsOf, factsOfFolder, fileOf, type TypeFacts } from '../types.ts';
import { noteChange } from './facts.ts';

export { factsOfComponent, type ComponentFacts } from './facts.ts';
export { identitiesOf } from './identities.ts';

const text = (value: SqlValue | undefined): string => (typeof value === 'string' ? value : '');

export function loadCatalog(store: Store): Catalog {
  const rows = store.all('SELECT type, name, file, body FROM org_component ORDER BY place');
  return new Map(
    rows.map(([type, name, file, body]) => {
      // Written by saveComponent below.
      const component = {
        type: text(type),
        name: text(name),
        file: text(file),
        body: JSON.parse(text(body)) as Element,
      };
      return [keyOf(component.type, component.name), component] as const;
    }),
  );
}

/** Sorts behind every character of a path: what begins with a folder is found by the key, without reading all files. */
const last = '\u{10FFFF}';

export function loadFiles(store: Store, folder: string): readonly PackageFile[] {
  return store
    .all('SELECT path, content FROM org_file WHERE path >= ?1 AND path < ?2 ORDER BY path', [
      folder,
      `${folder}${last}`,
    ])
    .map(([path, content]) => ({
      path: text(path),
      content: content instanceof Uint8Array ? content : new Uint8Array(),
    }));
}

/** Files of a bundle or of a content file with its description. */
export function loadContent(store: Store, { type, file }: Pick<Component, 'type' | 'file'>): readonly PackageFile[] {
  return factsOf(type)?.shape === 'bundle'
    ? loadFiles(store, `${file}/`)
    : loadFiles(store, file).filter(({ path }) => path === file || path === `${file}-meta.xml`);
}

function removeContent(store: Store, component: Pick<Component, 'type' | 'file'>): void {
  for (const { path } of loadContent(store, component)) store.run('DELETE FROM org_file WHERE path = ?1', [path]);
}

export function saveComponent(store: Store, component: Component): void {
  const { type, name, file, body, files } = component;
  store.run(
    `INSERT INTO org_component (type, name, file, body, place)
     VALUES (?1, ?2, ?3, ?4, (SELECT ifnull(max(place), 0) + 1 FROM org_component))
     ON CONFLICT (type, name) DO UPDATE SET body = excluded.body, file = excluded.file`,
    [type, name, file, JSON.stringify(body)],
  );
  noteChange(store, component);
  if (files === undefined) return;
  removeContent(store, component);
  for (const { path, content } of files) {
    store.run(
      'INSERT INTO org_file (path, content) VALUES (?1, ?2) ON CONFLICT (path) DO UPDATE SET content = excluded.content',
      [path, content],
    );
  }
}

export function removeComponent(store: Store, component: Component): void {
  const { type, name } = component;
  store.run('DELETE FROM org_component WHERE type = ?1 AND name = ?2', [type, name]);
  store.run('DELETE FROM org_component_fact WHERE type = ?1 AND name = ?2', [type, name]);
  if (factsOf(type)?.shape !== 'tree' && childFacts(type) === undefined) removeContent(store, component);
}

/** Files of an org that was made before every type was kept as a component. */
export function adoptFiles(store: Store): void {
  for (const [path, content] of store.all('SELECT path, content FROM org_file')) {
    const [folder = ''] = text(path).split('/');
    const facts = factsOfFolder(folder);
    if (facts === undefined || !(content instanceof Uint8Array)) continue;
    adoptFile(store, facts, text(path), content);
  }
}

function adoptFile(store: Store, facts: TypeFacts, path: string, content: Uint8Array): void {
  const rest = path.slice(facts.folder.length + 1);
  const isDescription = path.endsWith(facts.shape === 'bundle' ? '.js-meta.xml' : '-meta.xml');
  if (facts.shape !== 'tree' && !isDescription) return;
  const name = facts.shape === 'bundle' ? (rest.split('/')[0] ?? '') : rest.replace(/\.[^.]*(?:-meta\.xml)?$/, '');
  const [known] = store.first('SELECT 1 FROM org_component WHERE type = ?1 AND name = ?2', [facts.type, name]) ?? [];
  if (known !== undefined) return;
  const body = parseXml(new TextDecoder().decode(content));
  saveComponent(store, { type: facts.type, name, file: fileOf(facts, name), body });
  if (facts.shape === 'tree') store.run('DELETE FROM org_file WHERE path = ?1', [path]);
}

/** A parent with its children as one file: an object with its fields, all labels, the sharing rules of an object. */
export interface Composed {
  readonly name: string;
  readonly file: string;
  readonly root: Element;
}

/** Files of a type whose children are components; `wanted` chooses among parents and children. */
export function composedFiles(
  catalog: Catalog,
  facts: TypeFacts,
  wanted: (component: Component) => boolean = () => true,
): readonly Composed[] {
  const tags = new Map(childrenOf(facts.type).map((one) => [one.type, one.tag]));
  const parents = new Map<string, { name: string; own: readonly Element[]; children: Element[] }>();
  for (const component of catalog.values()) {
    const tag = tags.get(component.type);
    if ((component.type !== facts.type && tag === undefined) || !wanted(component)) continue;
    const name = facts.type === 'CustomLabels' ? 'CustomLabels' : splitName(component.name)[0];
    const entry = parents.get(name.toLowerCase()) ?? { name, own: [], children: [] };
    if (tag === undefined) entry.own = component.body.children;
    else entry.children.push({ ...component.body, name: tag });
    parents.set(name.toLowerCase(), entry);
  }
  return [...parents.values()].map(({ name, own, children }) => ({
    name,
    file: fileOf(facts, name),
    root: { name: facts.type, text: '', children: [...own, ...inOrder(children)] },
  }));
}

/** Children of one kind stand together, as the grammar wants them. */
function inOrder(children: readonly Element[]): readonly Element[] {
  return [...Map.groupBy(children, ({ name }) => name).values()].flat();
}

/** Everything deployed that belongs into this folder of a package. */
export function filesOfFolder(store: Store, catalog: Catalog, folder: string): readonly PackageFile[] {
  const facts = factsOfFolder(folder);
  if (facts === undefined || facts.shape !== 'tree') return loadFiles(store, `${folder}/`);
  if (childrenOf(facts.type).length > 0) {
    return composedFiles(catalog, facts).map(({ file, root }) => ({ path: file, content: writeXml(root) }));
  }
  return [...catalog.values()]
    .filter((one) => one.type === facts.type)
    .map(({ name, body }) => ({ path: fileOf(facts, name), content: writeXml(body) }));
}
