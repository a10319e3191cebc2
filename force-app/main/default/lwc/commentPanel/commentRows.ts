/** Comments as the panel shows them. Pure. */
import { threadsOf, type Comment, type Commented, type Thread } from 'c/comments';
import { formatInstant } from 'c/dateFormat';
import { minus, type Amount } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { measureName } from 'c/lineage';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';

export interface CommentRow {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly text: string;
  readonly textClass: string;
  /** The value and moment it is bound to, and what the figure did since. */
  readonly bound: string;
  readonly to: string;
  readonly isRead: boolean;
  readonly mayRead: boolean;
  readonly readLabel: string;
  readonly mayWithdraw: boolean;
  readonly withdrawLabel: string;
}

export interface ThreadView {
  readonly name: string;
  readonly heading: string;
  readonly rows: readonly CommentRow[];
}

export function threadViews(commented: Commented, unit: Unit, userId: string): readonly ThreadView[] {
  return threadsOf(commented).map((thread) => ({
    name: thread.name,
    heading: fill(labels.commentThread, measureName(thread.name), formatAmount(thread.value, unit)),
    rows: thread.comments.map((comment) => rowOf(comment, thread, unit, userId)),
  }));
}

function rowOf(comment: Comment, thread: Thread, unit: Unit, userId: string): CommentRow {
  const { isWithdrawn, isRead, to, text } = comment;
  return {
    id: comment.id,
    by: comment.by.name,
    at: comment.at === null ? '' : formatInstant(comment.at),
    text: isWithdrawn ? labels.commentWithdrawn : text,
    textClass: isWithdrawn ? 'text withdrawn' : 'text',
    bound: isWithdrawn ? '' : boundOf(comment, thread.value, unit),
    to: isWithdrawn || to === undefined ? '' : fill(labels.commentTo, to.name),
    isRead,
    mayRead: !isWithdrawn && !isRead && to?.id === userId,
    readLabel: fill(labels.commentMarkReadOf, text),
    mayWithdraw: !isWithdrawn && comment.by.id === userId,
    withdrawLabel: fill(labels.commentWithdrawOf, text),
  };
}

function boundOf({ value, asOf }: Comment, now: Amount, unit: Unit): string {
  const said = fill(labels.commentAsOf, formatAmount(value, unit), asOf === null ? '' : formatInstant(asOf));
  const moved = value === null || now === null ? 0 : minus(now, value);
  return moved === 0 ? said : `${said} · ${fill(labels.commentSince, formatSigned(moved, unit))}`;
}
