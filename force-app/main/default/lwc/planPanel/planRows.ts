/** The gaps and actions of a plan as the panel shows them. Pure. */
import { formatDay } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import { measureName } from 'c/lineage';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';
import { movedBy, type Plan, type PlanItem } from 'c/plan';

interface Chip {
  readonly text: string;
  readonly className: string;
}

export interface ItemRow {
  readonly id: string;
  readonly subject: string;
  readonly className: string;
  readonly chips: readonly Chip[];
  readonly facts: readonly string[];
  readonly mayClose: boolean;
  readonly doneLabel: string;
  /** What else may become of it: a gap is dropped, an action was not done. */
  readonly otherState: 'Dropped' | 'Not_Done';
  readonly otherText: string;
  readonly otherLabel: string;
}

export interface Look {
  readonly plan: Plan;
  readonly unit: Unit;
  readonly today: string;
  readonly mayClose: (item: PlanItem) => boolean;
}

const chip = (text: string, isBad: boolean): Chip => ({ text, className: isBad ? 'chip bad' : 'chip' });

function chipsOf({ state, stateName, areaName, severity, due }: PlanItem, today: string): readonly Chip[] {
  const isOpen = state === 'Open';
  const chips: readonly (readonly [boolean, Chip])[] = [
    [!isOpen, chip(stateName, false)],
    [areaName !== '', chip(areaName, false)],
    [severity !== undefined, chip(fill(labels.planSeverityOf, severity ?? ''), isOpen && severity === 3)],
    [isOpen && due !== null && due < today, chip(labels.promiseOverdue, true)],
  ];
  return chips.filter(([isSo]) => isSo).map(([, one]) => one);
}

export function itemRow(item: PlanItem, look: Look): ItemRow {
  const isOpen = item.state === 'Open';
  const isStatement = item.kind === 'Statement';
  return {
    id: item.id,
    subject: isStatement ? fill(labels.planShouldAndIs, item.shouldBe, item.isNow) : item.subject,
    className: isOpen ? 'item' : 'item closed',
    chips: chipsOf(item, look.today),
    facts: [...(isStatement ? [] : effectsOf(item, look)), whoAndWhen(item)],
    mayClose: isOpen && look.mayClose(item),
    doneLabel: fill(labels.promiseDoneOf, item.subject),
    otherState: isStatement ? 'Dropped' : 'Not_Done',
    otherText: isStatement ? labels.planDrop : labels.promiseNotDone,
    otherLabel: fill(isStatement ? labels.planDropOf : labels.promiseNotDoneOf, item.subject),
  };
}

function whoAndWhen({ owner, due }: PlanItem): string {
  const by = due === null ? [] : [fill(labels.promiseDue, formatDay(due))];
  return [owner ?? labels.promiseNoOwner, ...by].join(' · ');
}

/** What it should bring, and what the number did since. */
function effectsOf(item: PlanItem, { plan, unit }: Look): readonly string[] {
  const name = measureName(item.kpi);
  const moved = movedBy(plan, item);
  const expected = fill(labels.promiseExpected, `${name} ${formatSigned(item.expectedEffect, unit)}`);
  if (moved === undefined) return [expected];
  const { from, to, by } = moved;
  return [expected, `${name} ${formatAmount(from, unit)} → ${formatAmount(to, unit)} (${formatSigned(by, unit)})`];
}
