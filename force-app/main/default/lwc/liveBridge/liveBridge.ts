/**
 * M20 between last Friday and now: what the week's bridge will say on Friday, as far as this budget's own lines tell it.
 * Shifts between months and moves between units show as lines that grew, shrank, came or went; Friday's bridge, which
 * sees the other budgets too, names them. The amounts add up all the same.
 */
import { bridge, type BridgeLine, type Part, type Side } from 'c/bridgeMath';
import { sum, type Amount } from 'c/gapMath';
import { amountOf, flagOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';

export { LIVE_LINES_QUERY } from './linesQuery';

export interface Asked {
  readonly periodStart: string;
  readonly judgementBefore: Amount;
  readonly judgementNow: Amount;
}

/** A line of either side, before lines of the same deal and member are taken together. */
interface Piece {
  readonly deal: string | null;
  readonly rep: string;
  readonly lost: boolean;
  readonly landing: number;
  readonly closed: boolean;
  readonly inLanding: boolean;
}

const SCOPE = 'unit';

/** A project that came from an opportunity is that opportunity's deal, so that a win is no loss and no new deal. */
function dealOf(node: Node): string | null {
  const project = parentOf(node, 'Project__r');
  return textOf(node, 'Opportunity__c') ?? textOf(project, 'Opportunity__c') ?? textOf(node, 'Project__c');
}

function pieceOf(node: Node, lost: boolean, landing: Amount): Piece {
  return {
    deal: dealOf(node),
    rep: textOf(node, 'Target__c') ?? '',
    lost,
    landing: landing ?? 0,
    closed: flagOf(node, 'Closed__c'),
    inLanding: flagOf(node, 'In_Landing__c'),
  };
}

function piecesNow(data: unknown): readonly Piece[] {
  const projects = listOf(data, 'Project_Amount__c').nodes.map((node) => {
    const isCancelled = textOf(parentOf(node, 'Project__r'), 'Status__c') === 'Cancelled';
    return pieceOf(node, isCancelled, amountOf(node, 'Landing__c'));
  });
  const opportunities = listOf(data, 'Opportunity_Amount__c').nodes.map((node) => {
    const opportunity = parentOf(node, 'Opportunity__r');
    const isLost = opportunity !== undefined && flagOf(opportunity, 'IsClosed') && !flagOf(opportunity, 'IsWon');
    return pieceOf(node, isLost, amountOf(node, 'Counted__c'));
  });
  return [...projects, ...opportunities];
}

function sideOf(pieces: readonly Piece[]): Side | null {
  if (pieces.length === 0) return null;
  return {
    scope: SCOPE,
    landing: sum(pieces.map(({ landing }) => landing)),
    closed: pieces.every(({ closed }) => closed),
    inLanding: pieces.some(({ inLanding }) => inLanding),
  };
}

function grouped(pieces: readonly Piece[]): ReadonlyMap<string, readonly Piece[]> {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const key = JSON.stringify([piece.deal, piece.rep]);
    groups.set(key, [...(groups.get(key) ?? []), piece]);
  }
  return groups;
}

function linesOf(before: readonly Piece[], now: readonly Piece[], period: string): readonly BridgeLine[] {
  const [then, today] = [grouped(before), grouped(now)];
  return [...new Set([...then.keys(), ...today.keys()])].map((key) => {
    const [past = [], present = []] = [then.get(key), today.get(key)];
    const [first] = [...present, ...past];
    return {
      deal: first?.deal ?? null,
      period,
      rep: first?.rep ?? '',
      lost: present.some(({ lost }) => lost),
      before: sideOf(past),
      now: sideOf(present),
    };
  });
}

/** The parts that lie between; undefined when one side has more lines than an answer holds, so that they would not add up. */
export function partsSince(data: unknown, asked: Asked): readonly Part[] | undefined {
  const lists = ['Snapshot_Line__c', 'Project_Amount__c', 'Opportunity_Amount__c'].map((name) => listOf(data, name));
  if (lists.some(({ nodes, total }) => total > nodes.length)) return undefined;
  const before = listOf(data, 'Snapshot_Line__c').nodes.map((node) =>
    pieceOf(node, flagOf(node, 'Lost__c'), amountOf(node, 'Landing__c')),
  );
  const { periodStart: period, judgementBefore, judgementNow } = asked;
  return bridge(linesOf(before, piecesNow(data), period), { scope: SCOPE, period, judgementBefore, judgementNow })
    .parts;
}
