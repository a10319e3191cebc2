/** Metadata files as a plain tree: every element is a list, every leaf is text, so nothing depends on how often it occurs. */
import { XMLParser } from 'fast-xml-parser';

export interface XmlNode {
  /** Elements and attributes; the name of an attribute begins with `@`. */
  readonly [name: string]: readonly (XmlNode | string)[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  ignoreDeclaration: true,
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  textNodeName: '#',
  isArray: () => true,
});

const decoder = new TextDecoder();

/** A deployed file keeps its bytes until the next deployment, so each is read once. */
const known = new WeakMap<Uint8Array, XmlNode>();

/** The root element of a metadata file; an empty tree when the file has none. */
export function readXml(content: Uint8Array): XmlNode {
  let tree = known.get(content);
  if (tree === undefined) {
    const document = parser.parse(decoder.decode(content)) as XmlNode; // the parser's options make this its shape
    const [root] = Object.values(document).flat();
    known.set(content, (tree = typeof root === 'object' ? root : {}));
  }
  return tree;
}

export function nodes(node: XmlNode, name: string): readonly XmlNode[] {
  return (node[name] ?? []).filter((item) => typeof item === 'object');
}

/** Texts of the leaves of this name; a leaf with attributes keeps its text beside them. */
export function texts(node: XmlNode, name: string): readonly string[] {
  const found = (node[name] ?? []).flatMap((item) => (typeof item === 'string' ? [item] : [item['#'] ?? []].flat()));
  return found.filter((item) => typeof item === 'string' && item !== '') as readonly string[];
}

export function text(node: XmlNode, name: string): string | undefined {
  return texts(node, name)[0];
}

export function isTrue(node: XmlNode, name: string): boolean {
  return text(node, name) === 'true';
}
