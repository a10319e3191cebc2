/** When a push is due, and the desk at which every run is ordered. `boss.ts` is the side door to the job database. */
export { keepChains } from './chains.ts';
export { Desk } from './desk.ts';
export type { Asked, AskedDue, CarryOut, DeskChange, DeskParts } from './desk.ts';
export { dueAfter } from './due.ts';
export { orderIdOf, runNameOf } from './order.ts';
export type { DueTime, Order, Request, RunCommand } from './order.ts';
export { noteFault } from './status.ts';
export type { FaultNote, NumberedEvent, RunEnd, RunStatus } from './status.ts';
export type { DueNote, JobStore, OpenOrder, Retry } from './store.ts';
export { Timetable } from './timetable.ts';
export type { ScheduleView } from './timetable.ts';
