/**
 * Formula text → tree. Our own parser: npm `formulon` 6.25.6 knows no unary minus before a field, no comments and no
 * escaped quotes, and reads `A & B = C` as `A & (B = C)`. Precedence, tightest first: unary, ^, * /, + -, &,
 * comparison, equality, &&, ||; all of them from left to right (Help, "Formula Operators and Functions").
 */
import { FormulaError, tokensOf, type Token } from './tokens.ts';

export type BinaryOperator = '^' | '*' | '/' | '+' | '-' | '&' | '<' | '>' | '<=' | '>=' | '=' | '<>' | '&&' | '||';

/** `at` is the offset in the source. */
export type Node =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'null'; readonly at: number }
  | { readonly kind: 'name'; readonly path: readonly string[]; readonly at: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[]; readonly at: number }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Node; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Node;
      readonly right: Node;
      readonly at: number;
    };

const strength: Readonly<Record<BinaryOperator, number>> = {
  '||': 1,
  '&&': 2,
  '=': 3,
  '<>': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '&': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '^': 8,
};

const spellings: Readonly<Record<string, BinaryOperator>> = { '==': '=', '!=': '<>' };

function binaryOperator(token: Token): BinaryOperator | undefined {
  if (token.kind !== 'sign') return undefined;
  const operator = spellings[token.text] ?? token.text;
  return operator in strength ? (operator as BinaryOperator) : undefined; // just looked up among its keys
}

class Parser {
  private readonly tokens: readonly Token[];
  private place = 0;

  constructor(source: string) {
    this.tokens = tokensOf(source);
  }

  whole(): Node {
    const node = this.expression(0);
    const rest = this.peek();
    if (rest.kind !== 'end') throw new FormulaError(`Syntax error. Extra ${rest.text}`, rest.at);
    return node;
  }

  private peek(): Token {
    const token = this.tokens[this.place] ?? this.tokens.at(-1);
    if (token === undefined) throw new FormulaError('Syntax error. Found nothing', 0);
    return token;
  }

  private take(): Token {
    const token = this.peek();
    this.place++;
    return token;
  }

  private isSign(text: string): boolean {
    const token = this.peek();
    return token.kind === 'sign' && token.text === text;
  }

  private expect(text: string): void {
    const token = this.peek();
    if (!this.isSign(text)) throw new FormulaError(`Syntax error. Missing '${text}'`, token.at);
    this.place++;
  }

  private expression(least: number): Node {
    let left = this.unary();
    for (;;) {
      const token = this.peek();
      const operator = binaryOperator(token);
      if (operator === undefined || strength[operator] <= least) return left;
      this.place++;
      const right = this.expression(strength[operator]);
      left = { kind: 'binary', operator, left, right, at: token.at };
    }
  }

  private unary(): Node {
    const token = this.peek();
    if (token.kind === 'sign' && (token.text === '-' || token.text === '!' || token.text === '+')) {
      this.place++;
      const operand = this.unary();
      return token.text === '+' ? operand : { kind: 'unary', operator: token.text, operand, at: token.at };
    }
    return this.primary();
  }

  private primary(): Node {
    const token = this.take();
    const { at, text } = token;
    if (token.kind === 'number') return { kind: 'number', value: Number(text), at };
    if (token.kind === 'text') return { kind: 'text', value: text, at };
    if (token.kind === 'name') return this.named(token);
    if (token.kind === 'sign' && text === '(') {
      const inner = this.expression(0);
      this.expect(')');
      return inner;
    }
    throw new FormulaError(
      token.kind === 'end' ? 'Syntax error. Found end of formula' : `Syntax error. Found '${text}'`,
      at,
    );
  }

  private named({ text, at }: Token): Node {
    const upper = text.toUpperCase();
    if (this.isSign('(')) return { kind: 'call', name: upper, args: this.list(), at };
    if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'boolean', value: upper === 'TRUE', at };
    return upper === 'NULL' ? { kind: 'null', at } : { kind: 'name', path: text.split('.'), at };
  }

  private list(): readonly Node[] {
    this.expect('(');
    const args: Node[] = [];
    if (!this.isSign(')')) {
      args.push(this.expression(0));
      while (this.isSign(',')) {
        this.place++;
        args.push(this.expression(0));
      }
    }
    this.expect(')');
    return args;
  }
}

const trees = new Map<string, Node>();

/** Throws a FormulaError with the offset of what it could not read. A tree is made once for each text. */
export function parseFormula(source: string): Node {
  const tree = trees.get(source) ?? new Parser(source).whole();
  trees.set(source, tree);
  return tree;
}
