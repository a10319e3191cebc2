/** Parses the name of a type: `NUMERIC(10, 2)`, `ARRAY<STRUCT<a INT64>>`. */
import type { Cursor } from './cursor.ts';
import type { TypeName } from './tree.ts';

export function typeAt(cursor: Cursor): TypeName {
  const { at } = cursor;
  const name = cursor.member().toUpperCase();
  if (name === 'ARRAY') {
    cursor.expectSymbol('<');
    const of = typeAt(cursor);
    closeAngle(cursor);
    return { at, name, of, sizes: [] };
  }
  if (name === 'STRUCT') {
    cursor.expectSymbol('<');
    const fields = cursor.list(() => fieldAt(cursor));
    closeAngle(cursor);
    return { at, name, fields, sizes: [] };
  }
  const sizes = cursor.takeSymbol('(') ? cursor.bracketed(() => sizeAt(cursor)) : [];
  return { at, name, sizes };
}

/** A field has a name unless its type follows at once: `STRUCT<INT64>`. */
function fieldAt(cursor: Cursor): { readonly name: string | undefined; readonly type: TypeName } {
  const next = cursor.ahead(1);
  const isTypeAlone = next.kind === 'symbol' && [',', '>', '<', '(', '>>'].includes(next.text);
  const name = isTypeAlone ? undefined : cursor.member();
  return { name, type: typeAt(cursor) };
}

function sizeAt(cursor: Cursor): number {
  if (cursor.token.kind !== 'integer') throw cursor.unexpected('an integer');
  return Number(cursor.advance().text);
}

/** `>>` closes two types at once. */
function closeAngle(cursor: Cursor): void {
  if (cursor.takeHalf('>>')) return;
  cursor.expectSymbol('>');
}
