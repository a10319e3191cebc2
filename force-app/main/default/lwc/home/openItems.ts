/** What waits for somebody in the week. Pure. */
import { phaseOf, takesSubmissions, type Cycle } from 'c/forecastCycle';
import type { TargetGap } from 'c/gapQuery';
import { latestIn, standingOf, type Submission } from 'c/submissions';
import type { Home, SeenBudget } from './home';

export type Waits =
  'memberConfirms' | 'memberAnswers' | 'unitSubmits' | 'unitAnswers' | 'unitIsDecided' | 'judgementEnded';

export interface OpenItem {
  readonly waits: Waits;
  readonly recordId: string;
  readonly objectApiName: 'Target__c' | 'Budget__c';
  readonly who: string;
  readonly month: string | null;
  readonly measure: string | null;
}

interface Viewer {
  readonly id: string;
  /** Confirms what units submit. */
  readonly decides: boolean;
}

/**
 * What waits for this person in the week: own targets, units that they lead, units that they decide on. By month, and
 * within one unit the largest amount first, as the gaps beside it.
 */
export function openItems(home: Home, viewer: Viewer, nowMs: number): readonly OpenItem[] {
  const { cycle } = home;
  if (cycle === undefined) return [];
  const targets = [...home.targets].sort((left, right) => (right.figures.target ?? 0) - (left.figures.target ?? 0));
  const members = targets.flatMap((target): OpenItem[] => {
    const waits = waitsOf(cycle, target.month, target.said, nowMs, ['memberConfirms', 'memberAnswers']);
    return waits === undefined ? [] : [{ ...placeOf(target), waits, recordId: target.id, objectApiName: 'Target__c' }];
  });
  const budgets = [...home.budgets].sort(
    (left, right) => left.unitName.localeCompare(right.unitName) || (right.budget ?? 0) - (left.budget ?? 0),
  );
  const units = budgets.flatMap((budget): OpenItem[] => {
    const { budgetId: recordId, unitName: who, month, measureName: measure, hasEndedJudgement } = budget;
    const waits = unitWaits(cycle, budget, viewer, nowMs);
    const isTold = hasEndedJudgement && budget.headId === viewer.id;
    const all: readonly Waits[] = [
      ...(waits === undefined ? [] : [waits]),
      ...(isTold ? ['judgementEnded' as const] : []),
    ];
    return all.map((one) => ({ waits: one, recordId, objectApiName: 'Budget__c', who, month, measure }));
  });
  return [...members, ...units].sort((left, right) => (left.month ?? '').localeCompare(right.month ?? ''));
}

function placeOf({ who, month, measure }: TargetGap): Pick<OpenItem, 'who' | 'month' | 'measure'> {
  return { who: who ?? '', month, measure };
}

function unitWaits(cycle: Cycle, budget: SeenBudget, viewer: Viewer, nowMs: number): Waits | undefined {
  if (budget.headId === viewer.id) {
    return waitsOf(cycle, budget.month, budget.said, nowMs, ['unitSubmits', 'unitAnswers']);
  }
  const phase = phaseOf(cycle, budget.month, nowMs);
  const isDecided = viewer.decides && (takesSubmissions(phase) || phase === 'frozen');
  return isDecided && latestIn(budget.said, cycle.id)?.state === 'Submitted' ? 'unitIsDecided' : undefined;
}

/** What the one who submits has to do: nothing once it is submitted, and nothing while the week takes none. */
function waitsOf(
  cycle: Cycle,
  month: string | null,
  said: readonly Submission[],
  nowMs: number,
  [submits, answers]: readonly [Waits, Waits],
): Waits | undefined {
  const phase = phaseOf(cycle, month, nowMs);
  if (!takesSubmissions(phase)) return undefined;
  const standing = standingOf(latestIn(said, cycle.id), phase === 'late');
  if (standing === 'returned') return answers;
  const isOpen = ['notStarted', 'overdue', 'draft', 'withdrawn', 'carried'].includes(standing);
  return isOpen ? submits : undefined;
}
