/**
 * M1 to M21 and M26 as SQL, for the models that run in the warehouse: what the panels compute in a browser, the warehouse
 * computes for every scope at once. Arguments are SQL expressions (a column, mostly) and are put in parentheses here;
 * NULL is a blank. Only words that DuckDB and GoogleSQL read alike are used. The truth tables in `test/golden/` hold
 * this and the components to the same answers.
 */
export * from './amounts.ts';
export * from './attribution.ts';
export * from './bridge.ts';
export * from './funnel.ts';
export * from './history.ts';
export { orZero } from './sql.ts';
export type { Sql } from './sql.ts';
