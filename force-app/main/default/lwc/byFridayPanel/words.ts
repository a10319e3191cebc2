/** A line in words: what is to be done, and what stands behind it. Pure. */
import type { Line, Now } from 'c/byFriday';
import { addMonths } from 'c/businessDays';
import { formatDay, formatMonth } from 'c/dateFormat';
import { counted, fill, labels, listed } from 'c/labels';
import { formatCount, formatMoney, formatRate, type Unit } from 'c/moneyFormat';

/** Whole deals only at display (M26). */
const whole = (count: number): number => Math.ceil(count);

function winsOf(count: number, due: string): string {
  return count === 1 ? fill(labels.byFridayWinOne, due) : fill(labels.byFridayWinMany, due, formatCount(count));
}

const DEAL_WORDS = {
  decide: labels.byFridayDecideDetail,
  close: labels.byFridayCloseDetail,
  overdue: labels.byFridayOverdueDetail,
  pullIn: labels.byFridayPullInDetail,
} as const;

export function subjectOf(line: Line, now: Now): string {
  switch (line.kind) {
    case 'wins':
      return winsOf(whole(line.count), formatDay(line.due));
    case 'inPlay':
      return counted(labels.byFridayInPlayOne, labels.byFridayInPlayMany, whole(line.count));
    case 'decide':
      return fill(labels.byFridayDecide, line.deal.name);
    case 'close':
      return fill(labels.byFridayClose, line.deal.name);
    case 'overdue':
      return fill(labels.byFridayOverdue, line.deal.name);
    case 'pullIn':
      return fill(labels.byFridayPullIn, line.deal.name);
    case 'upsell':
      return fill(labels.byFridayUpsell, listed(now.customers));
    case 'nextPlan':
      return fill(labels.byFridayNextPlan, formatMonth(addMonths(now.month, 1)));
    case 'talk':
      return now.targetId === null ? labels.byFridayTalkBudget : labels.byFridayTalk;
  }
}

export function detailOf(line: Line, now: Now, unit: Unit): string {
  switch (line.kind) {
    case 'wins': {
      const { won, closed, value } = line.history;
      const counts = [won, closed].map(formatCount);
      return fill(labels.byFridayWinDetail, formatCount(whole(line.total)), formatMoney(value, unit), ...counts);
    }
    case 'inPlay':
      return fill(
        labels.byFridayInPlayDetail,
        formatCount(whole(line.total)),
        formatRate(line.history.winRate),
        formatCount(now.dealCount),
      );
    case 'decide':
    case 'close':
    case 'overdue':
    case 'pullIn':
      return fill(DEAL_WORDS[line.kind], formatMoney(line.deal.worth, unit), formatDay(line.deal.closesOn));
    case 'upsell':
      return fill(labels.byFridayUpsellDetail, formatMoney(now.booked, unit));
    case 'nextPlan':
      return fill(labels.byFridayNextPlanDetail, formatMoney(line.effect, unit));
    case 'talk':
      return labels.byFridayTalkDetail;
  }
}
