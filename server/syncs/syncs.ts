/** A project's files, read and checked: todoku.yml, models, syncs and coverage. */
export * from './order.ts';
export * from './problems.ts';
export * from './project.ts';
export { readProject, readWarehouse } from './read.ts';
export { editorSchemas } from './schema.ts';
export { pulledIn, rawsOf, refsOf, render } from './template.ts';
export type { Dialect, Sql } from './template.ts';
