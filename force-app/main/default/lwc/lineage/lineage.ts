/**
 * Where a figure comes from, in five steps (N1): its formula, the Salesforce records behind it and their sum, the loads
 * that wrote them, the table and row of the warehouse, and how old the source is. What nobody knows is said to be
 * unknown, never left out.
 */
export { FIGURES, figureFacts, figureName, figureText, grouped } from './figures';
export type { Figure, FigureFacts, Grouped, Grouping } from './figures';
export { freshnessOf, readLoads } from './loads';
export type { Freshness, Loads } from './loads';
export { LOADS_QUERY } from './loadsQuery';
export { MARKS, measureName } from './marks';
export type { Mark } from './marks';
export { readRows } from './rows';
export type { SourceRow, SourceRows } from './rows';
export { ROWS_QUERY } from './rowsQuery';
export { FRESHNESS_WORDS } from './ages';
export type { AgeView } from './ages';
export { proofOf } from './proof';
export type { Proof } from './proof';
export { stepsOf } from './steps';
export type { LoadView, RowView, Steps, TableView } from './steps';
