import { lastOfMonth } from 'c/businessDays';
import { sum, type Amount } from 'c/gapMath';
import { budgetFigures, mergeTrust, readTrust, targetFigures, type Figures, type Gap, type Trust } from 'c/gapQuery';
import { childrenOf, idOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';
import type { PhasedMonth } from './pace';

/** One record of the series: a rep's target or a department's budget of one month. */
export interface MonthFacts {
  readonly id: string;
  readonly month: string;
  readonly figures: Figures;
  readonly trust: Trust;
  readonly targetIds: readonly string[];
  readonly budgetIds: readonly string[];
}

export function readMonths(data: unknown, kind: Gap['kind']): readonly MonthFacts[] {
  return listOf(data, 'months').nodes.map(kind === 'target' ? targetMonth : budgetMonth);
}

function targetMonth(node: Node): MonthFacts {
  const budgetId = textOf(node, 'Budget__c');
  return {
    id: idOf(node),
    month: textOf(parentOf(node, 'Budget__r'), 'Period_Start__c') ?? '',
    figures: targetFigures(node),
    trust: readTrust(node),
    targetIds: [idOf(node)],
    budgetIds: budgetId === null ? [] : [budgetId],
  };
}

function budgetMonth(node: Node): MonthFacts {
  return {
    id: idOf(node),
    month: textOf(node, 'Period_Start__c') ?? '',
    figures: budgetFigures(node),
    trust: readTrust(node),
    targetIds: childrenOf(node, 'Targets__r').nodes.map(idOf),
    budgetIds: [idOf(node)],
  };
}

/** The months of a period with the target of each. */
export function phasingOf(months: readonly MonthFacts[], covered: readonly string[]): readonly PhasedMonth[] {
  return months
    .filter(({ month }) => covered.includes(month))
    .map(({ month, figures }) => ({ from: month, to: lastOfMonth(month), target: figures.target }));
}

/** Null only when nobody has it. */
export function total(amounts: readonly Amount[]): Amount {
  return amounts.every((amount) => amount === null) ? null : sum(amounts);
}

/** Null as soon as one is missing: a plan of half the months would split the gap wrongly. */
function wholeTotal(amounts: readonly Amount[]): Amount {
  return amounts.includes(null) ? null : total(amounts);
}

export function totalFigures(all: readonly Figures[]): Figures {
  return {
    target: total(all.map(({ target }) => target)),
    plan: wholeTotal(all.map(({ plan }) => plan)),
    actual: sum(all.map(({ actual }) => actual)),
    landing: sum(all.map(({ landing }) => landing)),
    judgement: total(all.map(({ judgement }) => judgement)),
    original: wholeTotal(all.map(({ original }) => original)),
  };
}

/** The gap of several months: their figures added up, and all their records for whoever asks where it comes from. */
export function periodGap(
  gap: Gap,
  months: readonly MonthFacts[],
  covered: readonly string[],
  periodName: string,
): Gap {
  const inside = months.filter(({ month }) => covered.includes(month));
  if (inside.length === 0) return gap;
  return {
    ...gap,
    periodName,
    figures: totalFigures(inside.map(({ figures }) => figures)),
    trust: mergeTrust(inside.map(({ trust }) => trust)),
    targetIds: inside.flatMap(({ targetIds }) => targetIds),
    budgetIds: [...new Set(inside.flatMap(({ budgetIds }) => budgetIds))],
  };
}
