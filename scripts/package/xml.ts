/** Metadata files as a tree of elements, in the order of the file; text is trimmed, entities are resolved. */
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';

export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

/** One entry of the parser's ordered output: a tag with its content, or text. */
type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  parseTagValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignoreAttributes: true,
});

function isNodes(value: unknown): value is readonly Node[] {
  return Array.isArray(value);
}

function elementsOf(nodes: readonly Node[]): readonly Element[] {
  return nodes.flatMap((node) =>
    Object.entries(node).flatMap(([name, content]) => {
      if (name === '#text' || !isNodes(content)) return [];
      const text = content.map((child) => child['#text']).filter((part) => typeof part === 'string');
      return [{ name, text: text.join(''), children: elementsOf(content) }];
    }),
  );
}

/** Undefined when the text is well formed, else what is broken and where. */
function brokenAt(text: string): string | undefined {
  try {
    SyntaxValidator.validate(text);
    return undefined;
  } catch (error) {
    const line = error instanceof Error && 'line' in error ? `line ${String(error.line)}: ` : '';
    return `${line}${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The root element, or the validator's words about what is broken and where. */
export function parseXml(text: string): Element | { readonly broken: string } {
  const broken = brokenAt(text);
  if (broken !== undefined) return { broken };
  const parsed: unknown = parser.parse(text);
  const root = isNodes(parsed) ? elementsOf(parsed)[0] : undefined;
  return root ?? { broken: 'there is no root element' };
}

export function childrenOf(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name);
}

/** Text of the first child of that name; an empty element counts as absent. */
export function textOf(element: Element, name: string): string | undefined {
  const text = element.children.find((child) => child.name === name)?.text;
  return text === '' ? undefined : text;
}

export function textsOf(element: Element, name: string): readonly string[] {
  return childrenOf(element, name).map((child) => child.text);
}

/** Every element below this one, at any depth. */
export function descendantsOf(element: Element): readonly Element[] {
  return element.children.flatMap((child) => [child, ...descendantsOf(child)]);
}
