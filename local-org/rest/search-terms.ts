/** What stands in the braces of FIND: words, phrases, wildcards, AND, OR, AND NOT (SOQL and SOSL Reference, "FIND {SearchQuery}"). */
import { ApiError } from '../engine/engine.ts';

/** A word with its wildcards, or several that have to follow each other. */
export type Term =
  | { readonly kind: 'phrase'; readonly words: readonly string[] }
  | { readonly kind: 'and' | 'or'; readonly left: Term; readonly right: Term }
  | { readonly kind: 'not'; readonly inner: Term };

const invalid = (message: string): ApiError => new ApiError(400, 'INVALID_SEARCH', message);

/** Quoted phrases, parentheses and words; a backslash takes the meaning from the next character. */
const token = /"((?:[^"\\]|\\.)*)"|[()]|(?:[^\s()"\\]|\\.)+/gs;

/** Text is compared word by word; what is neither letter nor digit parts words. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words of a term; `*` and `?` stay in them as the wildcards that they are. */
function patternsOf(text: string): readonly string[] {
  return (
    text
      .replace(/\\(.)/gs, (_, character: string) => (/[*?]/.test(character) ? ' ' : character))
      .toLowerCase()
      .match(/[\p{L}\p{N}*?]+/gu) ?? []
  );
}

class Terms {
  private readonly tokens: readonly string[];
  private place = 0;

  constructor(text: string) {
    this.tokens = text.match(token) ?? [];
  }

  whole(): Term {
    const term = this.either();
    if (this.place < this.tokens.length) throw invalid('The search term is not balanced.'); // text unverified
    return term;
  }

  private skip(word: string): boolean {
    if (this.tokens[this.place]?.toUpperCase() !== word) return false;
    this.place++;
    return true;
  }

  private either(): Term {
    let left = this.both();
    while (this.skip('OR')) left = { kind: 'or', left, right: this.both() };
    return left;
  }

  /** Words beside each other have to be found together. */
  private both(): Term {
    let left = this.one();
    for (;;) {
      const next = this.tokens[this.place]?.toUpperCase();
      if (next === undefined || next === ')' || next === 'OR') return left;
      this.skip('AND');
      const right: Term = this.skip('NOT') ? { kind: 'not', inner: this.one() } : this.one();
      left = { kind: 'and', left, right };
    }
  }

  private one(): Term {
    const text = this.tokens[this.place++];
    if (text === undefined || text === ')') throw invalid('The search term is not complete.'); // text unverified
    if (text !== '(') return this.phrase(text.startsWith('"') ? text.slice(1, -1) : text);
    const inner = this.either();
    if (!this.skip(')')) throw invalid('The search term is not balanced.'); // text unverified
    return inner;
  }

  private phrase(text: string): Term {
    const words = patternsOf(text);
    if (words.join('').replace(/[*?]/g, '').length < 2) {
      throw invalid(`search term must be longer than one character: ${text}`);
    }
    return { kind: 'phrase', words };
  }
}

export function termOf(text: string): Term {
  return new Terms(text).whole();
}

const scripts = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** Scripts without blanks between words are searched for pieces of words. */
function wordTest(pattern: string): RegExp {
  const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(scripts.test(pattern) ? source : `^${source}$`, 'su');
}

function holds(words: readonly string[], patterns: readonly string[]): boolean {
  const tests = patterns.map(wordTest);
  return words.some((_, start) => tests.every((test, index) => test.test(words[start + index] ?? '')));
}

/** True when the texts of a record answer the term; a phrase lies within one of them. */
export function matches(term: Term, texts: readonly (readonly string[])[]): boolean {
  switch (term.kind) {
    case 'phrase':
      return texts.some((words) => holds(words, term.words));
    case 'not':
      return !matches(term.inner, texts);
    case 'and':
      return matches(term.left, texts) && matches(term.right, texts);
    case 'or':
      return matches(term.left, texts) || matches(term.right, texts);
  }
}

/** Pieces of text of which every record that answers has at least one; undefined when it cannot be said. */
export function piecesOf(term: Term): readonly string[] | undefined {
  switch (term.kind) {
    case 'phrase': {
      const pieces = term.words.flatMap((word) => word.split(/[*?]/)).filter((piece) => piece !== '');
      const [longest] = pieces.sort((one, other) => other.length - one.length);
      return longest === undefined ? undefined : [longest];
    }
    case 'not':
      return undefined;
    case 'and':
      return piecesOf(term.left) ?? piecesOf(term.right);
    case 'or': {
      const [left, right] = [piecesOf(term.left), piecesOf(term.right)];
      return left === undefined || right === undefined ? undefined : [...left, ...right];
    }
  }
}
