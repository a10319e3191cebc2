/** A project's files, read and checked: todoku.yml, models, syncs and coverage. */
export * from './order.ts';
export * from './problems.ts';
export * from './project.ts';
export { readProject } from './read.ts';
export { editorSchemas } from './schema.ts';
export { refsOf, render } from './template.ts';
export type { Sql } from './template.ts';
