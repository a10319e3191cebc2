/**
 * The periods around a month: its days and weeks, the months and quarters of its fiscal year, single and cumulative
 * (M7 to M11). Salesforce holds amounts by month; what is finer is known only where a snapshot says it, and nothing here
 * fills the gaps.
 */
export { DEFAULT_CHOICE, isMonthAlone, monthsOf, needsMonths, needsSnapshots, spanOf } from './choice';
export type { Choice, PeriodUnit } from './choice';
export { courseOfDays, courseOfMonths, courseOfWeeks } from './course';
export type { Course, CourseRow } from './course';
export { periodGap, phasingOf, readMonths } from './months';
export type { MonthFacts } from './months';
export { BUDGET_MONTHS_QUERY, TARGET_MONTHS_QUERY } from './monthsQuery';
export { paceOf, requiredText } from './pace';
export type { PaceFacts, PhasedMonth } from './pace';
export { readKnown } from './known';
export type { Known } from './known';
export { BUDGET_SNAPSHOTS_QUERY, TARGET_SNAPSHOTS_QUERY } from './snapshotsQuery';
