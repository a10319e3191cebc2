/** package.xml and the lists of what is to be deleted; what is listed must be there, what is there must be listed. */
import type { PackageFile } from '../../engine/engine.ts';
import { elements, parseXml, textOf, textsOf } from '../../xml.ts';
import { keyOf, splitName, type Component, type Named, type Problem } from '../component.ts';
import { isPlatformType } from '../foreign.ts';
import { childFacts, factsOf, fileOf, isSupported } from '../types.ts';

export interface Manifest {
  readonly version: string | undefined;
  /** Type → members. */
  readonly types: ReadonlyMap<string, readonly string[]>;
}

/** Throws an XmlError for a file that is not well-formed. */
export function readManifest(file: PackageFile): Manifest {
  const root = parseXml(new TextDecoder().decode(file.content));
  const types = new Map<string, readonly string[]>();
  for (const one of elements(root, 'types')) {
    const name = textOf(one, 'name') ?? '';
    types.set(name, [...(types.get(name) ?? []), ...textsOf(one, 'members')]);
  }
  return { version: textOf(root, 'version'), types };
}

/** Members in lower case by type. */
type Listed = ReadonlyMap<string, ReadonlySet<string>>;

/** A child is listed by itself or by its parent, a label by itself or by its file. */
function isListed(listed: Listed, { type, name }: Named): boolean {
  const has = (kind: string, member: string): boolean => {
    const members = listed.get(kind);
    return members !== undefined && (members.has('*') || members.has(member.toLowerCase()));
  };
  if (has(type, name)) return true;
  const parent = childFacts(type)?.parent;
  if (parent === undefined) return false;
  return parent === 'CustomLabels' ? listed.has(parent) : has(parent, splitName(name)[0]);
}

interface Present {
  readonly keys: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

/** A parent whose file only holds children is there although it is no component of the package. */
function isThere({ keys, files }: Present, type: string, member: string): boolean {
  if (keys.has(keyOf(type, member))) return true;
  const facts = factsOf(type);
  return facts !== undefined && files.has(fileOf(facts, member).toLowerCase());
}

const inManifest = (type: string, name: string, problem: string): Problem => ({
  type,
  name,
  file: 'package.xml',
  problem,
});

/** What a package of this type and these members lacks, when nothing of the type can be deployed here. */
function foreignProblems(type: string, members: readonly string[], seen: ReadonlySet<string>): readonly Problem[] {
  if (!isPlatformType(type)) {
    return [inManifest('', 'package.xml', `Unknown type name '${type}' specified in package.xml`)];
  }
  return members
    .filter((member) => member !== '*' && !seen.has(keyOf(type, member)))
    .map((member) => inManifest(type, member, notAvailable));
}

/** What the platform says of a type that the edition does not have. */
export const notAvailable = 'Not available for deploy for this organization';

/** Compares the manifest with the components; `refused` are those whose file has been reported already. */
export function checkManifest(
  manifest: Manifest,
  components: readonly Component[],
  refused: readonly Problem[],
): readonly Problem[] {
  const reported = new Set(refused.map(({ type, name }) => keyOf(type, name)));
  const files = new Set([...components, ...refused].map(({ file }) => file.toLowerCase()));
  const keys = new Set([...components.map(({ type, name }) => keyOf(type, name)), ...reported]);
  const absent = [...manifest.types].flatMap(([type, members]) => {
    if (!isSupported(type)) return foreignProblems(type, members, reported);
    return members
      .filter((member) => member !== '*' && !isThere({ keys, files }, type, member))
      .map((member) => {
        const where = 'was named in package.xml, but was not found in zipped directory';
        return inManifest(type, member, `An object '${member}' of type ${type} ${where}`);
      });
  });
  const listed: Listed = new Map(
    [...manifest.types].map(([type, members]) => [type, new Set(members.map((one) => one.toLowerCase()))]),
  );
  const unlisted = components
    .filter((one) => !isListed(listed, one))
    .map(({ type, name, file }) => ({ type, name, file, problem: 'Not in package.xml' }));
  return [...absent, ...unlisted];
}
