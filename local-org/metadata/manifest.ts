/** package.xml against the files: what is listed must be there, what is there must be listed. */
import {
  childTag,
  isSharingRule,
  keyOf,
  splitName,
  supportedTypes,
  type Component,
  type KeptComponent,
  type Problem,
} from './component.ts';
import type { Manifest } from './package.ts';

type Named = Pick<Component, 'type' | 'name' | 'file'>;

/** A child is listed by itself or by its object, a label by itself or by its file. */
function isListed(manifest: Manifest, { type, name }: Named): boolean {
  const has = (kind: string, member: string): boolean => {
    const members = manifest.get(kind) ?? [];
    return members.includes('*') || members.some((one) => one.toLowerCase() === member.toLowerCase());
  };
  if (has(type, name)) return true;
  if (childTag(type) !== undefined) return has('CustomObject', splitName(name)[0]);
  // The file of an object's rules comes along with any of them.
  if (type === 'SharingRules') return manifest.has('SharingOwnerRule') || manifest.has('SharingCriteriaRule');
  if (isSharingRule(type)) return has('SharingRules', splitName(name)[0]);
  return type === 'CustomLabel' && (manifest.has('CustomLabels') || has('CustomLabels', 'CustomLabels'));
}

function missing(manifest: Manifest, present: readonly Named[]): readonly Problem[] {
  const known = new Set(present.map(({ type, name }) => keyOf(type, name)));
  const files = new Set(present.map(({ file }) => file.toLowerCase()));
  return [...manifest].flatMap(([type, members]) =>
    members
      .filter((member) => member !== '*' && supportedTypes.has(type) && !known.has(keyOf(type, member)))
      .filter((member) => !(type === 'CustomObject' && files.has(`objects/${member}.object`.toLowerCase())))
      .filter(() => !(type === 'CustomLabels' && present.some((one) => one.type === 'CustomLabel')))
      .map((member) => ({
        type,
        name: member,
        file: 'package.xml',
        problem: `An object '${member}' of type ${type} was named in package.xml, but was not found in zipped directory`,
      })),
  );
}

export function checkManifest(
  manifest: Manifest,
  components: readonly Component[],
  kept: readonly KeptComponent[],
): readonly Problem[] {
  const present: readonly Named[] = [...components, ...kept];
  const unlisted = present
    .filter((one) => !isListed(manifest, one))
    .map(({ type, name, file }) => ({ type, name, file, problem: 'Not in package.xml' }));
  return [...missing(manifest, present), ...unlisted];
}
