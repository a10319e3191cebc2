/** Elements, made in one expression. What is given as text stays text: nothing is ever parsed as HTML. */

type Child = Node | string | number | undefined;

interface Properties {
  readonly [attribute: string]: string | boolean | ((event: Event) => void) | undefined;
}

/** `on…` are listeners, `true` an attribute without a value, `false` and `undefined` none. */
export function h(tag: string, properties: Properties = {}, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child !== undefined) element.append(typeof child === 'number' ? `${child}` : child);
  return element;
}

/** A place on the page that is drawn again only when what it shows has changed, so that focus and selection stay. */
export interface Region {
  readonly element: HTMLElement;
  show(facts: unknown, draw: () => readonly Node[]): void;
}

export function region(element: HTMLElement): Region {
  let shown: string | undefined;
  return {
    element,
    show(facts, draw) {
      const key = JSON.stringify(facts);
      if (key === shown) return;
      shown = key;
      const focused = element.contains(document.activeElement)
        ? document.activeElement?.getAttribute('data-key')
        : null;
      element.replaceChildren(...draw());
      if (focused === null || focused === undefined) return;
      const again = [...element.querySelectorAll<HTMLElement>('[data-key]')].find(
        (one) => one.dataset['key'] === focused,
      );
      again?.focus();
    },
  };
}

/**
 * A table with a caption that screen readers tell; numbers stand at the right. On a phone each row is a list of its cells
 * under their columns' names, and the roles say that it is a table all the same.
 */
export interface Column<Row> {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => Node | string | number;
}

export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): HTMLElement {
  const side = (column: Column<Row>): Properties => ({ class: column.isNumber === true ? 'number' : undefined });
  const heads = columns.map((column) => h('th', { role: 'columnheader', scope: 'col', ...side(column) }, column.title));
  const cellOf = (column: Column<Row>, row: Row): HTMLElement =>
    h('td', { role: 'cell', 'data-column': column.title, ...side(column) }, column.cell(row));
  const lines = rows.map((row) => h('tr', { role: 'row' }, ...columns.map((column) => cellOf(column, row))));
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      { role: 'table' },
      h('caption', { class: 'unseen' }, caption),
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...heads)),
      h('tbody', { role: 'rowgroup' }, ...lines),
    ),
  );
}
