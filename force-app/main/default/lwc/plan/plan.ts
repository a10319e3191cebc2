/** The plan of a target: numbers, what should be, the gaps in words, and what is done about them. Pure. */
import { minus, planMismatch, type Amount, type PlanMismatch } from 'c/gapMath';
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
  type Node,
} from 'c/graphqlNode';

export { PLAN_QUERY } from './planQuery';

export interface PlanItem {
  readonly id: string;
  readonly kind: 'Statement' | 'Action';
  readonly state: string;
  readonly stateName: string;
  readonly subject: string;
  readonly areaName: string;
  readonly shouldBe: string;
  readonly isNow: string;
  /** 0 to 3 of a statement. */
  readonly severity: number | undefined;
  readonly ownerId: string | null;
  readonly owner: string | null;
  readonly createdById: string | null;
  readonly due: string | null;
  /** API name of a figure of the target, or a number in words. */
  readonly kpi: string;
  readonly expectedEffect: Amount;
  readonly valueAtStart: Amount;
  readonly valueAtReview: Amount;
  readonly modifiedAt: string | null;
}

export interface Plan {
  readonly targetId: string;
  readonly budgetId: string | null;
  readonly repId: string | null;
  readonly isMine: boolean;
  readonly target: Amount;
  readonly planned: Amount;
  readonly goal: string;
  readonly actual: number;
  readonly landing: number;
  readonly modifiedAt: string | null;
  /** The week under way, to which the meeting will come back. */
  readonly cycleId: string | null;
  readonly items: readonly PlanItem[];
  /** Items that there are beyond those that were read. */
  readonly unread: number;
}

/** `undefined` when the target is not there or may not be seen. */
export function readPlan(data: unknown): Plan | undefined {
  const node = recordOf(data, 'Target__c');
  if (node === undefined) return undefined;
  const { nodes, total } = childrenOf(node, 'Gap_Actions__r');
  const [cycle] = listOf(data, 'Forecast_Cycle__c').nodes;
  return {
    targetId: idOf(node),
    budgetId: textOf(node, 'Budget__c'),
    repId: textOf(node, 'Rep__c'),
    isMine: flagOf(node, 'Mine__c'),
    target: amountOf(node, 'Target_Amount__c'),
    planned: amountOf(node, 'Plan_Amount__c'),
    goal: textOf(node, 'Qualitative_Goal__c') ?? '',
    actual: amountOf(node, 'Actual__c') ?? 0,
    landing: amountOf(node, 'Landing_Forecast__c') ?? 0,
    modifiedAt: textOf(node, 'LastModifiedDate'),
    cycleId: cycle === undefined ? null : idOf(cycle),
    items: nodes.map(itemOf),
    unread: Math.max(0, total - nodes.length),
  };
}

function itemOf(node: Node): PlanItem {
  const severity = textOf(node, 'Severity__c');
  return {
    id: idOf(node),
    kind: textOf(node, 'Kind__c') === 'Statement' ? 'Statement' : 'Action',
    state: textOf(node, 'State__c') ?? 'Open',
    stateName: labelOf(node, 'State__c') ?? '',
    subject: textOf(node, 'Subject__c') ?? '',
    areaName: labelOf(node, 'Area__c') ?? '',
    shouldBe: textOf(node, 'Should_Be__c') ?? '',
    isNow: textOf(node, 'Is_Now__c') ?? '',
    severity: severity === null ? undefined : Number(severity),
    ownerId: textOf(node, 'Assignee__c'),
    owner: textOf(parentOf(node, 'Assignee__r'), 'Name'),
    createdById: textOf(node, 'CreatedById'),
    due: textOf(node, 'Due__c'),
    kpi: textOf(node, 'Kpi__c') ?? '',
    expectedEffect: amountOf(node, 'Expected_Effect__c'),
    valueAtStart: amountOf(node, 'Value_At_Start__c'),
    valueAtReview: amountOf(node, 'Value_At_Review__c'),
    modifiedAt: textOf(node, 'LastModifiedDate'),
  };
}

/** What is open first; of that the worst, then what is due first. */
export function itemsOf(plan: Plan, kind: PlanItem['kind']): readonly PlanItem[] {
  return plan.items
    .filter((item) => item.kind === kind)
    .sort(
      (left, right) =>
        Number(right.state === 'Open') - Number(left.state === 'Open') ||
        (right.severity ?? 0) - (left.severity ?? 0) ||
        (left.due ?? '').localeCompare(right.due ?? ''),
    );
}

/** X2. */
export function mismatchOf(plan: Plan): PlanMismatch | undefined {
  const statements = plan.items.filter(({ kind, state }) => kind === 'Statement' && state !== 'Dropped');
  return planMismatch({
    landing: plan.landing,
    target: plan.target,
    severe: statements.filter(({ severity, state }) => severity === 3 && state === 'Open').length,
    statements: statements.length,
  });
}

/** The figures of a target that an action can name. */
export const TARGET_KPIS: readonly string[] = ['Landing_Forecast__c', 'Actual__c'];

/** Of a figure of this target; `null` for a number in words. */
export function valueOf(plan: Plan, kpi: string): Amount {
  if (kpi === 'Landing_Forecast__c') return plan.landing;
  return kpi === 'Actual__c' ? plan.actual : null;
}

/** What the number did since the action was recorded: until it was closed, or until now. */
export function movedBy(
  plan: Plan,
  item: PlanItem,
): { readonly from: number; readonly to: number; readonly by: number } | undefined {
  const to = item.state === 'Open' ? valueOf(plan, item.kpi) : item.valueAtReview;
  const from = item.valueAtStart;
  return from === null || to === null ? undefined : { from, to, by: minus(to, from) };
}

/** What the landing lacks; 0 when it reaches the target or there is none. */
export function shortOf({ target, landing }: Plan): number {
  return target === null ? 0 : Math.max(0, minus(target, landing));
}
