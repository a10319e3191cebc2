/** Files of a package → components, each checked against the grammar of its type. */
import type { PackageFile } from '../../engine/engine.ts';
import { parseXml, placeOf, textOf, XmlError, type Element } from '../../xml.ts';
import { type Component, type Named, type Problem } from '../component.ts';
import { foreignComponent } from '../foreign.ts';
import { grammarFault } from '../grammar/grammar.ts';
import { childName, childrenOf, factsOfFolder, foreignChildren, type TypeFacts } from '../types.ts';
import { notAvailable } from './manifest.ts';

const decoder = new TextDecoder();

interface Gathered {
  readonly facts: TypeFacts;
  readonly name: string;
  readonly file: string;
  readonly files: PackageFile[];
}

export class PackageReader {
  readonly components: Component[] = [];
  readonly problems: Problem[] = [];
  private readonly gathered = new Map<string, Gathered>();
  private readonly foreign = new Set<string>();

  read(file: PackageFile): void {
    const [folder = '', ...rest] = file.path.split('/');
    if (rest.length === 0) return;
    const facts = factsOfFolder(folder);
    if (facts === undefined) this.refuse(file);
    else if (facts.shape === 'tree') this.interpret(file, facts, rest.join('/'));
    else this.gather(file, facts, rest);
  }

  /** Bundles and content files, once all their files have been read. */
  finish(): void {
    for (const one of this.gathered.values()) this.compose(one);
  }

  /** One message a component, however many files it has. */
  private refuse(file: PackageFile): void {
    const named = foreignComponent(file.path);
    if (named === undefined) {
      this.problem({ type: '', name: file.path, file: file.path }, 'Not in package.xml');
      return;
    }
    const key = `${named.type} ${named.name}`;
    if (this.foreign.has(key)) return;
    this.foreign.add(key);
    this.problem({ ...named, file: file.path.replace(/-meta\.xml$/, '') }, notAvailable);
  }

  private problem(named: Named, problem: string, place: { line?: number; column?: number } = {}): void {
    const { type, name, file } = named;
    this.problems.push({ type, name, file, problem, ...place });
  }

  private parse(file: PackageFile, named: Named): Element | undefined {
    try {
      return parseXml(decoder.decode(file.content));
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      this.problem(named, `Error parsing file: ${error.message}`, { line: error.line, column: error.column });
      return undefined;
    }
  }

  /** Adds the component unless its file breaks the grammar. */
  private add(component: Component): void {
    const fault = grammarFault(component.body, component.type);
    if (fault === undefined) this.components.push(component);
    else this.problem(component, fault.problem, placeOf(fault.element) ?? {});
  }

  private interpret(file: PackageFile, facts: TypeFacts, path: string): void {
    const plain = path.replace(/-meta\.xml$/, '');
    const { type, suffix } = facts;
    if (!plain.endsWith(`.${suffix}`)) {
      this.problem({ type, name: plain, file: file.path }, `A file of type ${type} ends in .${suffix}`);
      return;
    }
    const name = plain.slice(0, -suffix.length - 1);
    const named = { type, name, file: `${facts.folder}/${plain}` };
    const root = this.parse(file, named);
    if (root === undefined) return;
    if (root.name !== type) {
      this.problem(named, `Error parsing file: The root element is ${root.name}, not ${type}`, placeOf(root));
      return;
    }
    this.split(named, root);
  }

  /** Own elements of a parent stay with it; fields, rules and the like become components. */
  private split(named: Named, root: Element): void {
    const kinds = new Map(childrenOf(named.type).map((one) => [one.tag, one]));
    const own = root.children.filter((child) => !kinds.has(child.name) && !(child.name in foreignChildren));
    if (own.length > 0 || kinds.size === 0) this.add({ ...named, body: { ...root, children: own } });
    for (const child of root.children) {
      const facts = kinds.get(child.name);
      const foreign = foreignChildren[child.name];
      const fullName = textOf(child, 'fullName') ?? '';
      if (foreign !== undefined) {
        const refused = { type: foreign, name: `${named.name}.${fullName}`, file: named.file };
        this.problem(refused, notAvailable, placeOf(child));
      }
      if (facts === undefined) continue;
      const name = childName(facts, named.name, fullName);
      this.add({ type: facts.type, name, file: named.file, body: child });
    }
  }

  private gather(file: PackageFile, facts: TypeFacts, rest: readonly string[]): void {
    const [first = ''] = rest;
    const isBundle = facts.shape === 'bundle';
    const name = isBundle ? first : first.replace(/-meta\.xml$/, '').replace(new RegExp(`\\.${facts.suffix}$`), '');
    const path = isBundle ? `${facts.folder}/${name}` : `${facts.folder}/${name}.${facts.suffix}`;
    const known = this.gathered.get(path.toLowerCase()) ?? { facts, name, file: path, files: [] };
    known.files.push(file);
    this.gathered.set(path.toLowerCase(), known);
  }

  private compose({ facts, name, file, files }: Gathered): void {
    const named = { type: facts.type, name, file };
    const isBundle = facts.shape === 'bundle';
    const description = isBundle ? `${file}/${name}.js-meta.xml` : `${file}-meta.xml`;
    const found = files.find(({ path }) => path.toLowerCase() === description.toLowerCase());
    if (found === undefined) {
      this.problem(named, `Cannot find ${isBundle ? 'Lightning Component Bundle' : 'metadata'} file ${description}`);
      return;
    }
    const body = this.parse(found, named);
    if (body === undefined) return;
    if (!isBundle && files.length < 2) {
      this.problem(named, 'Required field is missing: content');
      return;
    }
    this.add({ ...named, body, files });
  }
}
