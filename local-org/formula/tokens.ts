/** Formula text → words, numbers, texts and signs. */

/** A formula that cannot be read or does not fit its fields; `at` is the offset in its source. */
export class FormulaError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'FormulaError';
    this.at = at;
  }
}

export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  /** For a text, what it says: without quotes, escapes resolved. */
  readonly text: string;
  readonly at: number;
}

const blank = /(?:\s+|\/\*[\s\S]*?\*\/)+/y;
const number = /(?:\d+\.?\d*|\.\d+)/y;
const name = /\$?[A-Za-z_][A-Za-z0-9_]*(?::[A-Za-z]+)?(?:\.[A-Za-z_][A-Za-z0-9_]*(?::[A-Za-z]+)?)*/y;
const quoted = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const sign = /&&|\|\||<>|!=|==|<=|>=|[-+*/^&<>=!(),]/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\([\s\S])/g, (_, letter: string) => escapes[letter] ?? letter);
}

function tokenAt(source: string, at: number): { readonly token: Token; readonly end: number } {
  const readers = [
    ['text', quoted],
    ['number', number],
    ['name', name],
    ['sign', sign],
  ] as const;
  for (const [kind, pattern] of readers) {
    const text = match(pattern, source, at);
    if (text === undefined) continue;
    return { token: { kind, text: kind === 'text' ? unquote(text) : text, at }, end: at + text.length };
  }
  throw new FormulaError(`Syntax error. Found '${source.charAt(at)}'`, at);
}

export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = match(blank, source, 0)?.length ?? 0;
  while (at < source.length) {
    const { token, end } = tokenAt(source, at);
    tokens.push(token);
    at = end + (match(blank, source, end)?.length ?? 0);
  }
  tokens.push({ kind: 'end', text: '', at: source.length });
  return tokens;
}
