/** The members and where they stand, as the table shows them. Pure. */
import { standingView } from 'c/cycleCard';
import { fill, labels } from 'c/labels';
import { formatAmount, formatCount, formatSigned, NOTHING, roundingNote, type Unit as MoneyUnit } from 'c/moneyFormat';
import type { MemberRow, Unit } from 'c/unitWeek';

export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly word: string;
  readonly icon: string;
  readonly className: string;
  readonly landing: string;
  readonly last: string;
  readonly change: string;
  readonly note: string;
  readonly question: string;
  readonly mayDecide: boolean;
  readonly isConfirmed: boolean;
}

export interface Shown {
  readonly rows: readonly MemberRow[];
  readonly money: MoneyUnit;
  /** The deadline of the week has passed. */
  readonly isOverdue: boolean;
  readonly mayDecide: boolean;
}

export function memberViews({ rows, money, isOverdue, mayDecide }: Shown): readonly MemberView[] {
  return rows.map(({ target, latest, last, change }) => {
    const { word, icon, className } = standingView(latest, isOverdue);
    const isSaid = latest?.state === 'Submitted' || latest?.state === 'Confirmed';
    return {
      id: target.id,
      name: target.rep ?? NOTHING,
      url: `/lightning/r/Target__c/${target.id}/view`,
      word,
      icon,
      className,
      landing: formatAmount(target.landing, money),
      last: formatAmount(last, money),
      change: formatSigned(change, money),
      note: latest?.note ?? '',
      question: latest?.state === 'Returned' ? latest.question : '',
      mayDecide: mayDecide && isSaid,
      isConfirmed: latest?.state === 'Confirmed',
    };
  });
}

/** Where what was said before and the change since do not add up, as shown, to the landing. */
export function changesNote(rows: readonly MemberRow[], money: MoneyUnit): string {
  const sums = rows.map(({ target, last, change }) => ({ parts: [last, change ?? null], total: target.landing }));
  return roundingNote(sums, money);
}

/** How far the unit is; what was carried was not said. */
export function countsText(rows: readonly MemberRow[]): string {
  const said = rows.filter(({ standing }) => ['submitted', 'late', 'confirmed'].includes(standing)).length;
  return fill(labels.membersCounts, formatCount(said), formatCount(rows.length));
}

export function moreText({ members, memberTotal }: Unit): string {
  if (memberTotal <= members.length) return '';
  return fill(labels.membersMore, formatCount(members.length), formatCount(memberTotal));
}
