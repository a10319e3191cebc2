/** Statements other than queries: what our product says to BigQuery, and no more. */
import type { Cursor, Expression, From, Query, TypeName } from '../../server/googlesql/parse/parse.ts';
import { expressionAt, fromAt, pathAt, queryAt, startsQuery, typeAt } from '../../server/googlesql/parse/parse.ts';

export interface Target {
  readonly path: readonly string[];
  readonly alias: string | undefined;
  readonly at: number;
}

export interface Assignment {
  readonly column: string;
  readonly value: Expression;
}

export interface MergeWhen {
  readonly match: 'MATCHED' | 'NOT MATCHED' | 'NOT MATCHED BY SOURCE';
  readonly condition: Expression | undefined;
  readonly then:
    | { readonly kind: 'update'; readonly set: readonly Assignment[] }
    | { readonly kind: 'delete' }
    | { readonly kind: 'insert'; readonly columns: readonly string[]; readonly values: readonly Expression[] };
}

export type Statement =
  | { readonly kind: 'query'; readonly query: Query; readonly at: number }
  | {
      readonly kind: 'create';
      readonly at: number;
      readonly path: readonly string[];
      readonly isTemporary: boolean;
      readonly replaces: boolean;
      readonly ifMissing: boolean;
      readonly columns: readonly { readonly name: string; readonly type: TypeName; readonly isRequired: boolean }[];
      readonly partition: string | undefined;
      readonly cluster: readonly string[];
      readonly options: ReadonlyMap<string, Expression>;
      readonly query: Query | undefined;
    }
  | { readonly kind: 'drop'; readonly path: readonly string[]; readonly ifThere: boolean; readonly at: number }
  | {
      readonly kind: 'alter';
      readonly path: readonly string[];
      readonly at: number;
      readonly add: readonly { readonly name: string; readonly type: TypeName; readonly ifMissing: boolean }[];
    }
  | {
      readonly kind: 'insert';
      readonly target: Target;
      readonly columns: readonly string[];
      readonly query: Query | undefined;
      readonly rows: readonly (readonly Expression[])[];
      readonly at: number;
    }
  | {
      readonly kind: 'update';
      readonly target: Target;
      readonly set: readonly Assignment[];
      readonly from: From | undefined;
      readonly where: Expression;
      readonly at: number;
    }
  | { readonly kind: 'delete'; readonly target: Target; readonly where: Expression; readonly at: number }
  | {
      readonly kind: 'merge';
      readonly target: Target;
      readonly source: From;
      readonly on: Expression;
      readonly whens: readonly MergeWhen[];
      readonly at: number;
    }
  | { readonly kind: 'transaction'; readonly verb: 'BEGIN' | 'COMMIT' | 'ROLLBACK'; readonly at: number }
  | { readonly kind: 'assert'; readonly condition: Expression; readonly message: string; readonly at: number };

export type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** One or several statements, separated by semicolons. */
export function scriptAt(cursor: Cursor): readonly Statement[] {
  const statements: Statement[] = [];
  do statements.push(statementAt(cursor));
  while (cursor.takeSymbol(';') && !cursor.isAtEnd);
  if (!cursor.isAtEnd) throw cursor.unexpected('end of input');
  return statements;
}

function statementAt(cursor: Cursor): Statement {
  const { at } = cursor;
  if (startsQuery(cursor)) return { kind: 'query', at, query: queryAt(cursor) };
  if (cursor.take('CREATE')) return createAt(cursor, at);
  if (cursor.take('DROP', 'TABLE')) {
    return { kind: 'drop', at, ifThere: cursor.take('IF', 'EXISTS'), path: pathAt(cursor) };
  }
  if (cursor.take('ALTER', 'TABLE')) return alterAt(cursor, at);
  if (cursor.take('INSERT')) return insertAt(cursor, at);
  if (cursor.take('UPDATE')) return updateAt(cursor, at);
  if (cursor.take('DELETE')) {
    cursor.take('FROM');
    const target = targetAt(cursor);
    cursor.expect('WHERE');
    return { kind: 'delete', at, target, where: expressionAt(cursor) };
  }
  if (cursor.take('MERGE')) return mergeAt(cursor, at);
  for (const verb of ['BEGIN', 'COMMIT', 'ROLLBACK'] as const) {
    if (cursor.take(verb, 'TRANSACTION')) return { kind: 'transaction', at, verb };
  }
  if (cursor.take('ASSERT')) {
    const condition = expressionAt(cursor);
    cursor.expect('AS');
    if (cursor.token.kind !== 'string') throw cursor.unexpected('a string');
    return { kind: 'assert', at, condition, message: cursor.advance().text };
  }
  throw cursor.unexpected('a statement');
}

