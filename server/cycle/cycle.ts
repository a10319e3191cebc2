/** The weekly forecast cycle: what is due when, and what is done then. */
export { weekAt, weekBefore, weekOf } from './calendar.ts';
export type { Calendar, DueStep, StepName, Week } from './calendar.ts';
export { pushOwn } from './own-project.ts';
export type { OwnParts, OwnPush } from './own-project.ts';
