/** A package in deploy format → its components, what it deletes and what is wrong with its files. */
import type { PackageFile } from '../../engine/engine.ts';
import { XmlError } from '../../xml.ts';
import { versions } from '../../versions.ts';
import { keyOf, type Component, type Named, type Problem } from '../component.ts';
import { isPlatformType } from '../foreign.ts';
import { isSupported } from '../types.ts';
import { checkManifest, notAvailable, readManifest, type Manifest } from './manifest.ts';
import { PackageReader } from './reader.ts';

export { readManifest, type Manifest } from './manifest.ts';

export interface Deletion extends Named {
  /** `before` and `after` everything else of the package. */
  readonly when: 'before' | 'after';
}

export interface Package {
  readonly components: readonly Component[];
  readonly deletions: readonly Deletion[];
  readonly problems: readonly Problem[];
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

const ofManifest = (file: string, problem: string, place: Pick<Problem, 'line' | 'column'> = {}): Problem => ({
  type: '',
  name: file,
  file,
  problem,
  ...place,
});

/** Reads a manifest, or says why it cannot be read. */
function manifestOf(file: PackageFile | undefined, problems: Problem[]): Manifest | undefined {
  if (file === undefined) {
    problems.push(ofManifest('package.xml', 'No package.xml found'));
    return undefined;
  }
  try {
    return readManifest(file);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { line, column } = error;
    problems.push(ofManifest(file.path, `Error parsing file: ${error.message}`, { line, column }));
    return undefined;
  }
}

/** The version of a manifest may be any that the org has; the platform answers a later one with these words. */
function checkVersion({ version }: Manifest): readonly Problem[] {
  if (version === undefined) return [ofManifest('package.xml', 'No version specified')];
  const [, number] = /^(\d+)\.0$/.exec(version) ?? [];
  if (number !== undefined && Number(number) <= versions.last) return [];
  return [ofManifest('package.xml', `Invalid version specified:${version}`)];
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

/** In API version 33.0 and later two lists; the one without a suffix comes first ("Deleting Components"). */
const lists: readonly (readonly [string, Deletion['when']])[] = [
  ['destructiveChanges.xml', 'before'],
  ['destructiveChangesPre.xml', 'before'],
  ['destructiveChangesPost.xml', 'after'],
];

function deletionProblem(deletion: Deletion): string | undefined {
  const { type, name } = deletion;
  if (name === '*') return 'Wildcards are not supported in destructive changes';
  if (isSupported(type)) return undefined;
  return isPlatformType(type) ? notAvailable : `Unknown type name '${type}' specified in ${deletion.file}`;
}

function readDeletions(files: readonly PackageFile[], problems: Problem[]): readonly Deletion[] {
  const found = lists.flatMap(([name, when]) => {
    const file = files.find(({ path }) => path === name);
    const manifest = file === undefined ? undefined : manifestOf(file, problems);
    return [...(manifest?.types ?? [])].flatMap(([type, names]) =>
      names.map((member): Deletion => ({ type, name: member, file: name, when })),
    );
  });
  return found.filter((deletion) => {
    const problem = deletionProblem(deletion);
    if (problem !== undefined) problems.push({ ...deletion, problem });
    return problem === undefined;
  });
}

const known = new WeakMap<readonly PackageFile[], Package>();

/**
 * Everything a package holds; manifest and files must name the same components. A list of files that was read before,
 * for another org of this process, is not read again.
 */
export function readPackage(files: readonly PackageFile[]): Package {
  const read = known.get(files) ?? readFiles(files);
  known.set(files, read);
  return read;
}

function readFiles(files: readonly PackageFile[]): Package {
  const inside = rooted(files);
  const problems: Problem[] = [];
  const manifest = manifestOf(
    inside.find(({ path }) => path === 'package.xml'),
    problems,
  );
  if (manifest === undefined) return { components: [], deletions: [], problems };
  const reader = new PackageReader();
  for (const file of inside) reader.read(file);
  reader.finish();
  const deletions = readDeletions(inside, problems);
  const broken = [...reader.problems, ...duplicates(reader.components)];
  const mismatches = checkManifest(manifest, reader.components, reader.problems);
  return {
    components: reader.components,
    deletions,
    problems: [...checkVersion(manifest), ...problems, ...broken, ...mismatches],
  };
}
