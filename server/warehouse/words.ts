/** What the two engines say differently in expressions that are otherwise the same. */

export interface Words {
  /** The column of a mapped field, quoted. */
  column(field: string): string;
  /** A text literal. */
  text(value: string): string;
  /** Whether an expression is one of the texts; false when there are none. */
  among(expression: string, texts: readonly string[]): string;
  /** Whether an entry of a text such as `a;b` is none of the texts. */
  strays(expression: string, texts: readonly string[]): string;
  /** What makes two keys the same to Salesforce, which compares external ids without case. */
  identity(expression: string): string;
  /** Bytes of a text, as text. */
  size(expression: string): string;
  /** The md5 of a text, in hexadecimal. */
  digest(expression: string): string;
  /** A canonical text as an exact number of that scale; NULL stays NULL. */
  number(expression: string, scale: number): string;
  /** Name of the type of text. */
  readonly textType: string;
}
