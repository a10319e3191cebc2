/** SOQL text → tokens. Comments do not exist: their first character is one that no token begins with. */
import { malformed, refused } from './refusal.ts';

export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'date' | 'datetime' | 'time' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

/** The first one that fits is taken; a moment is recognised by its `T`, so that a bad one is called a bad moment. */
const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['datetime', /\d{4}-\d{2}-\d{2}[Tt][\d:.]+(?:[Zz]|[+-][\d:]+)?/y],
  ['date', /\d{4}-\d{2}-\d{2}/y],
  ['time', /\d{2}:\d{2}:\d{2}(?:\.\d+)?[Zz]?/y],
  ['number', /[+-]?(?:\d+(?:\.\d*)?|\.\d+)/y],
  ['string', /'(?:[^'\\]|\\[\s\S])*'/y],
  ['symbol', /<=|>=|!=|<>|[=<>(),.:*]/y],
];

const blanks = /\s*/y;

function tokenAt(soql: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(soql)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  const before = soql.slice(0, at).split('\n');
  const place = `line ${before.length}:${before.at(-1)?.length ?? 0}`;
  const character = soql.charAt(at);
  // Texts of Summer '24 ("Changed Error Messages"); the one for a string that does not end is unverified.
  if (character === "'") throw malformed(`${place} mismatched character '<EOF>' expecting '''`);
  throw malformed(`${place} unexpected token: '${character}'`);
}

function tokensOf(soql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ;) {
    blanks.lastIndex = at;
    blanks.exec(soql);
    at = blanks.lastIndex;
    if (at >= soql.length) return [...tokens, { kind: 'end', text: '<EOF>', at: soql.length }];
    const token = tokenAt(soql, at);
    tokens.push(token);
    at += token.text.length;
  }
}

/** Reads a query token by token. Words are compared without their letter case. */
export class Reader {
  readonly soql: string;
  private readonly tokens: readonly Token[];
  private place = 0;

  constructor(soql: string) {
    this.soql = soql;
    this.tokens = tokensOf(soql);
  }

  /** The next token, or one further on. */
  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.place + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new Error('a query has at least the token that ends it');
    return token;
  }

  /** Offset behind the last token that was taken. */
  get end(): number {
    const last = this.tokens[this.place - 1];
    return last === undefined ? 0 : last.at + last.text.length;
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.place++;
    return token;
  }

  /** True when the next tokens are these words or symbols; takes nothing. */
  isNext(...texts: readonly string[]): boolean {
    return texts.every((text, index) => {
      const { kind, text: found } = this.peek(index);
      return (kind === 'word' || kind === 'symbol') && found.toUpperCase() === text;
    });
  }

  /** Takes these words or symbols when they are next. */
  skip(...texts: readonly string[]): boolean {
    if (!this.isNext(...texts)) return false;
    this.place += texts.length;
    return true;
  }

  expect(...texts: readonly string[]): void {
    for (const text of texts) if (!this.skip(text)) throw this.unexpected();
  }

  /** A whole number without a sign. */
  count(): number {
    const token = this.peek();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw this.unexpected();
    return Number(this.take().text);
  }

  unexpected(token = this.peek()): Error {
    return refused('MALFORMED_QUERY', this.soql, token.at, `unexpected token: '${token.text}'`);
  }
}
