/** A package in deploy format → its components, its manifest and what is wrong with its files. */
import type { PackageFile } from '../engine/engine.ts';
import {
  keptFolders,
  keyOf,
  objectChildren,
  readFolders,
  ruleChildren,
  supportedTypes,
  type Component,
  type KeptComponent,
  type Problem,
} from './component.ts';
import { checkManifest } from './manifest.ts';
import { elements, parseXml, textOf, textsOf, XmlError, type Element } from '../xml.ts';

export interface Package {
  readonly components: readonly Component[];
  readonly kept: readonly KeptComponent[];
  /** `{type, name}` of what is to be deleted. */
  readonly deletions: readonly { readonly type: string; readonly name: string; readonly file: string }[];
  readonly problems: readonly Problem[];
}

/** Type → members, of package.xml. */
export type Manifest = ReadonlyMap<string, readonly string[]>;

const textOfFile = (file: PackageFile): string => new TextDecoder().decode(file.content);

export function readManifest(file: PackageFile): Manifest {
  const members = new Map<string, readonly string[]>();
  for (const types of elements(parseXml(textOfFile(file)), 'types')) {
    const name = textOf(types, 'name') ?? '';
    members.set(name, [...(members.get(name) ?? []), ...textsOf(types, 'members')]);
  }
  return members;
}

/** Paths below the folder that holds package.xml. */
function rooted(files: readonly PackageFile[]): readonly PackageFile[] {
  const manifests = files.map(({ path }) => path).filter((path) => /(?:^|\/)package\.xml$/.test(path));
  const [manifest] = manifests.sort((one, other) => one.length - other.length);
  const root = manifest?.slice(0, -'package.xml'.length) ?? '';
  return files
    .filter(({ path }) => path.startsWith(root) && !path.endsWith('/'))
    .map(({ path, content }) => ({ path: path.slice(root.length), content }));
}

/** Own children of the object stay with it; fields, rules and the like become components. */
function objectComponents(name: string, file: string, root: Element): readonly Component[] {
  const own = root.children.filter((child) => !(child.name in objectChildren));
  const children = root.children.flatMap((child) => {
    const type = objectChildren[child.name];
    return type === undefined ? [] : [{ type, name: `${name}.${textOf(child, 'fullName') ?? ''}`, file, body: child }];
  });
  const object = { type: 'CustomObject', name, file, body: { ...root, children: own } };
  return own.length === 0 ? children : [object, ...children];
}

/** A file of rules holds those of one object; each is a component of its own, so that the rest stay as they are. */
function ruleComponents(name: string, file: string, root: Element): readonly Component[] {
  const rules = root.children.flatMap((child) => {
    const type = ruleChildren[child.name];
    return type === undefined ? [] : [{ type, name: `${name}.${textOf(child, 'fullName') ?? ''}`, file, body: child }];
  });
  const others = root.children.filter((child) => ruleChildren[child.name] === undefined);
  return [{ type: 'SharingRules', name, file, body: { ...root, children: others } }, ...rules];
}

function componentsOf(type: string, name: string, file: string, root: Element): readonly Component[] {
  if (type === 'CustomObject') return objectComponents(name, file, root);
  if (type === 'SharingRules') return ruleComponents(name, file, root);
  if (type !== 'CustomLabels') return [{ type, name, file, body: root }];
  return elements(root, 'labels').map((label) => ({
    type: 'CustomLabel',
    name: textOf(label, 'fullName') ?? '',
    file,
    body: label,
  }));
}

class Reader {
  readonly components: Component[] = [];
  readonly kept = new Map<string, { type: string; name: string; file: string; files: PackageFile[] }>();
  readonly problems: Problem[] = [];

  read(file: PackageFile): void {
    const [folder = '', ...rest] = file.path.split('/');
    const reader = readFolders[folder];
    const keeper = keptFolders[folder];
    if (rest.length === 0) return;
    if (reader !== undefined) this.interpret(file, reader);
    else if (keeper !== undefined) this.keep(file, keeper, rest);
    else this.problem('', file.path, file.path, `Metadata in folder ${folder} is not supported by the local org`);
  }

  private problem(type: string, name: string, file: string, problem: string, place: Partial<Problem> = {}): void {
    this.problems.push({ type, name, file, problem, ...place });
  }

  private parse(file: PackageFile, type: string, name: string): Element | undefined {
    try {
      return parseXml(textOfFile(file));
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      const { line, column } = error;
      this.problem(type, name, file.path, `Error parsing file: ${error.message}`, { line, column });
      return undefined;
    }
  }

  private interpret(file: PackageFile, { type, suffix }: { readonly type: string; readonly suffix: string }): void {
    const base = file.path.slice(file.path.lastIndexOf('/') + 1);
    if (!base.endsWith(`.${suffix}`)) {
      this.problem(type, base, file.path, `A file of type ${type} ends in .${suffix}`);
      return;
    }
    const name = base.slice(0, -suffix.length - 1);
    const root = this.parse(file, type, name);
    if (root !== undefined) this.components.push(...componentsOf(type, name, file.path, root));
  }

  private keep(
    file: PackageFile,
    { type, suffix }: { readonly type: string; readonly suffix: string },
    rest: readonly string[],
  ): void {
    const isBundle = type === 'LightningComponentBundle';
    const [base = ''] = rest;
    const name = isBundle ? base : base.replace(/-meta\.xml$/, '').replace(new RegExp(`\\.${suffix}$`), '');
    const key = keyOf(type, name);
    const known = this.kept.get(key) ?? { type, name, file: isBundle ? `lwc/${name}` : file.path, files: [] };
    if (!isBundle && type !== 'StaticResource' && this.parse(file, type, name) === undefined) return;
    known.files.push(file);
    this.kept.set(key, known);
  }
}

/** The same component twice, in one file or in two. */
function duplicates(components: readonly Component[]): readonly Problem[] {
  const seen = new Set<string>();
  return components.flatMap(({ type, name, file }) => {
    const key = keyOf(type, name);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ type, name, file, problem: `Duplicate ${type} '${name}' in the package` }];
  });
}

function readDeletions(files: readonly PackageFile[]): Package['deletions'] {
  return files
    .filter(({ path }) => /^destructiveChanges(?:Pre|Post)?\.xml$/.test(path))
    .flatMap((file) =>
      [...readManifest(file)].flatMap(([type, names]) => names.map((name) => ({ type, name, file: file.path }))),
    );
}

/** Everything a package holds; manifest and files must name the same components. */
export function readPackage(files: readonly PackageFile[]): Package {
  const inside = rooted(files);
  const manifestFile = inside.find(({ path }) => path === 'package.xml');
  const reader = new Reader();
  if (manifestFile === undefined) {
    const problem = 'No package.xml found';
    return {
      components: [],
      kept: [],
      deletions: [],
      problems: [{ type: '', name: 'package.xml', file: 'package.xml', problem }],
    };
  }
  for (const file of inside) reader.read(file);
  const manifest = readManifest(manifestFile);
  const unsupported = [...manifest.keys()]
    .filter((type) => !supportedTypes.has(type))
    .map((type) => ({
      type,
      name: 'package.xml',
      file: 'package.xml',
      problem: `Metadata of type ${type} is not supported by the local org`,
    }));
  const kept = [...reader.kept.values()];
  return {
    components: reader.components,
    kept,
    deletions: readDeletions(inside),
    problems: [
      ...reader.problems,
      ...unsupported,
      ...duplicates(reader.components),
      ...checkManifest(manifest, reader.components, kept),
    ],
  };
}
