/** The types of the Metadata WSDL, as Salesforce publishes them in @salesforce/types. Read when first asked for. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Property {
  readonly name: string;
  /** `string`, `boolean`, `number`, `Date`, `any`, an enumeration or a complex type. */
  readonly type: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
}

export interface MetadataType {
  readonly name: string;
  /** By name, those of the types that it extends among them. */
  readonly properties: ReadonlyMap<string, Property>;
}

export interface Grammar {
  readonly type: (name: string) => MetadataType | undefined;
  /** Undefined when the name is no enumeration. */
  readonly values: (name: string) => ReadonlySet<string> | undefined;
}

/** Documented in the Metadata API Developer Guide ("CustomField", "Location") and missing in the package. */
const missing: Readonly<Record<string, readonly Property[]>> = {
  CustomField: [{ name: 'displayLocationInDecimal', type: 'boolean', isList: false, isRequired: false }],
};

interface Declared {
  readonly base: string | undefined;
  readonly properties: Property[];
}

const opening = /^export type (\w+) = (?:(\w+) & )?\{$/;
const propertyLine = /^ {4}(\w+)(\?)?: (\w+)(\[\])?;$/;
const enumeration = /^export type (\w+) = ('[^{]*');$/;

/** The declarations are generated: one property a line, so that lines are all there is to know of TypeScript. */
function parse(source: string): { readonly types: Map<string, Declared>; readonly enums: Map<string, Set<string>> } {
  const types = new Map<string, Declared>();
  const enums = new Map<string, Set<string>>();
  let open: Declared | undefined;
  for (const line of source.split('\n')) {
    const [, name, base] = opening.exec(line) ?? [];
    if (name !== undefined) {
      open = { base, properties: [...(missing[name] ?? [])] };
      types.set(name, open);
      continue;
    }
    const [, property, optional, type, list] = propertyLine.exec(line) ?? [];
    if (property !== undefined && type !== undefined) {
      const isList = list !== undefined;
      open?.properties.push({ name: property, type, isList, isRequired: optional === undefined && !isList });
      continue;
    }
    const [, set, values] = enumeration.exec(line) ?? [];
    if (set !== undefined && values !== undefined) {
      enums.set(set, new Set([...values.matchAll(/'([^']*)'/g)].map(([, value]) => value ?? '')));
    }
  }
  return { types, enums };
}

function readGrammar(): Grammar {
  const module = createRequire(import.meta.url).resolve('@salesforce/types/metadata');
  const { types, enums } = parse(readFileSync(module.replace(/\.js$/, '.d.ts'), 'utf8'));
  const resolved = new Map<string, MetadataType>();
  const propertiesOf = ({ base, properties }: Declared): readonly Property[] => {
    const inherited = base === undefined ? undefined : types.get(base);
    return inherited === undefined ? properties : [...propertiesOf(inherited), ...properties];
  };
  return {
    type: (name) => {
      const known = resolved.get(name);
      const declared = types.get(name);
      if (known !== undefined || declared === undefined) return known;
      const type = { name, properties: new Map(propertiesOf(declared).map((one) => [one.name, one])) };
      resolved.set(name, type);
      return type;
    },
    values: (name) => enums.get(name),
  };
}

let read: Grammar | undefined;

export function grammar(): Grammar {
  read ??= readGrammar();
  return read;
}
