/**
 * What one field of one record is to become. The three are never folded into one another: an absent value that is
 * read as "empty it" erases what a person entered.
 */
export type Cell =
  /** Leave the field alone: it is not sent at all. */
  | { readonly kind: 'keep' }
  /** Empty the field: JSON null, `#N/A` in a Bulk CSV. */
  | { readonly kind: 'clear' }
  /** The canonical text: decimals at the field's scale, ISO dates, UTC instants, trimmed text. */
  | { readonly kind: 'value'; readonly text: string };

export const keep: Cell = { kind: 'keep' };
export const clear: Cell = { kind: 'clear' };

export function value(text: string): Cell {
  return { kind: 'value', text };
}

export function sameCell(a: Cell, b: Cell): boolean {
  if (a.kind === 'value' && b.kind === 'value') return a.text === b.text;
  return a.kind === b.kind;
}
