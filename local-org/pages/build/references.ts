/** Labels and fields that a component imports and the org does not have; a real org refuses such a deployment. */
import type { Engine } from '../../engine/engine.ts';
import type { ObjectSchema, OrgSchema } from '../../schema/schema.ts';
import { labelNames } from '../texts/labels.ts';
import type { BundleFiles } from './deployed.ts';
import type { ComponentProblem } from './problem.ts';

const imported = /@salesforce\/(label|schema)\/([\w.]+)/g;

function followField(schema: OrgSchema, object: ObjectSchema, path: readonly string[]): boolean {
  const [first = '', ...rest] = path.map((name) => name.toLowerCase());
  if (rest.length === 0) return object.fields.some(({ name }) => name.toLowerCase() === first);
  const field = object.fields.find(({ reference }) => reference?.relationshipName.toLowerCase() === first);
  const parent = schema.objects.get(field?.reference?.to[0]?.toLowerCase() ?? '');
  return parent !== undefined && followField(schema, parent, rest);
}

/** `Target__c.Budget__r.Name`: every part must exist. */
function isInSchema(schema: OrgSchema, reference: string): boolean {
  const [objectName = '', ...path] = reference.split('.');
  const object = schema.objects.get(objectName.toLowerCase());
  return object !== undefined && (path.length === 0 || followField(schema, object, path));
}

export function unknownReferences(engine: Engine, files: BundleFiles): readonly ComponentProblem[] {
  const schema = engine.schema();
  const labels = labelNames(engine);
  const isKnown = (kind: string, name: string): boolean =>
    kind === 'schema' ? isInSchema(schema, name) : !name.startsWith('c.') || labels.has(name.slice(2));
  return [...files].flatMap(([file, code]) =>
    file.endsWith('.js')
      ? [...code.matchAll(imported)].flatMap(([, kind = '', name = ''], index, matches) => {
          if (isKnown(kind, name)) return [];
          const line = code.slice(0, matches[index]?.index).split('\n').length;
          const message = `the org has no ${kind === 'schema' ? 'field or object' : 'label'} ${name}`;
          return [{ component: file.split('/', 1)[0] ?? file, file, line, message }];
        })
      : [],
  );
}
