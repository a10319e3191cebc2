/** Where a parser stands among the tokens of a text. */
import { invalid } from '../refusal.ts';
import type { Token } from './token.ts';
import { tokenize } from './token.ts';

/** Words that are no name unless quoted (GoogleSQL reference, "Reserved keywords"). */
const reserved: ReadonlySet<string> = new Set(
  `ALL AND ANY ARRAY AS ASC ASSERT_ROWS_MODIFIED AT BETWEEN BY CASE CAST COLLATE CONTAINS CREATE CROSS CUBE CURRENT
   DEFAULT DEFINE DESC DISTINCT ELSE END ENUM ESCAPE EXCEPT EXCLUDE EXISTS EXTRACT FALSE FETCH FOLLOWING FOR FROM FULL
   GRAPH_TABLE GROUP GROUPING GROUPS HASH HAVING IF IGNORE IN INNER INTERSECT INTERVAL INTO IS JOIN LATERAL LEFT LIKE
   LIMIT LOOKUP MERGE NATURAL NEW NO NOT NULL NULLS OF ON OR ORDER OUTER OVER PARTITION PRECEDING PROTO QUALIFY RANGE
   RECURSIVE RESPECT RIGHT ROLLUP ROWS SELECT SET SOME STRUCT TABLESAMPLE THEN TO TREAT TRUE UNBOUNDED UNION UNNEST USING
   WHEN WHERE WINDOW WITH WITHIN`.split(/\s+/),
);

export class Cursor {
  readonly #tokens: readonly Token[];
  #place = 0;
  /** The first half of a double symbol has been taken. */
  #isHalved = false;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  get token(): Token {
    return this.ahead(0);
  }

  get at(): number {
    return this.token.at;
  }

  get isAtEnd(): boolean {
    return this.token.kind === 'end';
  }

  /** End of the token before. */
  get behind(): number {
    return this.#tokens[this.#place - 1]?.end ?? 0;
  }

  ahead(by: number): Token {
    const token = this.#tokens[Math.min(this.#place + by, this.#tokens.length - 1)];
    if (token === undefined) throw new TypeError('A text has at least its end.');
    return token;
  }

  advance(): Token {
    const { token } = this;
    this.#place += 1;
    return token;
  }

  /** Whether the words come next, in any case. */
  isWord(...words: readonly string[]): boolean {
    return words.every((word, index) => {
      const token = this.ahead(index);
      return token.kind === 'word' && token.text.toUpperCase() === word;
    });
  }

  isSymbol(text: string, by = 0): boolean {
    const token = this.ahead(by);
    return token.kind === 'symbol' && token.text === text;
  }

  /** Takes the words, all of them or none. */
  take(...words: readonly string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.#place += words.length;
    return true;
  }

  takeSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.#place += 1;
    return true;
  }

  /** Takes a double symbol in two halves: the first call takes half of it, the second the rest. */
  takeHalf(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    if (this.#isHalved) this.#place += 1;
    this.#isHalved = !this.#isHalved;
    return true;
  }

  expect(...words: readonly string[]): void {
    if (!this.take(...words)) throw this.unexpected(`keyword ${words.join(' ')}`);
  }

  expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) throw this.unexpected(`"${text}"`);
  }

  /** An unquoted word that may be a name, or a quoted one. */
  isName(by = 0): boolean {
    const token = this.ahead(by);
    return token.kind === 'name' || (token.kind === 'word' && !reserved.has(token.text.toUpperCase()));
  }

  name(): string {
    if (!this.isName()) throw this.unexpected('an identifier');
    return this.advance().text;
  }

  /** After a point reserved words are names too. */
  member(): string {
    const { kind } = this.token;
    if (kind !== 'name' && kind !== 'word') throw this.unexpected('an identifier');
    return this.advance().text;
  }

  /** `AS name`, or a name alone. */
  alias(): string | undefined {
    if (this.take('AS')) return this.name();
    return this.isName() ? this.advance().text : undefined;
  }

  /** Items between commas. */
  list<T>(item: () => T): readonly T[] {
    const items = [item()];
    while (this.takeSymbol(',')) items.push(item());
    return items;
  }

  /** Items in parentheses; none is allowed. */
  bracketed<T>(item: () => T, close = ')'): readonly T[] {
    if (this.takeSymbol(close)) return [];
    const items = this.list(item);
    this.expectSymbol(close);
    return items;
  }

  unexpected(wanted: string): ReturnType<typeof invalid> {
    const { kind, text, at } = this.token;
    const found = kind === 'end' ? 'end of script' : `"${text}"`;
    return invalid(at, `Syntax error: Expected ${wanted} but got ${found}`);
  }
}
