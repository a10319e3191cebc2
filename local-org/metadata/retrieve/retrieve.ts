/** Components → files of a package, such as a deployment would take again. */
import type { PackageFile } from '../../engine/engine.ts';
import { objectNamed } from '../../schema/schema.ts';
import { writeXml, type Element } from '../../xml.ts';
import { composedFiles, loadContent } from '../catalog/catalog.ts';
import { profileName, recordOf } from '../change/record-keys.ts';
import { keyOf, type Component, type Named } from '../component.ts';
import { isPlatformType } from '../foreign.ts';
import { childFacts, childrenOf, factsOf, fileOf, isSupported, type TypeFacts } from '../types.ts';
import { fileFacts, type ComponentFile, type Org } from './list.ts';

export interface Retrieved {
  readonly files: readonly PackageFile[];
  readonly properties: readonly ComponentFile[];
  /** What was asked for and is not there; the rest comes all the same. */
  readonly problems: readonly string[];
}

const leaf = (name: string, text: string): Element => ({ name, text, children: [] });

/** A component that no deployment brought: a standard object, a profile of every org. */
function givenComponent({ schema, store }: Org, type: string, name: string): Component | undefined {
  const facts = factsOf(type);
  if (facts === undefined) return undefined;
  const of = (own: string, children: readonly Element[]): Component => ({
    type,
    name: own,
    file: fileOf(facts, own),
    body: { name: type, text: '', children },
  });
  const object = type === 'CustomObject' ? objectNamed(schema, name) : undefined;
  if (object !== undefined && !object.custom) return of(object.name, [leaf('sharingModel', object.sharingModel)]);
  if (type !== 'Profile' || recordOf(store, type, name) === undefined) return undefined;
  return of(name, [leaf('custom', String(profileName(name) === name))]);
}

class Collector {
  readonly wanted = new Map<string, Component>();
  readonly problems: string[] = [];
  private readonly org: Org;

  constructor(org: Org) {
    this.org = org;
  }

  collect(type: string, members: readonly string[]): void {
    if (!isSupported(type) && !isPlatformType(type)) this.problems.push(`Entity type: '${type}' is unknown`);
    for (const member of members) {
      if (member === '*') this.all(type);
      else if (!this.one(type, member)) {
        this.problems.push(`Entity of type '${type}' named '${member}' cannot be found`);
      }
    }
  }

  /** A wildcard stands for custom objects only, not for standard ones (Metadata API Developer Guide, "package.xml"). */
  private all(type: string): void {
    for (const component of this.org.catalog.values()) {
      const isStandard = type === 'CustomObject' && !component.name.includes('__');
      if (component.type === type && !isStandard) this.take(component);
    }
    if (type === 'CustomLabels') this.all('CustomLabel');
  }

  private one(type: string, member: string): boolean {
    const component = this.org.catalog.get(keyOf(type, member)) ?? givenComponent(this.org, type, member);
    if (component !== undefined) this.take(component);
    if (type === 'CustomLabels') this.all('CustomLabel');
    return component !== undefined || (type === 'CustomLabels' && this.wanted.size > 0) || this.children(type, member);
  }

  private take(component: Component): void {
    this.wanted.set(keyOf(component.type, component.name), component);
    if (component.type !== 'CustomLabel') this.children(component.type, component.name);
  }

  /** An object comes with all its children. */
  private children(type: string, parent: string): boolean {
    const kinds = new Set(childrenOf(type).map((one) => one.type));
    const found = [...this.org.catalog].filter(
      ([, one]) => kinds.has(one.type) && one.name.toLowerCase().startsWith(`${parent.toLowerCase()}.`),
    );
    for (const [key, component] of found) this.wanted.set(key, component);
    return found.length > 0;
  }
}

function filesOf(org: Org, facts: TypeFacts, components: readonly Component[]): readonly PackageFile[] {
  if (facts.shape !== 'tree') return components.flatMap((one) => loadContent(org.store, one));
  if (childrenOf(facts.type).length === 0) {
    return components.map(({ name, body }) => ({ path: fileOf(facts, name), content: writeXml(body) }));
  }
  const catalog = new Map(components.map((one) => [keyOf(one.type, one.name), one]));
  return composedFiles(catalog, facts).map(({ file, root }) => ({ path: file, content: writeXml(root) }));
}

function manifestOf(components: readonly Named[], version: string): PackageFile {
  const types = [...Map.groupBy(components, ({ type }) => type)].sort(([one], [other]) => (one < other ? -1 : 1));
  const children = types.map(([type, members]): Element => {
    const names = members.map(({ name }) => name).sort();
    return { name: 'types', text: '', children: [...names.map((name) => leaf('members', name)), leaf('name', type)] };
  });
  const root = { name: 'Package', text: '', children: [...children, leaf('version', version)] };
  return { path: 'package.xml', content: writeXml(root) };
}

/** Type → members, wildcards among them, as package.xml lists them. */
export function retrieve(org: Org, types: ReadonlyMap<string, readonly string[]>, version: string): Retrieved {
  const collector = new Collector(org);
  for (const [type, members] of types) collector.collect(type, members);
  const components = [...collector.wanted.values()];
  const byFile = Map.groupBy(components, ({ type }) => childFacts(type)?.parent ?? type);
  const files = [...byFile].flatMap(([type, group]) => {
    const facts = factsOf(type);
    return facts === undefined ? [] : filesOf(org, facts, group);
  });
  return {
    files: [manifestOf(components, version), ...files],
    properties: components.map((one) => fileFacts(org, one)),
    problems: collector.problems,
  };
}
