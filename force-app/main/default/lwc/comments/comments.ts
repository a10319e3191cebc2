/**
 * U25: what people say of a number. A comment is bound to a target or a budget, and so to its month and measure, to one
 * figure of it, and to the value that figure had at a moment. Pure.
 */
import type { Amount } from 'c/gapMath';
import { amountOf, childrenOf, idOf, parentOf, recordOf, textOf, type Node } from 'c/graphqlNode';

export { BUDGET_COMMENTS_QUERY, TARGET_COMMENTS_QUERY } from './commentsQuery';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Comment {
  readonly id: string;
  readonly text: string;
  /** API name of the figure. */
  readonly figure: string;
  /** What the figure was, and when. */
  readonly value: Amount;
  readonly asOf: string | null;
  readonly by: Person;
  readonly at: string | null;
  /** Whom it is meant for. */
  readonly to: Person | undefined;
  readonly isRead: boolean;
  readonly isWithdrawn: boolean;
  readonly modifiedAt: string | null;
}

export interface Figure {
  readonly name: string;
  readonly value: Amount;
}

/** A target or a budget as people talk about it. */
export interface Commented {
  readonly budgetId: string;
  readonly targetId: string | null;
  /** The one that most is said about first. */
  readonly figures: readonly Figure[];
  /** Who may read here, and so may be named: nobody else is offered. */
  readonly people: readonly Person[];
  /** The newest first. */
  readonly comments: readonly Comment[];
  /** Older ones that were not read. */
  readonly unread: number;
}

const FIGURES = {
  Target__c: ['Landing_Forecast__c', 'Actual__c', 'Target_Amount__c'],
  Budget__c: ['Landing_Forecast__c', 'Actual__c', 'Current_Amount__c', 'Judgement__c'],
} as const;

/** `undefined` when the record is not there or may not be seen. */
export function readComments(data: unknown, object: 'Target__c' | 'Budget__c'): Commented | undefined {
  const node = recordOf(data, object);
  if (node === undefined) return undefined;
  const isTarget = object === 'Target__c';
  const children = childrenOf(node, 'Gap_Actions__r');
  const comments = children.nodes.map(commentOf);
  return {
    budgetId: isTarget ? (textOf(node, 'Budget__c') ?? '') : idOf(node),
    targetId: isTarget ? idOf(node) : null,
    figures: FIGURES[object].map((name) => ({ name, value: amountOf(node, name) })),
    people: unique([...peopleOf(node, isTarget), ...comments.map(({ by }) => by)]),
    comments,
    unread: Math.max(0, children.total - comments.length),
  };
}

function commentOf(node: Node): Comment {
  const state = textOf(node, 'State__c');
  return {
    id: idOf(node),
    text: textOf(node, 'Subject__c') ?? '',
    figure: textOf(node, 'Kpi__c') ?? '',
    value: amountOf(node, 'Value_At_Start__c'),
    asOf: textOf(node, 'As_Of__c'),
    by: { id: textOf(node, 'CreatedById') ?? '', name: textOf(parentOf(node, 'CreatedBy'), 'Name') ?? '' },
    at: textOf(node, 'CreatedDate'),
    to: personOf(node, 'Assignee'),
    isRead: state === 'Done',
    isWithdrawn: state === 'Dropped',
    modifiedAt: textOf(node, 'LastModifiedDate'),
  };
}

/** Of a lookup `<name>__c` and its parent `<name>__r`. */
function personOf(node: Node | undefined, name: string): Person | undefined {
  const id = textOf(node, `${name}__c`);
  return id === null ? undefined : { id, name: textOf(parentOf(node, `${name}__r`), 'Name') ?? '' };
}

/** The member or members, who leads the unit, and who stands above. */
function peopleOf(node: Node, isTarget: boolean): readonly Person[] {
  const department = parentOf(isTarget ? parentOf(node, 'Budget__r') : node, 'Department__r');
  const members = isTarget ? [node] : childrenOf(node, 'Targets__r').nodes;
  return [
    ...members.map((member) => personOf(member, 'Rep')),
    personOf(department, 'Manager'),
    personOf(parentOf(department, 'Parent__r'), 'Manager'),
  ].filter((one) => one !== undefined);
}

function unique(people: readonly Person[]): readonly Person[] {
  return [...new Map(people.filter(({ id, name }) => id !== '' && name !== '').map((one) => [one.id, one])).values()];
}

export interface Thread extends Figure {
  /** As they were said, the oldest first. */
  readonly comments: readonly Comment[];
}

/** A thread a figure; what was said of a figure that the page no longer shows comes last. */
export function threadsOf({ figures, comments }: Commented): readonly Thread[] {
  const known = new Set(figures.map(({ name }) => name));
  const others = [...new Set(comments.map(({ figure }) => figure))].filter((name) => !known.has(name));
  return [...figures, ...others.map((name) => ({ name, value: null }))]
    .map((figure) => ({ ...figure, comments: comments.filter((one) => one.figure === figure.name).sort(inOrder) }))
    .filter((thread) => thread.comments.length > 0);
}

/** Moments have whole seconds; of two in the same one, the record that was made first has the lower id. */
function inOrder(one: Comment, other: Comment): number {
  const [earlier, later] = [one, other].map(({ at, id }) => `${at ?? ''}${id}`);
  if (earlier === later) return 0;
  return (earlier ?? '') < (later ?? '') ? -1 : 1;
}
