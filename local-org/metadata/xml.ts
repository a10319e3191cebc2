/** Metadata files as trees of elements. One element or many make no difference here; text is kept as written. */
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';

export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

/** A file that is not well-formed XML. */
export class XmlError extends Error {
  readonly line: number;
  readonly column: number;
  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'XmlError';
    this.line = line;
    this.column = column;
  }
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
});

/** A node as the parser gives it: `{ tag: nodes }` or `{ "#text": text }`. */
type ParserNode = Readonly<Record<string, unknown>>;

function elementOf(name: string, nodes: readonly ParserNode[]): Element {
  const children: Element[] = [];
  let text = '';
  for (const node of nodes) {
    for (const [tag, inner] of Object.entries(node)) {
      if (tag === '#text') text += String(inner);
      else if (Array.isArray(inner)) children.push(elementOf(tag, inner as readonly ParserNode[]));
    }
  }
  return { name, text: children.length > 0 ? '' : text, children };
}

const placeOf = (error: Error, key: string): number => {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'number' ? value : 1;
};

/** The root element. Throws an XmlError with the place. */
export function parseXml(content: string): Element {
  try {
    SyntaxValidator.validate(content);
  } catch (error) {
    if (error instanceof Error) throw new XmlError(error.message, placeOf(error, 'line'), placeOf(error, 'col'));
    throw error;
  }
  const nodes = parser.parse(content) as readonly ParserNode[]; // preserveOrder answers a list of nodes
  const root = elementOf('', nodes).children[0];
  if (root === undefined) throw new XmlError('The file has no element.', 1, 1);
  return root;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

function lines(element: Element, indent: string): string {
  const { name, text, children } = element;
  if (children.length === 0) return `${indent}<${name}>${escape(text)}</${name}>\n`;
  return `${indent}<${name}>\n${children.map((child) => lines(child, `${indent}    `)).join('')}${indent}</${name}>\n`;
}

export function writeXml(root: Element): Uint8Array {
  const inner = root.children.map((child) => lines(child, '    ')).join('');
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root.name} xmlns="http://soap.sforce.com/2006/04/metadata">\n${inner}</${root.name}>\n`,
  );
}

export function elements(parent: Element, name: string): readonly Element[] {
  return parent.children.filter((child) => child.name === name);
}

export function element(parent: Element, name: string): Element | undefined {
  return parent.children.find((child) => child.name === name);
}

/** Text of a child without the blanks around it; undefined when the child is not there. */
export function textOf(parent: Element, name: string): string | undefined {
  return element(parent, name)?.text.trim();
}

export function textsOf(parent: Element, name: string): readonly string[] {
  return elements(parent, name).map((child) => child.text.trim());
}

export function isTrue(parent: Element, name: string): boolean {
  return textOf(parent, name) === 'true';
}

/** A whole number of a child, or undefined. */
export function numberOf(parent: Element, name: string): number | undefined {
  const text = textOf(parent, name);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
