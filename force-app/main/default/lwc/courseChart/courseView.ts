/** A course in the words and units of the reader. */
import { formatDay, formatShortMonth } from 'c/dateFormat';
import { gap as gapOf, minus, rate } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatRate, formatSigned, NOTHING, roundingNote, type Unit } from 'c/moneyFormat';
import type { Choice, Course, CourseRow } from 'c/periods';
import type { ColumnValues } from './columnGeometry';

export interface RowView {
  readonly key: string;
  readonly name: string;
  readonly recordId: string | undefined;
  readonly target: string;
  readonly actual: string;
  readonly landing: string;
  readonly difference: string;
  readonly rate: string;
  readonly className: string;
}

/** `Oct`, `Oct–Dec`, `Nov 2–8`; of a cumulative row that is longer than its name up to its end: `to Dec`. */
export function rowName({ from, to }: CourseRow, { unit, isCumulative }: Choice): string {
  const name = unit === 'month' || unit === 'quarter' ? formatShortMonth : formatDay;
  if (isCumulative) return unit === 'quarter' || unit === 'week' ? fill(labels.courseUntil, name(to)) : name(to);
  return name(from) === name(to) ? name(to) : `${name(from)}–${name(to)}`;
}

export function columnValues(course: Course, choice: Choice): readonly ColumnValues[] {
  return course.rows.map((row) => ({ ...row, key: row.to, name: rowName(row, choice) }));
}

/** What differs from the target is the landing where one is known, else the actual. */
export function rowViews(course: Course, choice: Choice, unit: Unit): readonly RowView[] {
  return course.rows.map((row) => {
    const reached = row.landing ?? row.actual;
    return {
      key: row.to,
      name: rowName(row, choice),
      recordId: row.recordId,
      target: formatAmount(row.target, unit),
      actual: formatAmount(row.actual, unit),
      landing: formatAmount(row.landing, unit),
      difference: reached === null ? NOTHING : formatSigned(gapOf(reached, row.target), unit),
      rate: row.actual === null ? NOTHING : formatRate(rate(row.actual, row.target)),
      className: row.isCurrent ? 'row current' : 'row',
    };
  });
}

/** Where a difference is not, as shown, what was reached less the target. */
export function differencesNote({ rows }: Course, unit: Unit): string {
  const sums = rows.flatMap(({ target, actual, landing }) => {
    const reached = landing ?? actual;
    return reached === null || target === null ? [] : [{ parts: [target, minus(reached, target)], total: reached }];
  });
  return roundingNote(sums, unit);
}
