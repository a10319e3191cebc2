/** GoogleSQL cut into words (GoogleSQL reference, "Lexical structure and syntax"). */
import { invalid } from '../refusal.ts';

export interface Token {
  readonly kind: 'word' | 'name' | 'string' | 'bytes' | 'integer' | 'float' | 'symbol' | 'parameter' | 'end';
  /** As written; of a quoted name, a string or a parameter what it means. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const symbols = [
  '<=>',
  '|>',
  '||',
  '<<',
  '>>',
  '<=',
  '>=',
  '<>',
  '!=',
  '=>',
  ...Array.from('()[],.;+-*/|&^~<>=:?@{}$'),
];

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at = skipBlank(text, at);
    if (at >= text.length) break;
    const token = next(text, at);
    tokens.push(token);
    at = token.end;
  }
  return [...tokens, { kind: 'end', text: '', at: text.length, end: text.length }];
}

/** Blanks and the three kinds of comment. */
function skipBlank(text: string, start: number): number {
  let at = start;
  for (;;) {
    const blank = /[\s\u00a0]*/uy;
    blank.lastIndex = at;
    at += blank.exec(text)?.[0].length ?? 0;
    if (text.startsWith('--', at) || text[at] === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) throw invalid(at, 'Unclosed comment');
      at = end + 2;
    } else return at;
  }
}

function next(text: string, at: number): Token {
  const quoted = quotedAt(text, at);
  if (quoted !== undefined) return quoted;
  if (text[at] === '`') return backticked(text, at);
  const number = /(?:0[xX][0-9a-fA-F]+)|(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y;
  number.lastIndex = at;
  const digits = number.exec(text)?.[0];
  if (digits !== undefined) {
    if (/[A-Za-z_]/.test(text[at + digits.length] ?? '')) throw invalid(at, 'Missing whitespace after a number');
    const kind = /^0[xX]|^\d+$/.test(digits) ? 'integer' : 'float';
    return { kind, text: digits, at, end: at + digits.length };
  }
  const word = /[A-Za-z_][A-Za-z0-9_]*/y;
  word.lastIndex = at;
  const found = word.exec(text)?.[0];
  if (found !== undefined) return { kind: 'word', text: found, at, end: at + found.length };
  const parameter = /@([A-Za-z_][A-Za-z0-9_]*)/y;
  parameter.lastIndex = at;
  const named = parameter.exec(text);
  if (named !== null) return { kind: 'parameter', text: named[1] ?? '', at, end: at + named[0].length };
  const symbol = symbols.find((one) => text.startsWith(one, at));
  if (symbol === undefined) throw invalid(at, `Illegal input character "${text[at] ?? ''}"`);
  return { kind: 'symbol', text: symbol, at, end: at + symbol.length };
}

function backticked(text: string, at: number): Token {
  const end = text.indexOf('`', at + 1);
  if (end < 0) throw invalid(at, 'Unclosed identifier literal');
  if (end === at + 1) throw invalid(at, 'Invalid empty identifier');
  return { kind: 'name', text: text.slice(at + 1, end), at, end: end + 1 };
}

/** String and bytes literals, raw or not, in one or three quotes; undefined when none stands here. */
function quotedAt(text: string, at: number): Token | undefined {
  const opening = /([rR]?[bB]?|[bB][rR])('''|"""|'|")/y;
  opening.lastIndex = at;
  const match = opening.exec(text);
  if (match === null) return undefined;
  const [whole, prefix = '', quote = ''] = match;
  const isRaw = /r/i.test(prefix);
  const start = at + whole.length;
  let end = start;
  while (!text.startsWith(quote, end)) {
    if (end >= text.length || (quote.length === 1 && text[end] === '\n')) {
      throw invalid(at, 'Unclosed string literal');
    }
    end += text[end] === '\\' ? 2 : 1;
  }
  const inside = text.slice(start, end);
  const kind = /b/i.test(prefix) ? 'bytes' : 'string';
  return { kind, text: isRaw ? inside : unescaped(inside, start), at, end: end + quote.length };
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
};

function unescaped(inside: string, start: number): string {
  return inside.replaceAll(
    /\\(?:([0-3][0-7]{2})|[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (whole: string, octal?: string, hex?: string, short?: string, long?: string, one?: string, offset?: number) => {
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const code = hex ?? short ?? long;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      const plain = one === undefined ? undefined : escapes[one];
      if (plain === undefined) throw invalid(start + (offset ?? 0), `Illegal escape sequence: ${whole}`);
      return plain;
    },
  );
}
