/** Filter logic such as `1 AND (2 OR NOT 3)`: NOT binds closest, then AND, then OR. */

export type Logic =
  | { readonly kind: 'item'; readonly number: number }
  | { readonly kind: 'not'; readonly of: Logic }
  | { readonly kind: 'and' | 'or'; readonly all: readonly Logic[] };

export function parseLogic(text: string): Logic {
  const tokens = text.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
  let at = 0;
  const primary = (): Logic => {
    const token = tokens[at++];
    if (token === 'NOT') return { kind: 'not', of: primary() };
    if (token !== '(') return { kind: 'item', number: Number(token) };
    const inner = series('or');
    at += 1; // the closing bracket
    return inner;
  };
  const series = (kind: 'and' | 'or'): Logic => {
    const next = kind === 'or' ? () => series('and') : primary;
    const all = [next()];
    while (tokens[at] === kind.toUpperCase()) {
      at += 1;
      all.push(next());
    }
    const [only] = all;
    return all.length === 1 && only !== undefined ? only : { kind, all };
  };
  return series('or');
}

export function isTrue(logic: Logic, truths: readonly boolean[]): boolean {
  switch (logic.kind) {
    case 'item':
      return truths[logic.number - 1] === true;
    case 'not':
      return !isTrue(logic.of, truths);
    case 'and':
      return logic.all.every((one) => isTrue(one, truths));
    case 'or':
      return logic.all.some((one) => isTrue(one, truths));
  }
}
