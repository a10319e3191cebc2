/** An opportunity or a project by month: what the warehouse and the rep say, what it lands at, what it is of the gap. Pure. */
import { minus, sum, type Amount } from 'c/gapMath';
import { amountOf, childrenOf, flagOf, idOf, labelOf, parentOf, recordOf, textOf, type Node } from 'c/graphqlNode';

export { OPPORTUNITY_QUERY, PROJECT_QUERY } from './dealQueries';

export interface DealLine {
  readonly id: string;
  readonly kind: 'project' | 'opportunity';
  readonly targetId: string | null;
  readonly rep: string | null;
  readonly month: string;
  readonly measure: string | null;
  readonly budget: Amount;
  readonly actual: Amount;
  /** What the warehouse expects. */
  readonly system: Amount;
  /** What the rep entered; of an open opportunity all there is. */
  readonly entered: Amount;
  readonly landing: number;
  readonly isClosed: boolean;
  readonly isLeftOut: boolean;
  readonly note: string;
  /** What this line is of what the target is short; `undefined` where it is not short. */
  readonly share: number | undefined;
}

export interface DealAction {
  readonly id: string;
  readonly kindName: string;
  readonly stateName: string;
  readonly subject: string;
  readonly due: string | null;
  readonly owner: string | null;
}

export interface Deal {
  readonly id: string;
  /** By month, then by what they land at. */
  readonly lines: readonly DealLine[];
  readonly actions: readonly DealAction[];
  /** The opportunity of a project, the projects of an opportunity. */
  readonly related: readonly { readonly id: string; readonly name: string; readonly objectApiName: string }[];
  /** Won, and no project has come of it: its amounts would be nowhere. */
  readonly isWonWithoutProject: boolean;
  /** Records that there are beyond those that were read. */
  readonly unread: number;
}

/** `undefined` when the record does not exist or the user may not see it. */
export function readProject(data: unknown): Deal | undefined {
  const node = recordOf(data, 'Project__c');
  if (node === undefined) return undefined;
  const opportunity = textOf(node, 'Opportunity__c');
  const name = textOf(parentOf(node, 'Opportunity__r'), 'Name') ?? '';
  return {
    id: idOf(node),
    lines: sorted(childrenOf(node, 'Project_Amounts__r').nodes.map(projectLine)),
    actions: actionsOf(node),
    related: opportunity === null ? [] : [{ id: opportunity, name, objectApiName: 'Opportunity' }],
    isWonWithoutProject: false,
    unread: unreadOf(node, 'Project_Amounts__r'),
  };
}

export function readOpportunity(data: unknown): Deal | undefined {
  const node = recordOf(data, 'Opportunity');
  if (node === undefined) return undefined;
  const projects = childrenOf(node, 'Projects__r');
  const open = childrenOf(node, 'Opportunity_Amounts__r').nodes.map(opportunityLine);
  const converted = projects.nodes.flatMap((project) =>
    childrenOf(project, 'Project_Amounts__r').nodes.map(projectLine),
  );
  const related = projects.nodes.map((project) => ({
    id: idOf(project),
    name: textOf(project, 'Name') ?? '',
    objectApiName: 'Project__c',
  }));
  return {
    id: idOf(node),
    lines: sorted([...open, ...converted]),
    actions: actionsOf(node),
    related,
    isWonWithoutProject: flagOf(node, 'IsWon') && projects.total === 0,
    unread: unreadOf(node, 'Opportunity_Amounts__r') + unreadOf(node, 'Projects__r'),
  };
}

function unreadOf(node: Node, relationship: string): number {
  const { nodes, total } = childrenOf(node, relationship);
  return Math.max(0, total - nodes.length);
}

interface Place {
  readonly targetId: string | null;
  readonly rep: string | null;
  readonly month: string;
  readonly measure: string | null;
  readonly short: number;
}

function placeOf(node: Node): Place {
  const target = parentOf(node, 'Target__r');
  const budget = parentOf(target, 'Budget__r');
  const amount = target === undefined ? null : amountOf(target, 'Target_Amount__c');
  const landing =
    target === undefined ? 0 : sum([amountOf(target, 'Line_Landing__c'), amountOf(target, 'Opportunity_Expected__c')]);
  return {
    targetId: textOf(node, 'Target__c'),
    rep: textOf(parentOf(target, 'Rep__r'), 'Name'),
    month: textOf(budget, 'Period_Start__c') ?? '',
    measure: labelOf(budget, 'Measure__c'),
    short: amount === null ? 0 : Math.max(0, minus(amount, landing)),
  };
}

const shareOf = (open: number, short: number): number | undefined => (short > 0 && open > 0 ? open / short : undefined);

function projectLine(node: Node): DealLine {
  const { short, ...place } = placeOf(node);
  const [actual, landing] = [amountOf(node, 'Actual__c'), amountOf(node, 'Landing__c') ?? 0];
  return {
    ...place,
    id: idOf(node),
    kind: 'project',
    budget: amountOf(node, 'Budget_Amount__c'),
    actual,
    system: amountOf(node, 'Expected_System__c'),
    entered: amountOf(node, 'Expected_Member__c'),
    landing,
    isClosed: flagOf(node, 'Closed__c'),
    isLeftOut: !flagOf(node, 'In_Landing__c'),
    note: textOf(node, 'Note__c') ?? '',
    share: shareOf(minus(landing, actual ?? 0), short),
  };
}

function opportunityLine(node: Node): DealLine {
  const { short, ...place } = placeOf(node);
  const landing = amountOf(node, 'Counted__c') ?? 0;
  return {
    ...place,
    id: idOf(node),
    kind: 'opportunity',
    budget: null,
    actual: null,
    system: null,
    entered: amountOf(node, 'Expected__c'),
    landing,
    isClosed: !flagOf(node, 'Open__c'),
    isLeftOut: !flagOf(node, 'In_Landing__c'),
    note: '',
    share: shareOf(landing, short),
  };
}

function sorted(lines: readonly DealLine[]): readonly DealLine[] {
  return [...lines].sort((left, right) => left.month.localeCompare(right.month) || right.landing - left.landing);
}

function actionsOf(node: Node): readonly DealAction[] {
  return childrenOf(node, 'Gap_Actions__r').nodes.map((action) => ({
    id: idOf(action),
    kindName: labelOf(action, 'Kind__c') ?? '',
    stateName: labelOf(action, 'State__c') ?? '',
    subject: textOf(action, 'Subject__c') ?? '',
    due: textOf(action, 'Due__c'),
    owner: textOf(parentOf(action, 'Assignee__r'), 'Name'),
  }));
}

export interface DealTotal {
  readonly measure: string;
  /** `null` where no line has one. */
  readonly budget: Amount;
  readonly actual: Amount;
  readonly landing: number;
}

const sumOf = (amounts: readonly Amount[]): Amount => (amounts.some((amount) => amount !== null) ? sum(amounts) : null);

/** Money of two measures is never added: a total for each. */
export function totalsOf(lines: readonly DealLine[]): readonly DealTotal[] {
  const measures = [...new Set(lines.map(({ measure }) => measure ?? ''))];
  return measures.map((measure) => {
    const some = lines.filter((line) => (line.measure ?? '') === measure);
    return {
      measure,
      budget: sumOf(some.map(({ budget }) => budget)),
      actual: sumOf(some.map(({ actual }) => actual)),
      landing: sum(some.map(({ landing }) => landing)),
    };
  });
}
