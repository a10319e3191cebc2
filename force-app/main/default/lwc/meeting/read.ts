/** The answers of both queries as the meeting's own nouns. */
import { cycleOf } from 'c/forecastCycle';
import { departmentName } from 'c/gapQuery';
import {
  amountOf,
  childrenOf,
  flagOf,
  idOf,
  labelOf,
  listOf,
  parentOf,
  recordOf,
  textOf,
  type Children,
  type Node,
} from 'c/graphqlNode';
import type { BridgePart, Factor, Meeting, Now, Said, Standing, UnitSubmission } from './model';

const unreadOf = ({ nodes, total }: Children): number => Math.max(0, total - nodes.length);

const createdAt = (node: Node): string => textOf(node, 'CreatedDate') ?? '';

const byNewest = (left: Node, right: Node): number => createdAt(right).localeCompare(createdAt(left));

/** `undefined` when the cycle does not exist or the user may not see it. */
export function readMeeting(data: unknown): Meeting | undefined {
  const node = recordOf(data, 'Forecast_Cycle__c');
  if (node === undefined) return undefined;
  const runs = childrenOf(node, 'Snapshot_Runs__r');
  const submissions = childrenOf(node, 'Forecast_Submissions__r');
  const open = listOf(data, 'Gap_Action__c');
  const ofThisWeek = listOf(data, 'ofThisWeek');
  const actions = [...open.nodes, ...ofThisWeek.nodes, ...listOf(data, 'settled').nodes];
  const moments = runs.nodes.flatMap((run) => textOf(run, 'As_Of__c') ?? []);
  return {
    cycle: cycleOf(node),
    frozen: runs.nodes.map(frozenOf),
    asOfs: [...new Set(moments)].sort(),
    submissions: counting(submissions.nodes.map(submissionOf)),
    said: [...actions].sort(byNewest).map(saidOf),
    unread: [runs, submissions, open, ofThisWeek].reduce((sum, list) => sum + unreadOf(list), 0),
  };
}

export function readNow(data: unknown): Now {
  const budgets = listOf(data, 'Budget__c');
  const parts = listOf(data, 'Bridge_Line__c');
  return {
    standings: budgets.nodes.map(liveOf),
    parts: parts.nodes.map(partOf),
    unread: unreadOf(budgets) + unreadOf(parts),
  };
}

interface Place {
  readonly unitName: string;
  readonly headId: string | null;
  readonly month: string;
  readonly measure: string;
  readonly measureName: string;
}

function placeOf(budget: Node | undefined): Place {
  const department = parentOf(budget, 'Department__r');
  return {
    unitName: departmentName(department) ?? '',
    headId: textOf(department, 'Manager__c'),
    month: textOf(budget, 'Period_Start__c') ?? '',
    measure: textOf(budget, 'Measure__c') ?? '',
    measureName: labelOf(budget, 'Measure__c') ?? '',
  };
}

function frozenOf(run: Node): Standing {
  return {
    ...placeOf(parentOf(run, 'Budget__r')),
    ...amountsOf(run),
    judgement: amountOf(run, 'Judgement__c'),
    budgetId: textOf(run, 'Budget__c') ?? '',
    expected: amountOf(run, 'Expected__c'),
    previous: amountOf(run, 'Previous_Landing__c'),
  };
}

function liveOf(budget: Node): Standing {
  return {
    ...placeOf(budget),
    ...amountsOf(budget),
    judgement: amountOf(budget, 'Judgement_In_Force__c'),
    budgetId: idOf(budget),
    expected: null,
    previous: null,
  };
}

function amountsOf(node: Node): Pick<Standing, 'budget' | 'memberTargets' | 'actual' | 'landing'> {
  return {
    budget: amountOf(node, 'Current_Amount__c'),
    memberTargets: amountOf(node, 'Target_Amount__c'),
    actual: amountOf(node, 'Actual__c') ?? 0,
    landing: amountOf(node, 'Landing_Forecast__c') ?? 0,
  };
}

