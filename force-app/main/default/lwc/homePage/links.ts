/** What Home lists, as links in words. Pure. */
import { formatDay, formatInstant, formatMonth } from 'c/dateFormat';
import { gap as gapOf } from 'c/gapMath';
import type { Asked, AskedBudget, Home, OwnTarget } from 'c/home';
import { fill, labels } from 'c/labels';
import { measureName } from 'c/lineage';
import type { Link } from 'c/linkList';
import { formatAmount, formatCount, formatSigned, type Unit } from 'c/moneyFormat';

export const joined = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ');

/** A delegation ends by itself. */
export function isOver({ kind, due }: Asked, today: string): boolean {
  return kind === 'Delegation' && due !== null && due < today;
}

export function dueLink(one: Asked, today: string): Link {
  const due = one.due === null ? null : fill(labels.promiseDue, formatDay(one.due));
  const isOverdue = one.due !== null && one.due < today;
  return {
    key: one.id,
    recordId: one.recordId,
    objectApiName: one.objectApiName,
    text: one.subject,
    more: joined([one.kindName, due, one.by]),
    mark: isOverdue ? labels.homeOverdue : '',
  };
}

export function nudgeLink(one: Asked): Link {
  const { id: key, recordId, objectApiName, subject: text } = one;
  const more = fill(labels.homeNudgeBy, one.by ?? '', one.at === null ? '' : formatInstant(one.at));
  return { key, recordId, objectApiName, text, more };
}

export function revisionLink(one: AskedBudget, unit: Unit): Link {
  const amounts = fill(labels.revisionFromTo, formatAmount(one.before, unit), formatAmount(one.wanted, unit));
  return {
    key: one.id,
    recordId: one.budgetId,
    objectApiName: 'Budget__c',
    text: joined([one.unitName, one.month === null ? null : formatMonth(one.month), one.measureName]),
    more: joined([amounts, one.reason, one.askedBy]),
  };
}

export function laterLink({ id, month, measure, figures }: OwnTarget, unit: Unit): Link {
  const { landing, target } = figures;
  return {
    key: id,
    recordId: id,
    objectApiName: 'Target__c',
    text: joined([month === null ? null : formatMonth(month), measure]),
    more: fill(
      labels.homeMonthFigures,
      formatAmount(landing, unit),
      formatAmount(target, unit),
      formatSigned(gapOf(landing, target), unit),
    ),
  };
}

export interface Loads {
  readonly loads: readonly Link[];
  readonly mismatches: readonly Link[];
  readonly moreMismatches: string;
}

export function loadsOf(home: Home): Loads {
  return {
    loads: home.loads.map((one) => ({
      key: one.id,
      recordId: one.id,
      objectApiName: 'Load_Batch__c',
      text: one.sync === '' ? one.name : one.sync,
      more: joined([
        one.at === null ? one.stateName : fill(labels.homeLoadAt, one.stateName, formatInstant(one.at)),
        one.sync === '' ? '' : one.name,
      ]),
      mark: one.state === 'Failed' || one.state === 'Mismatch' ? one.stateName : '',
    })),
    mismatches: home.mismatches.map(({ id, sync, measure, at }) => ({
      key: id,
      recordId: id,
      objectApiName: 'Reconciliation__c',
      text: joined([sync, measureName(measure)]),
      more: at === null ? '' : fill(labels.homeMismatchAt, formatInstant(at)),
    })),
    moreMismatches: home.moreMismatches === 0 ? '' : fill(labels.homeMore, formatCount(home.moreMismatches)),
  };
}
