/** The front door of formulas: their scope in a query, and what a deployment asks of them. */
import {
  field,
  relationship,
  knownObject,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
} from '../schema/schema.ts';
import { parseFormula, type Node } from './parse.ts';
import { Scope, Statement } from './scope.ts';
import type { Change } from './compile.ts';
import { FormulaError } from './tokens.ts';
import { typeName, valueType } from './values.ts';

export { FormulaError } from './tokens.ts';
export { Scope, Statement, type Column, type Restrict, type Source } from './scope.ts';
export { filterSql } from './filters.ts';
export { functions } from './functions.ts';
export { parseFormula, type Node } from './parse.ts';
export type { Change, FieldReference } from './compile.ts';

/** Source characters of a formula (Help, "Tips for Working with Formula Fields"). */
const longest = 3900;

/** Fields a formula reads, as `path → the object it starts from`; nested formula fields are followed. */
export interface FormulaFacts {
  /** Looks at another record. */
  readonly crosses: boolean;
  /** Changes without a change of the record: TODAY(), NOW(), `$User`. */
  readonly drifts: boolean;
  /** Fields of the record itself that it reads, formulas resolved to the stored fields behind them. */
  readonly fields: ReadonlySet<string>;
}

function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'call') return node.args;
  if (node.kind === 'unary') return [node.operand];
  return node.kind === 'binary' ? [node.left, node.right] : [];
}

function* nodesOf(node: Node): Iterable<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

const stable = (fields: readonly string[]): FormulaFacts => ({
  crosses: false,
  drifts: false,
  fields: new Set(fields),
});

function merge(facts: readonly FormulaFacts[]): FormulaFacts {
  return {
    crosses: facts.some((one) => one.crosses),
    drifts: facts.some((one) => one.drifts),
    fields: new Set(facts.flatMap((one) => [...one.fields])),
  };
}

function factsOfNode(object: ObjectSchema, node: Node, seen: ReadonlySet<string>): FormulaFacts {
  if (node.kind === 'call') return { ...stable([]), drifts: node.name === 'TODAY' || node.name === 'NOW' };
  if (node.kind !== 'name') return stable([]);
  const [head = '', ...rest] = node.path;
  if (head.startsWith('$')) return { ...stable([]), drifts: true };
  const own = field(object, head) ?? relationship(object, head);
  const facts = own === undefined ? stable([]) : factsOf(object, own, seen);
  return rest.length === 0 ? facts : { ...facts, crosses: true };
}

/** For a stored field: itself. Throws a FormulaError when the formula cannot be read. */
export function factsOf(object: ObjectSchema, one: FieldSchema, seen: ReadonlySet<string> = new Set()): FormulaFacts {
  if (one.formula === undefined || seen.has(one.name)) return stable([one.name]);
  const inside = new Set([...seen, one.name]);
  return merge([...nodesOf(parseFormula(one.formula.source))].map((node) => factsOfNode(object, node, inside)));
}

/** Compiles a formula field as a query would. Throws a FormulaError. */
export function checkFormulaField(schema: OrgSchema, object: ObjectSchema, one: FieldSchema): void {
  const source = one.formula?.source ?? '';
  if (source.length > longest) {
    throw new FormulaError(`Formula is too long (${source.length} characters). Maximum length is ${longest}.`, longest);
  }
  const scope = new Scope(schema, object, new Statement());
  const result = scope.compile(source, { blanksAreZero: one.formula?.blanksAreZero ?? false });
  const expected = valueType(one);
  if (result.type !== expected && result.type !== 'null') {
    throw new FormulaError(
      `Formula result is data type (${typeName(result.type)}), incompatible with expected data type (${typeName(expected)}).`,
      0,
    );
  }
  scope.column(scope.root, one.name); // finds circular references
}

/** A rule's condition must be true or false. Throws a FormulaError. */
export function checkCondition(schema: OrgSchema, object: ObjectSchema, source: string): void {
  const scope = new Scope(schema, object, new Statement());
  const change: Change = {
    isNew: '0',
    prior: (path, at) => {
      const found = path.length === 1 ? scope.column(scope.root, path[0] ?? '') : undefined;
      if (found === undefined) throw new FormulaError(`Field ${path.join('.')} does not exist. Check spelling.`, at);
      return found;
    },
  };
  const result = scope.compile(source, { change });
  if (result.type !== 'boolean' && result.type !== 'null') {
    throw new FormulaError(
      `Formula result is data type (${typeName(result.type)}), incompatible with expected data type (Boolean).`,
      0,
    );
  }
}

/** Names that a formula has of one global variable: `Name` of `$Permission.Name`. */
export function namedUnder(global: '$Label' | '$Permission', source: string): readonly string[] {
  return [...nodesOf(parseFormula(source))].flatMap((node) =>
    node.kind === 'name' && node.path[0]?.toLowerCase() === global.toLowerCase() ? node.path.slice(1) : [],
  );
}

/** A field's default: a formula without a record, that may know the running user and the day. */
export function defaultSql(
  schema: OrgSchema,
  source: string,
): { readonly sql: string; readonly params: Statement['params'] } {
  const statement = new Statement();
  const fieldless: ObjectSchema = { ...knownObject(schema, 'User'), fields: [] };
  const scope = new Scope(schema, fieldless, statement);
  const { sql } = scope.compile(source);
  return {
    sql: `SELECT ${sql} FROM ${scope.from()} WHERE ${scope.alias}."Id" = running_user()`,
    params: statement.params,
  };
}
