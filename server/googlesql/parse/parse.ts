/** From text to a tree: what a query says, before anything is known about its tables. */
export { Cursor } from './cursor.ts';
export { expressionAt } from './expression.ts';
export { nameOf } from './form.ts';
export { fromAt, pathAt } from './from.ts';
export { queryAt, startsQuery } from './select.ts';
export type * from './tree.ts';
export { typeAt } from './type-name.ts';
