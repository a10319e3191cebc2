/** What a Home page is about: what is mine, what is open for me this week, what was asked of me. Pure. */
import { currentCycle, phaseOf, readCycles, takesSubmissions, type Cycle } from 'c/forecastCycle';
import { targetOf, type TargetGap } from 'c/gapQuery';
import { childrenOf, idOf, labelOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';
import { readNow, type Standing as Amounts } from 'c/meeting';
import { latestIn, readSubmission, standingOf, type Submission } from 'c/submissions';
import { askedBudgetOf, type AskedBudget } from './askedBudget';

export type { AskedBudget } from './askedBudget';
export { HOME_QUERY } from './homeQuery';
export { adoption, readTeam, unitsProgress, type Team, type UnitProgress, type WeekProgress } from './team';
export { TEAM_QUERY } from './teamQuery';
export { unitsAccuracy, type Checkpoint, type UnitAccuracy } from './unitAccuracy';

export interface OwnTarget extends TargetGap {
  readonly said: readonly Submission[];
}

export interface SeenBudget extends Amounts {
  readonly said: readonly Submission[];
}

export interface Asked {
  readonly id: string;
  readonly kind: string;
  readonly kindName: string;
  readonly subject: string;
  readonly due: string | null;
  readonly by: string | null;
  readonly at: string | null;
  readonly month: string | null;
  /** What it is about: the target where it names one, else the budget. */
  readonly recordId: string;
  readonly objectApiName: 'Target__c' | 'Budget__c';
}

export interface Load {
  readonly id: string;
  readonly name: string;
  readonly sync: string;
  readonly state: string;
  readonly stateName: string;
  readonly at: string | null;
}

export interface Mismatch {
  readonly id: string;
  readonly sync: string;
  readonly measure: string;
  readonly at: string | null;
}

export interface Home {
  readonly cycle: Cycle | undefined;
  /** The newest ones, the current among them. */
  readonly cycles: readonly Cycle[];
  readonly targets: readonly OwnTarget[];
  readonly budgets: readonly SeenBudget[];
  /** Decisions, actions and questions by date, then those without one. */
  readonly due: readonly Asked[];
  /** The newest first. */
  readonly nudges: readonly Asked[];
  /** Requests for another budget that wait for an answer, the longest waiting first. */
  readonly revisions: readonly AskedBudget[];
  readonly loads: readonly Load[];
  readonly mismatches: readonly Mismatch[];
  readonly moreMismatches: number;
}

export function readHome(data: unknown): Home {
  const budgets = listOf(data, 'Budget__c').nodes;
  const amounts = readNow(data).standings;
  const asked = listOf(data, 'Gap_Action__c').nodes.map(askedOf);
  const mismatches = listOf(data, 'Reconciliation__c');
  const cycles = readCycles(data);
  return {
    cycle: currentCycle(cycles),
    cycles,
    targets: listOf(data, 'Target__c').nodes.map((node) => ({
      ...targetOf(node, data),
      said: saidOf(node, 'Forecast_Submissions__r'),
    })),
    budgets: amounts.map((one, index) => ({ ...one, said: saidOf(budgets[index], 'units') })),
    due: asked.filter(({ kind }) => kind !== 'Nudge').sort(byDue),
    nudges: asked.filter(({ kind }) => kind === 'Nudge'),
    revisions: listOf(data, 'revisions').nodes.map(askedBudgetOf),
    loads: listOf(data, 'Load_Batch__c').nodes.map(loadOf),
    mismatches: mismatches.nodes.map(mismatchOf),
    moreMismatches: Math.max(0, mismatches.total - mismatches.nodes.length),
  };
}

function saidOf(node: Node | undefined, relationship: string): readonly Submission[] {
  return node === undefined ? [] : childrenOf(node, relationship).nodes.map(readSubmission);
}

function askedOf(node: Node): Asked {
  const target = textOf(node, 'Target__c');
  return {
    id: idOf(node),
    kind: textOf(node, 'Kind__c') ?? '',
    kindName: labelOf(node, 'Kind__c') ?? '',
    subject: textOf(node, 'Subject__c') ?? '',
    due: textOf(node, 'Due__c'),
    by: textOf(parentOf(node, 'CreatedBy'), 'Name'),
    at: textOf(node, 'CreatedDate'),
    month: textOf(parentOf(node, 'Budget__r'), 'Period_Start__c'),
    recordId: target ?? textOf(node, 'Budget__c') ?? '',
    objectApiName: target === null ? 'Budget__c' : 'Target__c',
  };
}

const LAST = '9999';

function byDue(left: Asked, right: Asked): number {
  return (left.due ?? LAST).localeCompare(right.due ?? LAST);
}

function loadOf(node: Node): Load {
  return {
    id: idOf(node),
    name: textOf(node, 'Name') ?? '',
    sync: textOf(node, 'Sync__c') ?? '',
    state: textOf(node, 'State__c') ?? '',
    stateName: labelOf(node, 'State__c') ?? '',
    at: textOf(node, 'Source_As_Of__c') ?? textOf(node, 'CreatedDate'),
  };
}

function mismatchOf(node: Node): Mismatch {
  return {
    id: idOf(node),
    sync: textOf(node, 'Sync__c') ?? '',
    measure: textOf(node, 'Measure__c') ?? '',
    at: textOf(node, 'Checked_At__c'),
  };
}

export type Waits = 'memberConfirms' | 'memberAnswers' | 'unitSubmits' | 'unitAnswers' | 'unitIsDecided';

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

/** What waits for this person in the week: own targets, units that they lead, units that they decide on. */
export function openItems(home: Home, viewer: Viewer, nowMs: number): readonly OpenItem[] {
  const { cycle } = home;
  if (cycle === undefined) return [];
  const members = home.targets.flatMap((target): OpenItem[] => {
    const waits = waitsOf(cycle, target.month, target.said, nowMs, ['memberConfirms', 'memberAnswers']);
    return waits === undefined ? [] : [{ ...placeOf(target), waits, recordId: target.id, objectApiName: 'Target__c' }];
  });
  const units = home.budgets.flatMap((budget): OpenItem[] => {
    const waits = unitWaits(cycle, budget, viewer, nowMs);
    if (waits === undefined) return [];
    const { budgetId: recordId, unitName: who, month, measureName: measure } = budget;
    return [{ waits, recordId, objectApiName: 'Budget__c', who, month, measure }];
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
