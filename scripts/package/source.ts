/** Reads a staged package folder (source format) into the nouns that the checks speak of. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Finding } from './finding.ts';
import { childrenOf, parseXml, textOf, textsOf, type Element } from './xml.ts';

export const metadataFolder = 'force-app/main/default';

export interface SourceFile {
  /** From the package's root folder, with forward slashes. */
  readonly path: string;
  /** The file's name without `.<type>-meta.xml`. */
  readonly name: string;
  readonly root: Element;
}

export interface SourceField extends SourceFile {
  readonly object: string;
  /** Metadata type: Text, Currency, Summary, MasterDetail … */
  readonly type: string;
  readonly formula: string | undefined;
  readonly required: boolean;
  readonly referenceTo: string | undefined;
  /** Parent → children name without `__r`. */
  readonly childrenName: string | undefined;
  /** Labels of the picklist's values, in order. */
  readonly valueLabels: readonly string[];
}

export interface SourceObject {
  readonly name: string;
  /** Absent for a standard object that only gains fields. */
  readonly definition: SourceFile | undefined;
  readonly fields: ReadonlyMap<string, SourceField>;
  readonly rules: readonly SourceFile[];
  readonly listViews: readonly SourceFile[];
  readonly compactLayouts: readonly SourceFile[];
}

export interface Source {
  readonly folder: string;
  readonly files: readonly SourceFile[];
  /** Files that are no XML. */
  readonly broken: readonly Finding[];
  readonly objects: ReadonlyMap<string, SourceObject>;
}

export const filesOf = (source: Source, rootElement: string): readonly SourceFile[] =>
  source.files.filter((file) => file.root.name === rootElement);

/** The descriptions (`.js-meta.xml`) of the Lightning component bundles, named as their bundle. */
export const bundlesOf = (source: Source): readonly SourceFile[] => filesOf(source, 'LightningComponentBundle');

function valueLabels(root: Element): readonly string[] {
  return childrenOf(root, 'valueSet')
    .flatMap((set) => childrenOf(set, 'valueSetDefinition'))
    .flatMap((definition) => childrenOf(definition, 'value'))
    .map((value) => textOf(value, 'label') ?? '');
}

function readField(file: SourceFile, object: string): SourceField {
  const type = textOf(file.root, 'type') ?? '';
  return {
    ...file,
    object,
    type,
    formula: textOf(file.root, 'formula'),
    required: textOf(file.root, 'required') === 'true',
    referenceTo: textsOf(file.root, 'referenceTo')[0],
    childrenName: textOf(file.root, 'relationshipName'),
    valueLabels: valueLabels(file.root),
  };
}

/** `objects/<Object>/<part>/<Name>…` → the files of that object and part; files come by their folder. */
function readObject(name: string, files: ReadonlyMap<string, readonly SourceFile[]>): SourceObject {
  const folder = `${metadataFolder}/objects/${name}`;
  const inFolder = (part: string): readonly SourceFile[] => files.get(`${folder}/${part}`) ?? [];
  const fields = inFolder('fields').map((file) => readField(file, name));
  return {
    name,
    definition: files.get(folder)?.find((file) => file.path === `${folder}/${name}.object-meta.xml`),
    fields: new Map(fields.map((field) => [field.name, field])),
    rules: inFolder('validationRules'),
    listViews: inFolder('listViews'),
    compactLayouts: inFolder('compactLayouts'),
  };
}

/** What the last look at a file found; most files are the same at the next one. */
const known = new Map<string, { readonly text: string; readonly parsed: ReturnType<typeof parseXml> }>();

function parseFile(path: string): ReturnType<typeof parseXml> {
  const text = readFileSync(path, 'utf8');
  const last = known.get(path);
  if (last?.text === text) return last.parsed;
  const parsed = parseXml(text);
  known.set(path, { text, parsed });
  return parsed;
}

export function readSource(folder: string): Source {
  const paths = globSync(`${metadataFolder}/**/*-meta.xml`, { cwd: folder })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  const files: SourceFile[] = [];
  const broken: Finding[] = [];
  for (const path of paths) {
    const parsed = parseFile(join(folder, path));
    if ('broken' in parsed) broken.push({ code: 'broken-xml', file: path, place: 'file', problem: parsed.broken });
    else files.push({ path, name: basename(path).replace(/\.[^.]+-meta\.xml$/, ''), root: parsed });
  }
  const byFolder = Map.groupBy(files, ({ path }) => dirname(path));
  const objectNames = new Set(
    files.flatMap((file) => new RegExp(`^${metadataFolder}/objects/([^/]+)/`).exec(file.path)?.[1] ?? []),
  );
  return {
    folder,
    files,
    broken,
    objects: new Map([...objectNames].map((name) => [name, readObject(name, byFolder)])),
  };
}
