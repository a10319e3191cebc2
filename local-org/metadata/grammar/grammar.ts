/** What a metadata file may hold: elements, values and order, as the platform's parser complains about them. */
import type { Element } from '../../xml.ts';
import { missing } from '../component.ts';
import { grammar, type MetadataType, type Property } from './types.ts';

export { grammar, type MetadataType, type Property } from './types.ts';

/** Where a file breaks the grammar of its type. */
export interface GrammarFault {
  readonly problem: string;
  readonly element: Element;
}

const namespace = '{http://soap.sforce.com/2006/04/metadata}';

/** Content that the types hold as text (base64) and files as XML of its own. */
const opaque: ReadonlySet<string> = new Set(['LightningComponentBundle.targetConfigs']);

const numeric = /^[+-]?\d+(?:\.\d+)?$/;

function* valueFaults(element: Element, { type }: Property): Iterable<GrammarFault> {
  const text = element.text.trim();
  if (type === 'boolean' && !['true', 'false', '1', '0'].includes(text)) {
    yield { problem: `Error parsing file: '${text}' is not a valid value for the type xsd:boolean`, element };
  } else if (type === 'number' && !numeric.test(text)) {
    yield { problem: `Error parsing file: '${text}' is not a valid value for the type xsd:double`, element };
  }
  const values = grammar().values(type);
  if (values === undefined || values.has(text)) return;
  yield { problem: `Error parsing file: '${text}' is not a valid value for the enum '${type}'`, element };
}

function* childFaults(element: Element, property: Property, owner: MetadataType): Iterable<GrammarFault> {
  if (element.attributes?.['nil'] === 'true' || property.type === 'any') return;
  if (opaque.has(`${owner.name}.${property.name}`)) return;
  const type = grammar().type(property.type);
  if (type !== undefined) yield* faultsOf(element, type);
  else yield* valueFaults(element, property);
}

/** One after the other; the platform stops at the first, and a list has to stand together. */
function* faultsOf(parent: Element, type: MetadataType): Iterable<GrammarFault> {
  const seen = new Set<string>();
  let previous = '';
  for (const child of parent.children) {
    const property = type.properties.get(child.name);
    if (property === undefined) {
      const where = `invalid at this location in type ${type.name}`;
      yield { problem: `Error parsing file: Element ${namespace}${child.name} ${where}`, element: child };
      continue;
    }
    if (seen.has(child.name) && !(property.isList && previous === child.name)) {
      const where = `is duplicated at this location in type ${type.name}`;
      yield { problem: `Error parsing file: Element ${child.name} ${where}`, element: child };
    }
    seen.add(child.name);
    previous = child.name;
    yield* childFaults(child, property, type);
  }
  for (const { name, isRequired, type: kind } of type.properties.values()) {
    // A flag or a number that is left out is false or 0, whatever the WSDL says about it.
    const hasDefault = kind === 'boolean' || kind === 'number';
    if (!isRequired || hasDefault || seen.has(name)) continue;
    yield { problem: missing(name), element: parent };
  }
}

/** The first fault of a file whose root is of this type; undefined for a sound one, and for a type that is not known. */
export function grammarFault(root: Element, typeName: string): GrammarFault | undefined {
  const type = grammar().type(typeName);
  if (type === undefined) return undefined;
  const [first] = faultsOf(root, type);
  return first;
}
