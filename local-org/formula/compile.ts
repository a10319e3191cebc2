/** Tree → SQL. Where a name leads and what has changed is asked of the environment. */
import type { FieldSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { Call, functions } from './functions.ts';
import { binary, unary } from './operators.ts';
import type { Node } from './parse.ts';
import { FormulaError } from './tokens.ts';
import { value, valueType, type Value } from './values.ts';

export interface FieldReference {
  readonly field: FieldSchema;
  readonly sql: string;
}

/** What a validation rule knows about the save it judges. */
export interface Change {
  /** SQL that is 1 for a new record. */
  readonly isNew: string;
  /** The field as it was before the save; as it is now for a new record. */
  prior(path: readonly string[], at: number): FieldReference;
}

export interface Environment {
  readonly blanksAreZero: boolean;
  /** Throws a FormulaError for a field that does not exist. */
  reference(path: readonly string[], at: number): FieldReference;
  /** The placeholder of a bound value. */
  bind(value: SqlValue): string;
  readonly change?: Change;
}

/** Fields as formulas read them: percents as fractions, ids with 15 characters, no checkbox without a value. */
function fieldValue({ field, sql }: FieldReference, blanksAreZero: boolean, at: number): Value {
  const type = valueType(field);
  if (type === 'number') {
    const number = blanksAreZero ? `ifnull(${sql}, 0)` : sql;
    return field.type === 'percent' ? value(type, `(${number} / 100.0)`, false) : value(type, number);
  }
  if (type === 'boolean') return value(type, `ifnull(${sql}, 0)`);
  if (field.type === 'reference' || field.type === 'id') return value('text', `substr(${sql}, 1, 15)`);
  if (field.type === 'textarea' && field.length > 255) {
    throw new FormulaError(`Field ${field.name} is a long text area; formulas cannot refer to it.`, at);
  }
  return value(type, sql);
}

function nameOf(node: Node | undefined, name: string, at: number): readonly string[] {
  if (node?.kind === 'name') return node.path;
  throw new FormulaError(`Incorrect parameter for function '${name}()'. Expected a field`, at);
}

/** ISNEW, ISCHANGED and PRIORVALUE; undefined for every other function. */
function changeCall(node: Node & { readonly kind: 'call' }, environment: Environment): Value | undefined {
  if (node.name !== 'ISNEW' && node.name !== 'ISCHANGED' && node.name !== 'PRIORVALUE') return undefined;
  const { change } = environment;
  if (change === undefined) {
    throw new FormulaError(`The ${node.name} function can only be used in validation rules.`, node.at);
  }
  if (node.name === 'ISNEW') return value('boolean', change.isNew);
  const path = nameOf(node.args[0], node.name, node.at);
  const before = change.prior(path, node.at);
  if (node.name === 'PRIORVALUE') return fieldValue(before, environment.blanksAreZero, node.at);
  return value('boolean', `(${environment.reference(path, node.at).sql} IS NOT ${before.sql})`);
}

function callValue(node: Node & { readonly kind: 'call' }, environment: Environment): Value {
  const changed = changeCall(node, environment);
  if (changed !== undefined) return changed;
  const rule = Object.hasOwn(functions, node.name) ? functions[node.name] : undefined;
  if (rule === undefined) throw new FormulaError(`Unknown function ${node.name}. Check spelling.`, node.at);
  const { length } = node.args;
  if (length < rule.least || length > rule.most) {
    const expected = length < rule.least ? rule.least : rule.most;
    throw new FormulaError(
      `Incorrect number of parameters for function '${node.name}()'. Expected ${expected}, received ${length}`,
      node.at,
    );
  }
  const args = node.args.map((arg) => compileNode(arg, environment));
  return rule.emit(new Call(node.name, args, node.at));
}

/** Throws a FormulaError for unknown names, unknown functions and types that do not fit. */
export function compileNode(node: Node, environment: Environment): Value {
  switch (node.kind) {
    case 'number':
      return value('number', environment.bind(node.value));
    case 'text':
      return value('text', environment.bind(node.value));
    case 'boolean':
      return value('boolean', node.value ? '1' : '0');
    case 'null':
      return value('null', 'NULL');
    case 'name':
      return fieldValue(environment.reference(node.path, node.at), environment.blanksAreZero, node.at);
    case 'unary':
      return unary(node.operator, compileNode(node.operand, environment), node.at);
    case 'binary':
      return binary(node.operator, compileNode(node.left, environment), compileNode(node.right, environment), node.at);
    case 'call':
      return callValue(node, environment);
  }
}
