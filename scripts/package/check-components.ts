/**
 * Lightning components: Salesforce's own compiler takes every bundle, and what a bundle refers to exists. The compiler
 * accepts unknown labels, fields and modules (names are resolved in the org), so its reference list is compared here.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { DiagnosticLevel } from '@lwc/errors';
import { compile } from '@lwc/sfdc-lwc-compiler';
import type { Finding } from './finding.ts';
import { knownModules } from './modules.ts';
import { customNames, fieldAt, objectExists } from './names.ts';
import { bundlesOf, filesOf, type Source, type SourceFile } from './source.ts';
import { childrenOf, textOf } from './xml.ts';

type CompilerOutput = Awaited<ReturnType<typeof compile>>;
type Reference = NonNullable<CompilerOutput['metadata']>['references'][number];

interface Known {
  readonly labels: ReadonlySet<string>;
  readonly bundles: ReadonlySet<string>;
  readonly modules: ReadonlySet<string>;
  readonly customNames: ReadonlySet<string>;
}

function knownNames(source: Source): Known {
  const labels = filesOf(source, 'CustomLabels').flatMap((file) => childrenOf(file.root, 'labels'));
  return {
    labels: new Set(labels.map((label) => `c.${textOf(label, 'fullName') ?? ''}`)),
    bundles: new Set(bundlesOf(source).map((bundle) => `c/${bundle.name}`)),
    modules: knownModules(),
    customNames: customNames(source),
  };
}

function bundleFiles(source: Source, bundle: SourceFile): Readonly<Record<string, string>> {
  const folder = join(source.folder, dirname(bundle.path));
  const names = globSync('*.{js,html,css}', { cwd: folder }).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** `c-unit-picker`, as templates spell it, → `c/unitPicker`. */
function moduleOfTag(tag: string): string {
  const [namespace = '', ...words] = tag.split('-');
  const name = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)));
  return `${namespace}/${name.join('')}`;
}

function checkModule(known: Known, id: string): string | undefined {
  if (id.startsWith('c/')) return known.bundles.has(id) ? undefined : `there is no bundle lwc/${id.slice(2)}`;
  if (id === 'lwc' || known.modules.has(id)) return undefined;
  return 'neither a bundle of this package nor a module of the platform';
}

type ReferenceCheck = (source: Source, known: Known, id: string) => string | undefined;

const absent =
  (what: string): ReferenceCheck =>
  () =>
    `the package has no ${what}`;

/** What is wrong with a reference, by its type; types that the platform itself answers (user, i18n …) are not listed. */
const referenceChecks: Readonly<Partial<Record<Reference['type'], ReferenceCheck>>> = {
  label: (_, known, id) => (known.labels.has(id) ? undefined : 'there is no such label'),
  component: (_, known, id) => checkModule(known, moduleOfTag(id)),
  module: (_, known, id) => checkModule(known, id),
  schema: (source, _, id) => {
    const [object = '', ...path] = id.split('.');
    if (path.length === 0) return objectExists(source, object) ? undefined : 'there is no such object';
    return fieldAt(source, object, path.join('.')) === undefined ? 'there is no such field' : undefined;
  },
  apexClass: absent('Apex'),
  apexMethod: absent('Apex'),
  apexContinuation: absent('Apex'),
  contentAssetUrl: absent('asset files'),
  customPermission: (source, _, id) =>
    filesOf(source, 'CustomPermission').some(({ name }) => name === id)
      ? undefined
      : 'there is no such custom permission',
  messageChannel: absent('message channels'),
  resourceUrl: absent('static resources'),
};

/** API names that no import declares: those in GraphQL texts and in field paths written as strings. */
function unknownNames(known: Known, file: string, code: string): readonly Finding[] {
  return code.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\b[A-Za-z]\w*?__[cr]\b/g)]
      .map(([name]) => name)
      .filter((name) => !known.customNames.has(name))
      .map((name) => ({
        code: 'unknown-field',
        file,
        place: `line ${index + 1}`,
        problem: `${name} is no object, field or relationship of the package`,
      })),
  );
}

type Diagnostic = CompilerOutput['diagnostics'][number];

/**
 * Where a diagnostic has no location, its text carries the code around the fault, with `> 4 |` before the line; in
 * colours where the environment asks for them (FORCE_COLOR, CI).
 */
function describe({ message, location }: Diagnostic): Pick<Finding, 'place' | 'problem'> {
  const [problem = '', ...frame] = stripVTControlCharacters(message).split('\n');
  const marked = /^> *(\d+) \|/m.exec(frame.join('\n'))?.[1];
  return { place: `line ${location?.line ?? marked ?? 1}`, problem };
}

async function checkBundle(source: Source, known: Known, bundle: SourceFile): Promise<readonly Finding[]> {
  const files = bundleFiles(source, bundle);
  const folder = dirname(bundle.path);
  const version = textOf(bundle.root, 'apiVersion');
  if (version === undefined) {
    return [{ code: 'no-api-version', file: bundle.path, place: 'apiVersion', problem: 'the bundle names none' }];
  }
  const options = { apiVersion: Number.parseInt(version, 10) };
  const output = await compile({ bundle: { type: 'platform', namespace: 'c', name: bundle.name, files, options } });
  const refused = output.diagnostics
    .filter(({ level }) => level === DiagnosticLevel.Fatal || level === DiagnosticLevel.Error)
    .map((diagnostic) => ({
      code: 'does-not-compile',
      file: `${folder}/${basename(diagnostic.filename ?? bundle.path)}`,
      ...describe(diagnostic),
    }));
  const references = (output.metadata?.references ?? []).flatMap((reference) => {
    const problem = referenceChecks[reference.type]?.(source, known, reference.id);
    if (problem === undefined) return [];
    const place = `line ${reference.locations[0]?.startLine ?? 1}: ${reference.type} ${reference.id}`;
    return [{ code: `unknown-${reference.type}`, file: `${folder}/${basename(reference.file)}`, place, problem }];
  });
  const names = Object.entries(files)
    .filter(([name]) => name.endsWith('.js'))
    .flatMap(([name, code]) => unknownNames(known, `${folder}/${name}`, code));
  return [...refused, ...references, ...names];
}

/** One bundle after the other: the compiler is bound by the processor, and a bundle takes under a second. */
export async function checkComponents(source: Source): Promise<readonly Finding[]> {
  const known = knownNames(source);
  const findings: Finding[] = [];
  for (const bundle of bundlesOf(source)) findings.push(...(await checkBundle(source, known, bundle)));
  return findings;
}
