/**
 * M20: what lies between last week's landing and this week's, line by line, each in exactly one part, so that the
 * remainder is zero by construction. The truth table in `test/golden/bridge.json` holds this and the warehouse's SQL to
 * the same answers.
 */
import { minus, sum, type Amount } from 'c/gapMath';

/** In the order in which they are shown. */
export const PART_TYPES = [
  'Correction',
  'Moved_In',
  'Moved_Out',
  'Actual_Without_Deal',
  'New_Deal',
  'Lost',
  'Pulled_In',
  'Pushed_Out',
  'Realised_Above',
  'Realised_Below',
  'Put_In',
  'Left_Out',
  'Amount_Up',
  'Amount_Down',
  'Judgement',
] as const;

export type PartType = (typeof PART_TYPES)[number];

/** A line as one snapshot has it. */
export interface Side {
  /** Whose landing it counts for: a unit, a person. */
  readonly scope: string;
  readonly landing: number;
  readonly closed: boolean;
  readonly inLanding: boolean;
}

/** Deal × month × rep; a side is null where the snapshot does not have the line. */
export interface BridgeLine {
  /** Null: an amount that came without a deal. */
  readonly deal: string | null;
  readonly period: string;
  readonly rep: string;
  /** Lost or cancelled by now. */
  readonly lost: boolean;
  readonly before: Side | null;
  readonly now: Side | null;
}

export interface Asked {
  readonly scope: string;
  readonly period: string;
  readonly judgementBefore: Amount;
  readonly judgementNow: Amount;
}

export interface Part {
  readonly type: PartType;
  readonly amount: number;
}

export interface Bridge {
  readonly before: number;
  readonly now: number;
  /** before + Σ parts = now. Parts of nothing are left out. */
  readonly parts: readonly Part[];
}

/** What the other lines of a deal say. */
interface Deal {
  readonly wasThere: boolean;
  readonly isLost: boolean;
  /** Amounts that other months gained and lost; what lines here have taken of them is gone for the next. */
  gained: number;
  given: number;
}

const landingOf = (side: Side | null, scope: string): number => (side?.scope === scope ? side.landing : 0);

function dealOf(lines: readonly BridgeLine[], period: string): Deal {
  const elsewhere = lines
    .filter((line) => line.period !== period)
    .map((line) => minus(line.now?.landing ?? 0, line.before?.landing ?? 0));
  return {
    wasThere: lines.some((line) => line.before !== null),
    isLost: lines.some((line) => line.lost) || lines.every((line) => line.now === null),
    gained: sum(elsewhere.filter((change) => change > 0)),
    given: -sum(elsewhere.filter((change) => change < 0)),
  };
}

/** The types that take a line whole; undefined: its timing is looked at next. */
function wholeType({ before, now, deal }: BridgeLine, facts: Deal, scope: string): PartType | undefined {
  if (before?.closed === true) return 'Correction';
  if (before !== null && now !== null && before.scope !== now.scope) {
    return now.scope === scope ? 'Moved_In' : 'Moved_Out';
  }
  if (deal === null) return 'Actual_Without_Deal';
  if (!facts.wasThere) return 'New_Deal';
  return facts.isLost ? 'Lost' : undefined;
}

/** The smaller of the change here and the opposite change elsewhere, less what other lines here have taken. */
function timing(change: number, facts: Deal): Part {
  const size = Math.abs(change);
  if (change > 0) {
    const pulled = Math.min(size, facts.given);
    facts.given = Math.max(0, minus(facts.given, size));
    return { type: 'Pulled_In', amount: pulled };
  }
  const pushed = Math.min(size, facts.gained);
  facts.gained = Math.max(0, minus(facts.gained, size));
  return { type: 'Pushed_Out', amount: -pushed };
}

function restType({ before, now }: BridgeLine, rest: number): PartType {
  if (now?.closed === true) return rest > 0 ? 'Realised_Above' : 'Realised_Below';
  if (before !== null && now !== null && before.inLanding !== now.inLanding) {
    return now.inLanding ? 'Put_In' : 'Left_Out';
  }
  return rest > 0 ? 'Amount_Up' : 'Amount_Down';
}

function partsOf(line: BridgeLine, change: number, facts: Deal, scope: string): readonly Part[] {
  const whole = wholeType(line, facts, scope);
  if (whole !== undefined) return [{ type: whole, amount: change }];
  const moved = timing(change, facts);
  const rest = minus(change, moved.amount);
  return rest === 0 ? [moved] : [moved, { type: restType(line, rest), amount: rest }];
}

function groupByDeal(lines: readonly BridgeLine[], period: string): ReadonlyMap<string | null, Deal> {
  const groups = new Map<string | null, BridgeLine[]>();
  for (const line of lines) groups.set(line.deal, [...(groups.get(line.deal) ?? []), line]);
  return new Map([...groups].map(([deal, own]) => [deal, dealOf(own, period)]));
}

const byDealAndRep = (left: BridgeLine, right: BridgeLine): number =>
  (left.deal ?? '').localeCompare(right.deal ?? '', 'en') || left.rep.localeCompare(right.rep, 'en');

/** `lines` are those of the scope and month, and every other line of their deals: what moved in time shows there. */
export function bridge(lines: readonly BridgeLine[], asked: Asked): Bridge {
  const { scope, period, judgementBefore, judgementNow } = asked;
  const deals = groupByDeal(lines, period);
  const here = lines.filter((line) => line.period === period).sort(byDealAndRep);
  const parts = here.flatMap((line) => {
    const change = minus(landingOf(line.now, scope), landingOf(line.before, scope));
    const facts = deals.get(line.deal);
    return change === 0 || facts === undefined ? [] : partsOf(line, change, facts, scope);
  });
  parts.push({ type: 'Judgement', amount: minus(judgementNow ?? 0, judgementBefore ?? 0) });
  return {
    before: sum([...here.map((line) => landingOf(line.before, scope)), judgementBefore]),
    now: sum([...here.map((line) => landingOf(line.now, scope)), judgementNow]),
    parts: PART_TYPES.map((type) => ({
      type,
      amount: sum(parts.filter((part) => part.type === type).map((part) => part.amount)),
    })).filter(({ amount }) => amount !== 0),
  };
}
