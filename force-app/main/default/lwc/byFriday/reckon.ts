import { addMonths, lastOfMonth } from 'c/businessDays';
import { stillNeeded } from 'c/funnelMath';
import { minus } from 'c/gapMath';
import { daysOf, historyOf, planOf, type DealPlan, type Days, type History, type Reason } from './chances';
import type { Deal, Now, Past } from './read';

const MOST_LINES = 5;
/** One thing to do. `effect` is what it should bring. */
export type Line = { readonly key: string; readonly due: string; readonly effect: number } & (
  | { readonly kind: 'wins'; readonly count: number; readonly total: number; readonly history: History }
  | { readonly kind: 'inPlay'; readonly count: number; readonly total: number; readonly history: History }
  | { readonly kind: 'decide' | 'close' | 'overdue' | 'pullIn'; readonly deal: Deal }
  | { readonly kind: 'upsell' | 'nextPlan' | 'talk' }
);

export type Outcome =
  | { readonly kind: 'noTarget' }
  | { readonly kind: 'onPlan' }
  | { readonly kind: 'over'; readonly short: number }
  | {
      readonly kind: 'needed';
      readonly need: number;
      readonly daysLeft: number;
      readonly perDay: number | undefined;
      /** Closed deals that are known; under ENOUGH no number of deals is told. */
      readonly closed: number;
      readonly reason: Reason | undefined;
      /** At most five; when there is a reason, what can be done instead. */
      readonly lines: readonly Line[];
    };

/** `past` is undefined until it is read; `expectedBias` where the viewer may not know it or it is not known. */
export function reckon(now: Now, past: Past | undefined, expectedBias: number | undefined, today: string): Outcome {
  const { target, actual } = now;
  if (target === null) return { kind: 'noTarget' };
  const expected = minus(now.landing, actual);
  if (today > lastOfMonth(now.month)) {
    const short = minus(target, now.landing);
    return short > 0 ? { kind: 'over', short } : { kind: 'onPlan' };
  }
  const need = stillNeeded({ target, actual, expected, expectedBias });
  if (need === 0) return { kind: 'onPlan' };
  return neededOf(now, past, need, daysOf(now, today));
}

function neededOf(now: Now, past: Past | undefined, need: number, days: Days): Outcome {
  const { closed = [] } = past ?? {};
  const history = historyOf(closed);
  const plan = history && planOf(need, history, closed, days);
  const reason = days.left === 0 ? ({ kind: 'noDay' } as const) : plan?.reason;
  const lines = reason === undefined ? linesOf(now, past, plan, days) : insteadOf(now, past, need, days);
  return {
    kind: 'needed',
    need,
    daysLeft: days.left,
    perDay: days.left === 0 ? undefined : need / days.left,
    closed: closed.length,
    reason,
    lines: lines.slice(0, MOST_LINES),
  };
}

const byWorth = (one: Deal, other: Deal): number => (other.worth ?? 0) - (one.worth ?? 0);

function linesOf(now: Now, past: Past | undefined, plan: DealPlan | undefined, days: Days): readonly Line[] {
  return [
    ...(plan === undefined ? [] : countLines(now, plan, days)),
    ...dealLines(now, days),
    ...pullIns(now, past, days),
  ];
}

function countLines(
  { dealCount }: Now,
  { history, wins, inPlay }: DealPlan,
  { due, left, untilDue }: Days,
): readonly Line[] {
  const share = untilDue / left;
  const missing = inPlay - dealCount;
  const effect = wins * share * history.value;
  const lines: Line[] = [{ key: 'wins', kind: 'wins', due, effect, count: wins * share, total: wins, history }];
  if (missing > 0) {
    const brings = missing * history.winRate * history.value;
    lines.push({ key: 'inPlay', kind: 'inPlay', due, effect: brings, count: missing, total: inPlay, history });
  }
  return lines;
}

const dealLine = (kind: 'decide' | 'close' | 'overdue' | 'pullIn', deal: Deal, { due }: Days): Line => ({
  key: `${kind}|${deal.opportunityId}`,
  kind,
  due,
  effect: deal.worth ?? 0,
  deal,
});

/** What would add to the landing first, then what has to happen for it to hold; the largest first. */
function dealLines({ deals }: Now, days: Days): readonly Line[] {
  const late = deals.filter(({ closesOn }) => closesOn < days.today);
  const others = deals.filter(({ closesOn }) => closesOn >= days.today);
  const decide = others.filter(
    ({ counted, worth, closesOn }) => counted === 0 && (worth ?? 0) > 0 && closesOn <= days.end,
  );
  const close = others.filter(({ counted, closesOn }) => counted > 0 && closesOn <= days.due);
  return [
    ...late.sort(byWorth).map((deal) => dealLine('overdue', deal, days)),
    ...decide.sort(byWorth).map((deal) => dealLine('decide', deal, days)),
    ...close.sort(byWorth).map((deal) => dealLine('close', deal, days)),
  ];
}

/**
 * Deals that close after the month, the largest first, and only those of the month that comes: what closes later is not
 * in play for this one. A deal that is planned for this month but closes in the next has to be pulled in as well.
 */
function pullIns({ month, deals }: Now, past: Past | undefined, days: Days): Line[] {
  const limit = lastOfMonth(addMonths(month, 1));
  const own = new Set(deals.map(({ opportunityId }) => opportunityId));
  const later = (past?.later ?? []).filter(({ opportunityId }) => !own.has(opportunityId));
  const near = [...deals.filter(({ counted }) => counted === 0), ...later].filter(
    ({ closesOn }) => closesOn > days.end && closesOn <= limit,
  );
  const worthy = near.filter(({ worth }) => (worth ?? 0) > 0);
  return worthy.sort(byWorth).map((deal) => dealLine('pullIn', deal, days));
}

function insteadOf(now: Now, past: Past | undefined, need: number, days: Days): readonly Line[] {
  const { due } = days;
  const lines = pullIns(now, past, days).slice(0, 2);
  if (now.customers.length > 0) lines.push({ key: 'upsell', kind: 'upsell', due, effect: need });
  lines.push({ key: 'nextPlan', kind: 'nextPlan', due, effect: need });
  lines.push({ key: 'talk', kind: 'talk', due, effect: need });
  return lines;
}
