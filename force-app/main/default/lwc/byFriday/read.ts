import timeZone from '@salesforce/i18n/timeZone';
import { readCalendar, type Calendar } from 'c/businessDays';
import { amountOf, childrenOf, flagOf, idOf, listOf, parentOf, recordOf, textOf, type Node } from 'c/graphqlNode';
import type { Amount } from 'c/gapMath';

export interface Deal {
  readonly opportunityId: string;
  readonly name: string;
  readonly closesOn: string;
  /** In the measure of the target; `null` when nobody has said what it would bring. */
  readonly worth: Amount;
  /** What of it the landing holds. */
  readonly counted: number;
}

export interface ClosedDeal {
  readonly isWon: boolean;
  readonly createdOn: string;
  readonly closedOn: string;
  readonly worth: Amount;
}

/** A target or a budget as it stands, and what the week knows. */
export interface Now {
  readonly id: string;
  readonly budgetId: string;
  /** Of a target alone. */
  readonly targetId: string | null;
  readonly repId: string | null;
  readonly isMine: boolean;
  /** The rep of a target, the department of a budget: whose past counts. */
  readonly ownerId: string;
  readonly measure: string;
  readonly month: string;
  readonly target: Amount;
  readonly actual: number;
  readonly landing: number;
  readonly deals: readonly Deal[];
  /** Open deals that there are, which may be more than were read. */
  readonly dealCount: number;
  /** Who has bought most this month. */
  readonly customers: readonly string[];
  readonly booked: number;
  /** Keys of the actions that are kept. */
  readonly recorded: ReadonlySet<string>;
  readonly cycleId: string | null;
  readonly calendar: Calendar;
}

export interface Past {
  readonly closed: readonly ClosedDeal[];
  readonly later: readonly Deal[];
}

/** `undefined` when the target is not there, may not be seen or belongs to no month. */
export function readTargetNow(data: unknown): Now | undefined {
  const node = recordOf(data, 'Target__c');
  const budget = parentOf(node, 'Budget__r');
  if (node === undefined || budget === undefined) return undefined;
  return nowOf(data, node, budget, {
    budgetId: textOf(node, 'Budget__c') ?? '',
    targetId: idOf(node),
    repId: textOf(node, 'Rep__c'),
    isMine: flagOf(node, 'Mine__c'),
    ownerId: textOf(node, 'Rep__c') ?? '',
    target: amountOf(node, 'Target_Amount__c'),
  });
}

/** `undefined` when the budget is not there, may not be seen or belongs to no month. */
export function readBudgetNow(data: unknown): Now | undefined {
  const node = recordOf(data, 'Budget__c');
  if (node === undefined) return undefined;
  return nowOf(data, node, node, {
    budgetId: idOf(node),
    targetId: null,
    repId: null,
    isMine: false,
    ownerId: textOf(node, 'Department__c') ?? '',
    target: amountOf(node, 'Current_Amount__c'),
  });
}

type Own = Pick<Now, 'budgetId' | 'targetId' | 'repId' | 'isMine' | 'ownerId' | 'target'>;

function nowOf(data: unknown, node: Node, budget: Node, own: Own): Now | undefined {
  const month = textOf(budget, 'Period_Start__c');
  const measure = textOf(budget, 'Measure__c');
  if (month === null || measure === null) return undefined;
  const [cycle] = listOf(data, 'Forecast_Cycle__c').nodes;
  const bought = listOf(data, 'Project_Amount__c').nodes;
  const keys = childrenOf(node, 'Gap_Actions__r').nodes.map((action) => textOf(action, 'External_Key__c') ?? '');
  return {
    ...own,
    id: idOf(node),
    measure,
    month,
    actual: amountOf(node, 'Actual__c') ?? 0,
    landing: amountOf(node, 'Landing_Forecast__c') ?? 0,
    deals: listOf(data, 'Opportunity_Amount__c').nodes.flatMap((one) => dealOf(one, measure)),
    dealCount: listOf(data, 'Opportunity_Amount__c').total,
    customers: bought.map((one) => textOf(parentOf(one, 'Project__r'), 'Name') ?? '').filter((name) => name !== ''),
    booked: bought.reduce((total, one) => total + (amountOf(one, 'Actual__c') ?? 0), 0),
    recorded: new Set(keys),
    cycleId: cycle === undefined || textOf(cycle, 'State__c') === 'Closed' ? null : idOf(cycle),
    calendar: readCalendar(data, timeZone),
  };
}

export function readPast(data: unknown, measure: string): Past {
  const closed = listOf(data, 'closed').nodes.flatMap((node) => {
    const opportunity = parentOf(node, 'Opportunity__r');
    const closedOn = textOf(opportunity, 'CloseDate');
    if (opportunity === undefined || closedOn === null) return [];
    const createdOn = (textOf(opportunity, 'CreatedDate') ?? '').slice(0, 10);
    return [{ isWon: flagOf(opportunity, 'IsWon'), createdOn, closedOn, worth: worthOf(node, opportunity, measure) }];
  });
  return { closed, later: listOf(data, 'later').nodes.flatMap((node) => dealOf(node, measure)) };
}

function dealOf(node: Node, measure: string): readonly Deal[] {
  const opportunity = parentOf(node, 'Opportunity__r');
  const opportunityId = textOf(node, 'Opportunity__c');
  const closesOn = textOf(opportunity, 'CloseDate');
  if (opportunity === undefined || opportunityId === null || closesOn === null) return [];
  const name = textOf(opportunity, 'Name') ?? '';
  const counted = amountOf(node, 'Counted__c') ?? 0;
  return [{ opportunityId, name, closesOn, worth: worthOf(node, opportunity, measure), counted }];
}

/** What was expected of it in this measure; the amount of an opportunity is revenue. */
function worthOf(node: Node, opportunity: Node, measure: string): Amount {
  return amountOf(node, 'Expected__c') ?? (measure === 'Revenue' ? amountOf(opportunity, 'Amount') : null);
}
