/** What is said above and beside the chart, in the words and units of the reader. */
import { formatDay, formatMonth } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import { formatAmount, formatRate, formatSigned, NOTHING, type Unit } from 'c/moneyFormat';
import { needsMonths, requiredText, type Choice, type Course, type PaceFacts } from 'c/periods';

export function courseHeading(course: Course, choice: Choice, month: string): string {
  const span = choice.isCumulative ? labels.periodCumulative : labels.periodSingleMonth;
  const [first] = course.rows;
  const last = course.rows.at(-1);
  const titles = {
    day: [labels.courseDays, formatMonth(month)],
    week: [labels.courseWeeks, formatMonth(month)],
    month: [labels.courseMonths, formatMonth(first?.from ?? month), formatMonth(last?.to ?? month)],
    quarter: [labels.courseQuarters, formatMonth(first?.from ?? month), formatMonth(last?.to ?? month)],
  } as const;
  const [title, ...values] = titles[choice.unit];
  return choice.isCumulative ? `${fill(title, ...values)} · ${span}` : fill(title, ...values);
}

export interface PaceRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** What a business day has to bring, from the month's own figures: there are no daily ones. */
export function paceRows(pace: PaceFacts, actual: number, unit: Unit): readonly PaceRow[] {
  const { required, elapsedDays, businessDays } = pace;
  const row = (name: string, value: string): PaceRow => ({ key: name, name, value });
  return [
    row(labels.paceDays, fill(labels.paceDaysOf, elapsedDays, businessDays)),
    row(labels.paceDuePerDay, formatAmount(pace.duePerDay, unit)),
    row(labels.paceSoFar, elapsedDays === 0 ? NOTHING : formatAmount(actual / elapsedDays, unit)),
    row(labels.figureRequired, requiredText(required, unit)),
    row(fill(labels.paceDueBy, formatDay(pace.asOfDay)), formatAmount(pace.due, unit)),
    row(labels.paceGap, formatSigned(pace.pace?.gap, unit)),
    row(labels.paceIndex, formatRate(pace.pace?.index)),
    row(labels.paceRunRate, formatAmount(pace.runRate, unit)),
  ];
}

/** What a reader must know to read the chart rightly. */
export function notesOf(
  course: Course | undefined,
  choice: Choice,
  { isCalendarKnown, hasPace }: { readonly isCalendarKnown: boolean; readonly hasPace: boolean },
): readonly string[] {
  const { unknown = 0, missing = 0 } = course ?? {};
  return [
    ...(choice.unit === 'day' ? [labels.courseNoDays] : []),
    ...(choice.unit === 'week' ? [labels.courseWeekNote] : []),
    ...(choice.unit === 'week' && unknown > 0 ? [fill(labels.courseUnknownWeeks, unknown)] : []),
    ...(missing > 0 ? [fill(labels.courseMissing, missing)] : []),
    ...(needsMonths(choice) || isCalendarKnown ? [] : [labels.courseNoHolidays]),
    ...(hasPace || choice.unit !== 'day' || choice.isCumulative ? [] : [labels.courseNoPace]),
  ];
}
