/** Dependent picklists: which field controls which, and which values go with which, from the deployed fields. */
import type { ObjectSchema } from '../../schema/schema.ts';
import { objectMetadata } from '../metadata.ts';
import { visibleField, type Viewer } from '../viewer.ts';
import { nodes, text, texts, type XmlNode } from '../xml.ts';

function valueSet(viewer: Viewer, object: ObjectSchema, name: string): XmlNode {
  const field = nodes(objectMetadata(viewer.engine, object), 'fields').find((one) => text(one, 'fullName') === name);
  return field === undefined ? {} : (nodes(field, 'valueSet')[0] ?? {});
}

/** The immediate controlling field; undefined for an independent field, and for one whose controller is hidden. */
export function controllerOf(viewer: Viewer, object: ObjectSchema, name: string): string | undefined {
  const controller = text(valueSet(viewer, object, name), 'controllingField');
  return controller === undefined ? undefined : visibleField(viewer, object, controller)?.name;
}

/** From the immediate controlling field up the tree. */
export function controllersOf(viewer: Viewer, object: ObjectSchema, name: string): readonly string[] {
  const found: string[] = [];
  let controller = controllerOf(viewer, object, name);
  while (controller !== undefined && !found.includes(controller)) {
    found.push(controller);
    controller = controllerOf(viewer, object, controller);
  }
  return found;
}

/** Values of a dependent picklist → values of its controlling field for which each is offered. */
export function validValues(
  viewer: Viewer,
  object: ObjectSchema,
  name: string,
): ReadonlyMap<string, readonly string[]> {
  const settings = nodes(valueSet(viewer, object, name), 'valueSettings');
  return new Map(settings.map((one) => [text(one, 'valueName') ?? '', texts(one, 'controllingFieldValue')] as const));
}

type Tree = { readonly [name: string]: Tree };

/** `{Continent__c: {Country__c: {City__c: {}}}}`: one root for each field that controls others and depends on none. */
export function dependencyTree(viewer: Viewer, object: ObjectSchema): Tree {
  const links = object.fields.flatMap(({ name, picklist }) => {
    const controller = picklist === undefined ? undefined : controllerOf(viewer, object, name);
    return controller === undefined ? [] : [[controller, name] as const];
  });
  const below = (name: string, above: readonly string[]): Tree =>
    Object.fromEntries(
      links
        .filter(([controller, dependent]) => controller === name && !above.includes(dependent))
        .map(([, dependent]) => [dependent, below(dependent, [...above, dependent])]),
    );
  const roots = new Set(links.map(([controller]) => controller));
  for (const [, dependent] of links) roots.delete(dependent);
  return Object.fromEntries([...roots].map((name) => [name, below(name, [name])]));
}