function createAt(cursor: Cursor, at: number): Statement {
  const replaces = cursor.take('OR', 'REPLACE');
  const isTemporary = cursor.take('TEMP') || cursor.take('TEMPORARY');
  cursor.expect('TABLE');
  const ifMissing = cursor.take('IF', 'NOT', 'EXISTS');
  const path = pathAt(cursor);
  const columns = cursor.takeSymbol('(') ? cursor.bracketed(() => definitionAt(cursor)) : [];
  const start = cursor.at;
  const partition = cursor.take('PARTITION', 'BY') ? JSON.stringify(expressionAt(cursor)) : undefined;
  const cluster = cursor.take('CLUSTER', 'BY') ? cursor.list(() => cursor.name()) : [];
  const options = new Map<string, Expression>();
  if (cursor.take('OPTIONS')) {
    cursor.expectSymbol('(');
    cursor.bracketed(() => {
      const name = cursor.name();
      cursor.expectSymbol('=');
      options.set(name, expressionAt(cursor));
    });
  }
  const query = cursor.take('AS') ? queryAt(cursor) : undefined;
  if (query === undefined && columns.length === 0) throw cursor.unexpected(`AS after ${start}`);
  return { kind: 'create', at, path, isTemporary, replaces, ifMissing, columns, partition, cluster, options, query };
}

function definitionAt(cursor: Cursor): Of<'create'>['columns'][number] {
  const name = cursor.name();
  const type = typeAt(cursor);
  const isRequired = cursor.take('NOT', 'NULL');
  if (cursor.take('OPTIONS')) {
    cursor.expectSymbol('(');
    cursor.bracketed(() => {
      cursor.name();
      cursor.expectSymbol('=');
      expressionAt(cursor);
    });
  }
  return { name, type, isRequired };
}

function alterAt(cursor: Cursor, at: number): Statement {
  const path = pathAt(cursor);
  const add = cursor.list(() => {
    cursor.expect('ADD', 'COLUMN');
    const ifMissing = cursor.take('IF', 'NOT', 'EXISTS');
    return { ifMissing, name: cursor.name(), type: typeAt(cursor) };
  });
  return { kind: 'alter', at, path, add };
}

function insertAt(cursor: Cursor, at: number): Statement {
  cursor.take('INTO');
  const target = { at: cursor.at, path: pathAt(cursor), alias: undefined };
  const isList = cursor.isSymbol('(') && !startsQuery(cursor);
  let columns: readonly string[] = [];
  if (isList) {
    cursor.advance();
    columns = cursor.bracketed(() => cursor.name());
  }
  if (!cursor.take('VALUES')) return { kind: 'insert', at, target, columns, query: queryAt(cursor), rows: [] };
  const rows = cursor.list(() => {
    cursor.expectSymbol('(');
    return cursor.bracketed(() => expressionAt(cursor));
  });
  return { kind: 'insert', at, target, columns, query: undefined, rows };
}

function updateAt(cursor: Cursor, at: number): Statement {
  const target = targetAt(cursor);
  cursor.expect('SET');
  const set = cursor.list(() => assignmentAt(cursor));
  const from = cursor.take('FROM') ? fromAt(cursor) : undefined;
  cursor.expect('WHERE');
  return { kind: 'update', at, target, set, from, where: expressionAt(cursor) };
}

function assignmentAt(cursor: Cursor): Assignment {
  const first = cursor.name();
  const column = cursor.takeSymbol('.') ? cursor.member() : first;
  cursor.expectSymbol('=');
  return { column, value: expressionAt(cursor) };
}

function targetAt(cursor: Cursor): Target {
  const { at } = cursor;
  return { at, path: pathAt(cursor), alias: cursor.isWord('SET') ? undefined : cursor.alias() };
}

function mergeAt(cursor: Cursor, at: number): Statement {
  cursor.take('INTO');
  const target = targetAt(cursor);
  cursor.expect('USING');
  const source = fromAt(cursor);
  cursor.expect('ON');
  const on = expressionAt(cursor);
  const whens: MergeWhen[] = [];
  while (cursor.take('WHEN')) whens.push(whenAt(cursor));
  if (whens.length === 0) throw cursor.unexpected('keyword WHEN');
  return { kind: 'merge', at, target, source, on, whens };
}

function whenAt(cursor: Cursor): MergeWhen {
  const isNot = cursor.take('NOT');
  cursor.expect('MATCHED');
  const bySource = isNot && cursor.take('BY', 'SOURCE');
  if (isNot && !bySource) cursor.take('BY', 'TARGET');
  const match = bySource ? 'NOT MATCHED BY SOURCE' : isNot ? 'NOT MATCHED' : 'MATCHED';
  const condition = cursor.take('AND') ? expressionAt(cursor) : undefined;
  cursor.expect('THEN');
  if (cursor.take('DELETE')) return { match, condition, then: { kind: 'delete' } };
  if (cursor.take('UPDATE')) {
    cursor.expect('SET');
    return { match, condition, then: { kind: 'update', set: cursor.list(() => assignmentAt(cursor)) } };
  }
  cursor.expect('INSERT');
  cursor.expectSymbol('(');
  const columns = cursor.bracketed(() => cursor.name());
  cursor.expect('VALUES');
  cursor.expectSymbol('(');
  return { match, condition, then: { kind: 'insert', columns, values: cursor.bracketed(() => expressionAt(cursor)) } };
}
