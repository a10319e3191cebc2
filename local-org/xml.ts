/**
 * XML as trees of elements, for metadata files and SOAP. Prefixes of namespaces are dropped; one element or many make
 * no difference; text is kept as written. Nothing is ever fetched or expanded: a document type is refused.
 */
import { SaxesParser } from 'saxes';

export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
  /** `type` and `nil` of XML Schema, on the values of custom metadata records; absent when there are none. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface Place {
  readonly line: number;
  readonly column: number;
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

/** Deeper than any metadata file; keeps what walks the tree from running out of stack. */
const mostLevels = 100;

interface Draft extends Element {
  text: string;
  readonly children: Draft[];
  attributes?: Record<string, string>;
}

const places = new WeakMap<Element, Place>();

/** Where an element that parseXml gave begins; undefined for one that was kept or made. */
export function placeOf(element: Element): Place | undefined {
  return places.get(element);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
const schemaAttributes: ReadonlySet<string> = new Set(['type', 'nil']);

function attributesOf(given: Readonly<Record<string, string>>): Record<string, string> | undefined {
  const kept = Object.entries(given)
    .filter(([name]) => name.includes(':') && !name.startsWith('xmlns') && schemaAttributes.has(localName(name)))
    .map(([name, value]) => [localName(name), value] as const);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

class TreeBuilder {
  root: Draft | undefined;
  private readonly open: Draft[] = [];
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private start: Place = { line: 1, column: 1 };

  constructor() {
    this.parser.on('error', (error) => {
      throw this.error(error.message.replace(/^\d+:\d+: /, ''));
    });
    this.parser.on('doctype', () => {
      throw this.error('A document type (DTD) is not allowed.');
    });
    this.parser.on('opentagstart', () => {
      this.start = { line: this.parser.line, column: this.parser.column };
    });
    this.parser.on('opentag', ({ name, attributes }) => {
      this.begin(localName(name), attributesOf(attributes));
    });
    this.parser.on('closetag', () => {
      this.end();
    });
    const add = (text: string): void => {
      const current = this.open.at(-1);
      if (current !== undefined) current.text += text;
    };
    this.parser.on('text', add);
    this.parser.on('cdata', add);
  }

  read(content: string): Element {
    this.parser.write(content).close();
    if (this.root === undefined) throw this.error('The file has no element.');
    return this.root;
  }

  private begin(name: string, attributes: Record<string, string> | undefined): void {
    if (this.open.length >= mostLevels) throw this.error(`Elements are nested more than ${mostLevels} deep.`);
    const element: Draft = { name, text: '', children: [], ...(attributes === undefined ? {} : { attributes }) };
    places.set(element, this.start);
    const parent = this.open.at(-1);
    if (parent === undefined) this.root = element;
    else parent.children.push(element);
    this.open.push(element);
  }

  private end(): void {
    const element = this.open.pop();
    if (element !== undefined && element.children.length > 0) element.text = '';
  }

  private error(message: string): XmlError {
    return new XmlError(message, this.parser.line, this.parser.column);
  }
}

/** The root element. Throws an XmlError with the place. */
export function parseXml(content: string): Element {
  return new TreeBuilder().read(content);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

function tagOf({ name, attributes = {} }: Element): string {
  const written = Object.entries(attributes).map(([key, value]) => ` xsi:${key}="${escapeXml(value)}"`);
  return `${name}${written.join('')}`;
}

function lines(element: Element, indent: string): string {
  const { name, text, children } = element;
  const tag = tagOf(element);
  if (children.length === 0) {
    return text === '' ? `${indent}<${tag}/>\n` : `${indent}<${tag}>${escapeXml(text)}</${name}>\n`;
  }
  return `${indent}<${tag}>\n${children.map((child) => lines(child, `${indent}    `)).join('')}${indent}</${name}>\n`;
}

const schemaNamespaces =
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';

const hasAttributes = (element: Element): boolean =>
  element.attributes !== undefined || element.children.some(hasAttributes);

/** A metadata file, as the platform writes it. */
export function writeXml(root: Element): Uint8Array {
  const inner = root.children.map((child) => lines(child, '    ')).join('');
  const namespaces = hasAttributes(root) ? schemaNamespaces : '';
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root.name} xmlns="http://soap.sforce.com/2006/04/metadata"${namespaces}>\n${inner}</${root.name}>\n`,
  );
}

export function elements(parent: Element, name: string): readonly Element[] {
  return parent.children.filter((child) => child.name === name);
}

export function element(parent: Element, name: string): Element | undefined {
  return parent.children.find((child) => child.name === name);
}

/** The element and everything below it. */
export function* everyElement(root: Element): Iterable<Element> {
  yield root;
  for (const child of root.children) yield* everyElement(child);
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
