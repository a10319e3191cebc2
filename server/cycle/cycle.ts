/** The weekly forecast cycle: what is due when, and what is done then. */
export { stepAt, weekAfter, weekAt, weekBefore, weekOf } from './calendar.ts';
export type { Calendar, DueStep, StepName, Week } from './calendar.ts';
export { runCycle, todoAt } from './carry-out.ts';
export type { Todo } from './due.ts';
export { keepCycle, lookAtCycle } from './keeper.ts';
export type { KeeperParts } from './keeper.ts';
export { movedClockOf } from './moved-clock.ts';
export type { MovedClock } from './moved-clock.ts';
export { calendarOf } from './parts.ts';
export type { CycleParts } from './parts.ts';
export { ownObjects, pushOwn } from './own-project.ts';
export type { OwnParts, OwnPush } from './own-project.ts';
export { reminder } from './remind.ts';
export { weekView } from './status.ts';
export type { StepView, WeekView } from './status.ts';
