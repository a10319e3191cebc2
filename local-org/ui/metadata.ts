/** Deployed metadata that UI API reads, as trees: objects, their translations, the viewer's profile. */
import { basename } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import type { Viewer } from './viewer.ts';
import { nodes, readXml, text, type XmlNode } from './xml.ts';

const nothing: XmlNode = {};

/** The file of this name in a folder of the package; an empty tree when nothing like it was deployed. */
function deployedFile(engine: Engine, folder: string, name: string): XmlNode {
  const file = engine.deployed(folder).find(({ path }) => decodeURIComponent(basename(path)) === name);
  return file === undefined ? nothing : readXml(file.content);
}

export function objectMetadata(engine: Engine, object: ObjectSchema): XmlNode {
  return deployedFile(engine, 'objects', `${object.name}.object`);
}

/** The object's translation into the viewer's language. */
export function translationMetadata({ engine, user }: Viewer, object: ObjectSchema): XmlNode {
  return deployedFile(engine, 'objectTranslations', `${object.name}-${user.language}.objectTranslation`);
}

/** Undefined for a profile that came with the org and was never deployed. */
export function profileMetadata(engine: Engine, profileName: string): XmlNode | undefined {
  const profile = deployedFile(engine, 'profiles', `${profileName}.profile`);
  return profile === nothing ? undefined : profile;
}

export const tabMetadata = (engine: Engine, name: string): XmlNode => deployedFile(engine, 'tabs', `${name}.tab`);

/** Texts of an object's translation by name: `recordTypes`, `layouts` … each with a name and its translation. */
export function translatedNames(tree: XmlNode, element: string, name: string): ReadonlyMap<string, string> {
  const pairs = nodes(tree, element).map((one) => [text(one, name) ?? '', text(one, 'label') ?? ''] as const);
  return new Map(pairs.filter(([, label]) => label !== ''));
}
