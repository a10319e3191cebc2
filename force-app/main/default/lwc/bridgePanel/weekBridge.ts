import { PART_TYPES, type PartType } from 'c/bridgeMath';
import { minus, sum } from 'c/gapMath';
import type { Friday, Gap } from 'c/gapQuery';
import { amountOf, childrenOf, idOf, labelOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';

export interface DealPart {
  readonly id: string;
  readonly name: string;
  readonly amount: number;
  readonly recordId: string;
  readonly objectApiName: string;
}

/** What one type moved in all, and by which deals. */
export interface TypePart {
  readonly type: PartType;
  readonly name: string;
  readonly amount: number;
  readonly count: number;
  readonly deals: readonly DealPart[];
}

/** From the snapshot of last week to that of this week. */
export interface WeekBridge {
  readonly asOf: string | null;
  readonly previousAsOf: string | null;
  readonly now: number;
  /** Undefined with the first snapshot: there is nothing to compare with. */
  readonly before: number | undefined;
  /** In the fixed order of types; none of nothing. */
  readonly parts: readonly TypePart[];
  /** now − before − Σ parts: zero unless the records were changed or cannot all be read. */
  readonly remainder: number;
  /** Lines that exist and were not read. */
  readonly unread: number;
}

/** `undefined` when there is no weekly snapshot yet. */
export function readBridge(data: unknown, kind: Gap['kind']): WeekBridge | undefined {
  const [run, last] = listOf(data, 'bridged').nodes;
  if (run === undefined) return undefined;
  const { now, before, unread } = kind === 'target' ? linesOf(run, last) : totalsOf(run);
  const lines = childrenOf(run, 'Bridge_Lines__r');
  const parts = partsOf(lines.nodes);
  const moved = sum(parts.map(({ amount }) => amount));
  return {
    asOf: textOf(run, 'As_Of__c'),
    previousAsOf: textOf(parentOf(run, 'Previous_Run__r'), 'As_Of__c'),
    now,
    before,
    parts,
    remainder: before === undefined ? 0 : minus(minus(now, before), moved),
    unread: unread + lines.total - lines.nodes.length,
  };
}

/** Null without a snapshot, and where its lines are not all there: a line left out would look like a new one. */
export function readFriday(data: unknown, kind: Gap['kind']): Friday | null {
  const [run] = listOf(data, 'bridged').nodes;
  if (run === undefined) return null;
  const lines = childrenOf(run, 'Snapshot_Lines__r');
  const kept = amountOf(run, 'Lines_Landing__c');
  const read = sum(lines.nodes.map((line) => amountOf(line, 'Landing__c')));
  if (lines.total > lines.nodes.length || (kept !== null && minus(kept, read) !== 0)) return null;
  const landings = new Map<string, number>();
  for (const line of lines.nodes) {
    const key = textOf(line, kind === 'target' ? 'Line_Key__c' : 'Target__c') ?? '';
    landings.set(key, sum([landings.get(key) ?? 0, amountOf(line, 'Landing__c')]));
  }
  return { landings: Object.fromEntries(landings), judgement: amountOf(run, 'Judgement__c') };
}

type Totals = Pick<WeekBridge, 'now' | 'before' | 'unread'>;

/** A run keeps the landing of its budget then and the week before. */
function totalsOf(run: Node): Totals {
  return {
    now: amountOf(run, 'Landing_Forecast__c') ?? 0,
    before: amountOf(run, 'Previous_Landing__c') ?? undefined,
    unread: 0,
  };
}

/** What a target had is the sum of its own lines in either run. */
function linesOf(run: Node, last: Node | undefined): Totals {
  const landingOf = (lines: readonly Node[]): number => sum(lines.map((line) => amountOf(line, 'Landing__c')));
  const own = childrenOf(run, 'Snapshot_Lines__r');
  const isPrevious = last !== undefined && idOf(last) === textOf(run, 'Previous_Run__c');
  const past = isPrevious ? childrenOf(last, 'Snapshot_Lines__r') : undefined;
  return {
    now: landingOf(own.nodes),
    before: past && landingOf(past.nodes),
    unread: own.total - own.nodes.length + (past === undefined ? 0 : past.total - past.nodes.length),
  };
}

function partsOf(lines: readonly Node[]): readonly TypePart[] {
  return PART_TYPES.flatMap((type) => {
    const own = lines.filter((line) => textOf(line, 'Type__c') === type);
    const [first] = own;
    const amount = sum(own.map((line) => amountOf(line, 'Amount__c')));
    if (first === undefined || amount === 0) return [];
    const deals = own.flatMap(dealPart).sort((left, right) => Math.abs(right.amount) - Math.abs(left.amount));
    const count = sum(own.map((line) => amountOf(line, 'Deals__c')));
    return [{ type, name: labelOf(first, 'Type__c') ?? type, amount, count: Math.max(count, deals.length), deals }];
  });
}

function dealPart(line: Node): readonly DealPart[] {
  const amount = amountOf(line, 'Amount__c') ?? 0;
  return [
    ['Opportunity__c', 'Opportunity__r', 'Opportunity'] as const,
    ['Project__c', 'Project__r', 'Project__c'] as const,
  ]
    .flatMap(([field, relation, objectApiName]) => {
      const recordId = textOf(line, field);
      if (recordId === null) return [];
      return [
        { id: idOf(line), name: textOf(parentOf(line, relation), 'Name') ?? recordId, amount, recordId, objectApiName },
      ];
    })
    .slice(0, 1);
}
