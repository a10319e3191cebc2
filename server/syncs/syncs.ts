/** A project's files, read and checked: todoku.yml, models, syncs and coverage. */
export { cycleSyncs } from './cycle.ts';
export type { CycleRules } from './cycle.ts';
export { minuteOfWeek, readWeekTime } from './cycle-schema.ts';
export type { WeekTime } from './cycle-schema.ts';
export * from './order.ts';
export * from './problems.ts';
export * from './project.ts';
export { readProject, readWarehouse } from './read.ts';
export { editorSchemas } from './schema.ts';
export { readSyncFolder } from './sync-file.ts';
export { ownIn, pulledIn, rawsOf, refsOf, render } from './template.ts';
export type { Dialect, Sql } from './template.ts';
