/** Lightning web components: the files of a bundle, and what their code refers to. */
import type { PackageFile } from '../../engine/engine.ts';
import { field as fieldOf, objectNamed, relationship, type OrgSchema } from '../../schema/schema.ts';
import { versions } from '../../versions.ts';
import { textOf } from '../../xml.ts';
import type { Component } from '../component.ts';
import { componentsOf, isKnown, type Checking } from './checking.ts';

const decoder = new TextDecoder();

interface Reference {
  /** Module, such as `@salesforce/label/c.Gap` or `c/gapMath`, or tag, such as `c-gap-panel`. */
  readonly id: string;
  readonly file: string;
}

/** Comments are left out; what remains names modules only in imports. */
const comments = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
const imported = /\b(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;
const tag = /<(c-[a-z0-9-_]+)[\s/>]/g;

function referencesOf(file: PackageFile): readonly Reference[] {
  const text = decoder.decode(file.content);
  if (file.path.endsWith('.js')) {
    return [...text.replace(comments, '').matchAll(imported)].map(([, from, bare]) => ({
      id: from ?? bare ?? '',
      file: file.path,
    }));
  }
  if (!file.path.endsWith('.html')) return [];
  return [...text.replace(/<!--[\s\S]*?-->/g, '').matchAll(tag)].map(([, id = '']) => ({ id, file: file.path }));
}

/** `gapPanel` of `c-gap-panel`. */
const camelCase = (text: string): string => text.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `Account.Parent.Name`: fields through lookups to the end. */
function isFieldPath(schema: OrgSchema, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  let object = objectNamed(schema, first);
  for (const [index, name] of rest.entries()) {
    if (object === undefined) return false;
    if (index === rest.length - 1) return fieldOf(object, name) !== undefined;
    const to = relationship(object, name)?.reference?.to[0];
    object = to === undefined ? undefined : objectNamed(schema, to);
  }
  return object !== undefined;
}

const invalid = (id: string, type: string, file: string): string =>
  `Invalid reference ${id} of type ${type} in file ${file.slice(file.lastIndexOf('/') + 1)}`;

/** What `@salesforce/<kind>/<id>` needs; kinds that the platform itself answers (user, i18n, client) need nothing. */
const moduleChecks: Readonly<Record<string, (checking: Checking, id: string, file: string) => string | undefined>> = {
  label: (checking, id, file) =>
    isKnown(checking, 'CustomLabel', id.replace(/^c\./, '')) || !id.startsWith('c.')
      ? undefined
      : invalid(id, 'label', file),
  schema: ({ schema }, id, file) =>
    isFieldPath(schema, id) ? undefined : invalid(id, id.includes('.') ? 'sobjectField' : 'sobjectClass', file),
  resourceUrl: (checking, id, file) =>
    isKnown(checking, 'StaticResource', id) ? undefined : invalid(id, 'resourceUrl', file),
  contentAssetUrl: (checking, id, file) =>
    isKnown(checking, 'ContentAsset', id) ? undefined : invalid(id, 'contentAssetUrl', file),
  messageChannel: (checking, id, file) =>
    isKnown(checking, 'LightningMessageChannel', id.replace(/__c$/, ''))
      ? undefined
      : invalid(id, 'messageChannel', file),
  customPermission: (checking, id, file) =>
    isKnown(checking, 'CustomPermission', id) ? undefined : invalid(id, 'customPermission', file),
  apex: (_, id) => `Unable to find Apex action class referenced as '${id.split('.')[0] ?? id}'.`,
};

function problemOf(checking: Checking, { name }: Component, { id, file }: Reference): string | undefined {
  const [, kind = '', path = ''] = /^@salesforce\/(\w+)\/(.+)$/.exec(id) ?? [];
  if (kind !== '') return moduleChecks[kind]?.(checking, path, file);
  const own = id.startsWith('c/') ? id.slice(2) : id.startsWith('c-') ? camelCase(id.slice(2)) : undefined;
  if (own === undefined || isKnown(checking, 'LightningComponentBundle', own)) return undefined;
  return `No MODULE named markup://c:${own} found : [markup://c:${name}]`;
}

function checkBundle(checking: Checking, component: Component): void {
  const files = checking.filesOf(component);
  const script = `${component.file}/${component.name}.js`;
  const isStyles = files.every(({ path }) => /\.(?:css|xml)$/.test(path));
  if (!isStyles && !files.some(({ path }) => path === script)) {
    checking.report(component, `Cannot find Lightning Component Bundle file ${script}`);
  }
  const typescript = files.find(({ path }) => path.endsWith('.ts'));
  if (typescript !== undefined) checking.report(component, `Unexpected file found in bundle: ${typescript.path}`);
  const version = textOf(component.body, 'apiVersion');
  if (version !== undefined && Number(version) > versions.last) {
    checking.report(component, `Invalid version specified:${version}`);
  }
  const problems = new Set(
    files.flatMap((file) => referencesOf(file).map((reference) => problemOf(checking, component, reference))),
  );
  for (const problem of problems) if (problem !== undefined) checking.report(component, problem);
}

export function checkComponents(checking: Checking): void {
  for (const component of componentsOf(checking, 'LightningComponentBundle')) checkBundle(checking, component);
}