function factorOf(node: Node): Factor {
  return {
    id: idOf(node),
    code: textOf(node, 'Code__c') ?? '',
    name: labelOf(node, 'Code__c') ?? '',
    amount: amountOf(node, 'Amount__c') ?? 0,
    comment: textOf(node, 'Comment__c') ?? '',
    verdict: textOf(node, 'Verdict__c') ?? 'Open',
  };
}

function submissionOf(node: Node): UnitSubmission {
  return {
    id: idOf(node),
    budgetId: textOf(node, 'Budget__c') ?? '',
    version: amountOf(node, 'Version__c') ?? 0,
    state: textOf(node, 'State__c') ?? '',
    stateName: labelOf(node, 'State__c') ?? '',
    isCarried: flagOf(node, 'Carried__c'),
    isLate: flagOf(node, 'Late__c'),
    landing: amountOf(node, 'Landing_Forecast__c'),
    note: textOf(node, 'Note__c') ?? '',
    question: textOf(node, 'Question__c') ?? '',
    submittedAt: textOf(node, 'Submitted_At__c'),
    submittedBy: textOf(parentOf(node, 'Submitted_By__r'), 'Name'),
    factors: childrenOf(node, 'Forecast_Factors__r').nodes.map(factorOf),
  };
}

/**
 * The highest version counts, as on the unit's own page; a draft says nothing yet. A unit that has withdrawn it says
 * nothing any more, whatever it said before.
 */
function counting(submissions: readonly UnitSubmission[]): ReadonlyMap<string, UnitSubmission> {
  const newest = new Map<string, UnitSubmission>();
  for (const one of submissions) {
    if (one.state === 'Draft') continue;
    if (one.version >= (newest.get(one.budgetId)?.version ?? 0)) newest.set(one.budgetId, one);
  }
  return new Map([...newest].filter(([, { state }]) => state !== 'Withdrawn'));
}

const figuresOf = (target: Node): Said['ofTarget'] => ({
  Landing_Forecast__c: amountOf(target, 'Landing_Forecast__c'),
  Actual__c: amountOf(target, 'Actual__c'),
});

function saidOf(node: Node): Said {
  const { unitName, month, measure, measureName } = placeOf(parentOf(node, 'Budget__r'));
  const target = parentOf(node, 'Target__r');
  return {
    id: idOf(node),
    kind: textOf(node, 'Kind__c') ?? '',
    kindName: labelOf(node, 'Kind__c') ?? '',
    state: textOf(node, 'State__c') ?? 'Open',
    stateName: labelOf(node, 'State__c') ?? '',
    subject: textOf(node, 'Subject__c') ?? '',
    owner: textOf(parentOf(node, 'Assignee__r'), 'Name'),
    due: textOf(node, 'Due__c'),
    kpi: textOf(node, 'Kpi__c') ?? '',
    expectedEffect: amountOf(node, 'Expected_Effect__c'),
    valueAtStart: amountOf(node, 'Value_At_Start__c'),
    valueAtReview: amountOf(node, 'Value_At_Review__c'),
    budgetId: textOf(node, 'Budget__c') ?? '',
    targetId: textOf(node, 'Target__c'),
    ofTarget: target === undefined ? {} : figuresOf(target),
    rep: textOf(parentOf(target, 'Rep__r'), 'Name'),
    unitName,
    month,
    measure,
    measureName,
    cycleId: textOf(node, 'Cycle__c') ?? '',
    weekStart: textOf(parentOf(node, 'Cycle__r'), 'Week_Start__c') ?? '',
    modifiedAt: textOf(node, 'LastModifiedDate'),
  };
}

function partOf(node: Node): BridgePart {
  const project = textOf(node, 'Project__c');
  return {
    id: idOf(node),
    budgetId: textOf(parentOf(node, 'Snapshot_Run__r'), 'Budget__c') ?? '',
    type: textOf(node, 'Type__c') ?? '',
    typeName: labelOf(node, 'Type__c') ?? '',
    amount: amountOf(node, 'Amount__c') ?? 0,
    dealName: textOf(parentOf(node, 'Opportunity__r'), 'Name') ?? textOf(parentOf(node, 'Project__r'), 'Name'),
    dealId: textOf(node, 'Opportunity__c') ?? project,
    dealObject: textOf(node, 'Opportunity__c') === null ? 'Project__c' : 'Opportunity',
  };
}
