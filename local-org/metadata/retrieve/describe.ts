/** What the org says about its metadata types, and about the elements of each. */
import { grammar } from '../grammar/grammar.ts';
import { childrenOf, supportedTypes } from '../types.ts';

export interface DescribedType {
  readonly xmlName: string;
  readonly directoryName: string;
  readonly suffix?: string;
  readonly inFolder: boolean;
  readonly metaFile: boolean;
  readonly childXmlNames: readonly string[];
}

export function describeTypes(): readonly DescribedType[] {
  return supportedTypes
    .map(({ type, folder, suffix, shape }) => ({
      xmlName: type,
      directoryName: folder,
      ...(suffix === '' ? {} : { suffix }),
      inFolder: false,
      metaFile: shape === 'content',
      childXmlNames: childrenOf(type).map((one) => one.type),
    }))
    .sort((one, other) => (one.xmlName < other.xmlName ? -1 : 1));
}

export interface ValueTypeField {
  readonly name: string;
  readonly soapType: string;
  readonly isForeignKey: boolean;
  readonly isNameField: boolean;
  readonly minOccurs: 0 | 1;
  readonly valueRequired: boolean;
  readonly picklistValues: readonly string[];
  readonly fields: readonly ValueTypeField[];
}

/** Elements of a type; those of the types inside it two levels down, as deep as clients look. */
export function describeValueType(name: string, depth = 2): readonly ValueTypeField[] | undefined {
  const type = grammar().type(name);
  if (type === undefined) return undefined;
  return [...type.properties.values()].map(({ name: property, type: soapType, isRequired }) => ({
    name: property,
    soapType: soapType === 'number' ? 'double' : soapType,
    isForeignKey: false,
    isNameField: property === 'fullName',
    minOccurs: isRequired ? 1 : 0,
    valueRequired: isRequired,
    picklistValues: [...(grammar().values(soapType) ?? [])],
    fields: depth === 0 ? [] : (describeValueType(soapType, depth - 1) ?? []),
  }));
}
