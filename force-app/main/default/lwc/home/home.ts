/** What a Home page is about: what is mine, what is open for me this week, what was asked of me. Pure. */
import { currentCycle, readCycles, type Cycle } from 'c/forecastCycle';
import { targetOf, type TargetGap } from 'c/gapQuery';
import { amountOf, childrenOf, idOf, labelOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';
import { readNow, type Standing as Amounts } from 'c/meeting';
import { readSubmission, type Submission } from 'c/submissions';
import { askedBudgetOf, type AskedBudget } from './askedBudget';

export type { AskedBudget } from './askedBudget';
export { HOME_QUERY } from './homeQuery';
export { adoption, readTeam, unitsProgress, type Team, type UnitProgress, type WeekProgress } from './team';
export { openItems, type OpenItem, type Waits } from './openItems';
export { TEAM_QUERY } from './teamQuery';
export { unitsAccuracy, type Checkpoint, type UnitAccuracy } from './unitAccuracy';

export interface OwnTarget extends TargetGap {
  readonly said: readonly Submission[];
}

export interface SeenBudget extends Amounts {
  readonly said: readonly Submission[];
  /** There is one, and its last day has passed. */
  readonly hasEndedJudgement: boolean;
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
    budgets: amounts.map((one, index) => seenOf(one, budgets[index])),
    due: asked.filter(({ kind }) => kind !== 'Nudge').sort(byDue),
    nudges: asked.filter(({ kind }) => kind === 'Nudge'),
    revisions: listOf(data, 'revisions').nodes.map(askedBudgetOf),
    loads: listOf(data, 'Load_Batch__c').nodes.map(loadOf),
    mismatches: mismatches.nodes.map(mismatchOf),
    moreMismatches: Math.max(0, mismatches.total - mismatches.nodes.length),
  };
}

function seenOf(amounts: Amounts, node: Node | undefined): SeenBudget {
  const entered = node === undefined ? null : amountOf(node, 'Judgement__c');
  const hasEndedJudgement = (entered ?? 0) !== 0 && (amounts.judgement ?? 0) === 0;
  return { ...amounts, said: saidOf(node, 'units'), hasEndedJudgement };
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
