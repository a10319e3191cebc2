/** What an org remembers of its metadata, in its own file: components as trees, other files as they came. */
import type { PackageFile } from '../engine/engine.ts';
import { makeId } from '../schema/schema.ts';
import type { SqlValue, Store } from '../store/store.ts';
import { childTag, keyOf, readFolders, splitName, type Component } from './component.ts';
import type { Catalog, Identities } from './objects.ts';
import { writeXml, type Element } from '../xml.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
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

export function saveComponent(store: Store, { type, name, file, body }: Component): void {
  store.run(
    `INSERT INTO org_component (type, name, file, body, place)
     VALUES (?1, ?2, ?3, ?4, (SELECT ifnull(max(place), 0) + 1 FROM org_component))
     ON CONFLICT (type, name) DO UPDATE SET body = excluded.body, file = excluded.file`,
    [type, name, file, JSON.stringify(body)],
  );
}

export function removeComponent(store: Store, { type, name }: Pick<Component, 'type' | 'name'>): void {
  store.run('DELETE FROM org_component WHERE type = ?1 AND name = ?2', [type, name]);
}

export function saveFile(store: Store, { path, content }: PackageFile): void {
  store.run(
    'INSERT INTO org_file (path, content) VALUES (?1, ?2) ON CONFLICT (path) DO UPDATE SET content = excluded.content',
    [path, content],
  );
}

export function loadFiles(store: Store, folder: string): readonly PackageFile[] {
  return store
    .all('SELECT path, content FROM org_file WHERE substr(path, 1, length(?1)) = ?1 ORDER BY path', [folder])
    .map(([path, content]) => ({
      path: text(path),
      content: content instanceof Uint8Array ? content : new Uint8Array(),
    }));
}

/** `a00`, `a01` … in the order in which objects came; an object that is gone keeps its prefix. */
function newPrefix(store: Store, object: string): string {
  const [count] = store.first('SELECT count(*) FROM org_object') ?? [];
  const number = Number(count);
  const prefix = `a${digits.charAt(Math.floor(number / 62))}${digits.charAt(number % 62)}`;
  store.run('INSERT INTO org_object (name, prefix) VALUES (?1, ?2)', [object, prefix]);
  return prefix;
}

/** Asked while a schema is read; new ones are written down in the transaction of the deployment. */
export function identitiesOf(store: Store): Identities {
  return {
    keyPrefix: (object) => {
      const [known] = store.first('SELECT prefix FROM org_object WHERE name = ?1', [object]) ?? [];
      return typeof known === 'string' ? known : newPrefix(store, object);
    },
    recordTypeId: (object, developerName) => {
      const [known] =
        store.first('SELECT "Id" FROM "RecordType" WHERE "SobjectType" = ?1 AND "DeveloperName" = ?2', [
          object,
          developerName,
        ]) ?? [];
      return typeof known === 'string' ? known : makeId('012', store.nextNumber('id 012', 1));
    },
  };
}

function objectFiles(catalog: Catalog): readonly PackageFile[] {
  const owners = new Map<string, { name: string; own: readonly Element[]; children: Element[] }>();
  for (const { type, name, body } of catalog.values()) {
    const [owner] = splitName(name);
    const tag = childTag(type);
    if (type !== 'CustomObject' && tag === undefined) continue;
    const key = owner.toLowerCase();
    const entry = owners.get(key) ?? { name: owner, own: [], children: [] };
    if (tag === undefined) entry.own = body.children;
    else entry.children.push({ ...body, name: tag });
    owners.set(key, entry);
  }
  return [...owners.values()].map(({ name, own, children }) => ({
    path: `objects/${name}.object`,
    content: writeXml({ name: 'CustomObject', text: '', children: [...own, ...children] }),
  }));
}

function labelFiles(catalog: Catalog): readonly PackageFile[] {
  const labels = [...catalog.values()].filter((one) => one.type === 'CustomLabel').map((one) => one.body);
  if (labels.length === 0) return [];
  const root = { name: 'CustomLabels', text: '', children: labels };
  return [{ path: 'labels/CustomLabels.labels', content: writeXml(root) }];
}

/** Everything deployed that belongs into this folder of a package. */
export function filesOfFolder(store: Store, catalog: Catalog, folder: string): readonly PackageFile[] {
  if (folder === 'objects') return objectFiles(catalog);
  if (folder === 'labels') return labelFiles(catalog);
  const kind = readFolders[folder];
  if (kind === undefined) return loadFiles(store, `${folder}/`);
  return [...catalog.values()]
    .filter((one) => one.type === kind.type)
    .map(({ name, body }) => ({ path: `${folder}/${name}.${kind.suffix}`, content: writeXml(body) }));
}
