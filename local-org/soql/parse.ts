/** SOQL text → the parser's tree; conditions, which it gives as a list with counted parentheses, become a tree here. */
import {
  parseQuery,
  type HavingClause,
  type Query,
  type WhereClause,
  type Condition as Leaf,
  type ValueQueryCondition,
} from '@jetstreamapp/soql-parser-js';
import { ApiError } from '../errors.ts';

export type { Query, QueryBase, Subquery, FieldType, FunctionExp, OrderByClause } from '@jetstreamapp/soql-parser-js';

const longest = 100_000;

export type LeafCondition = Exclude<Leaf, { openParen: number }> | ValueQueryCondition;

export type Condition =
  | { readonly kind: 'leaf'; readonly leaf: LeafCondition }
  | { readonly kind: 'not'; readonly inner: Condition }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] };

export function malformed(message: string): ApiError {
  return new ApiError(400, 'MALFORMED_QUERY', message);
}

/** What the parser's exceptions say about the token they stopped at. */
function reasonOf(error: Error): string {
  const found = /but found(?: -->|:) '([^']*)'/.exec(error.message.replaceAll('\n', ' '))?.[1];
  const redundant = /expecting EOF but found: (.*)$/s.exec(error.message)?.[1];
  const token = redundant ?? found ?? '';
  return token === '' ? 'unexpected token: <EOF>' : `unexpected token: '${token}'`;
}

/** Throws MALFORMED_QUERY for text that is not SOQL. */
export function parseSoql(soql: string): Query {
  if (soql.length > longest) throw malformed(`SOQL statements cannot be longer than ${longest} characters.`);
  if (soql.trim() === '') throw malformed("unexpected token: '<EOF>'");
  try {
    // Both options: without the second one the library builds its grammar anew for each query, which takes 50 ms.
    return parseQuery(soql, { logErrors: false, ignoreParseErrors: false });
  } catch (error) {
    if (error instanceof Error) throw malformed(reasonOf(error));
    throw error;
  }
}

type Token =
  { readonly kind: '(' | ')' | 'NOT' | 'AND' | 'OR' } | { readonly kind: 'leaf'; readonly leaf: LeafCondition };

interface Clause {
  readonly left: LeafCondition | { readonly openParen: number } | null;
  readonly operator?: string;
  readonly right?: WhereClause | HavingClause;
}

function isLeaf(left: Clause['left']): left is LeafCondition {
  return left !== null && 'operator' in left;
}

function tokensOf(clause: WhereClause | HavingClause): readonly Token[] {
  const tokens: Token[] = [];
  const parens = (kind: '(' | ')', count: number | undefined): void => {
    for (let index = 0; index < (count ?? 0); index++) tokens.push({ kind });
  };
  let rest: Clause | undefined = clause;
  while (rest !== undefined) {
    const { left, operator }: Clause = rest;
    parens('(', left?.openParen);
    if (isLeaf(left)) {
      tokens.push({ kind: 'leaf', leaf: left });
      parens(')', left.closeParen);
    }
    if (operator === 'AND' || operator === 'OR' || operator === 'NOT') tokens.push({ kind: operator });
    rest = rest.right;
  }
  return tokens;
}

/** AND and OR may not be mixed without parentheses, as in the platform's grammar. */
class ConditionReader {
  private readonly tokens: readonly Token[];
  private place = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(): Condition {
    const condition = this.sequence();
    const rest = this.tokens[this.place];
    if (rest !== undefined) throw malformed(`unexpected token: '${rest.kind}'`);
    return condition;
  }

  private sequence(): Condition {
    const parts = [this.term()];
    let joint: 'AND' | 'OR' | undefined;
    for (;;) {
      const next = this.tokens[this.place];
      if (next?.kind !== 'AND' && next?.kind !== 'OR') break;
      if (joint !== undefined && joint !== next.kind) throw malformed(`unexpected token: '${next.kind}'`);
      joint = next.kind;
      this.place++;
      parts.push(this.term());
    }
    const [only] = parts;
    if (joint === undefined && only !== undefined) return only;
    return { kind: joint === 'OR' ? 'or' : 'and', parts };
  }

  private term(): Condition {
    const token = this.tokens[this.place++];
    if (token === undefined) throw malformed("unexpected token: '<EOF>'");
    if (token.kind === 'NOT') return { kind: 'not', inner: this.term() };
    if (token.kind === 'leaf') return token;
    if (token.kind !== '(') throw malformed(`unexpected token: '${token.kind}'`);
    const inner = this.sequence();
    if (this.tokens[this.place++]?.kind !== ')') throw malformed("expecting a right parentheses, found '<EOF>'");
    return inner;
  }
}

export function conditionOf(clause: WhereClause | HavingClause): Condition {
  return new ConditionReader(tokensOf(clause)).whole();
}
