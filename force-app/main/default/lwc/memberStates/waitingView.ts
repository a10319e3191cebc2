/** Who is open and what each waits for, in words. Pure. */
import { formatInstant } from 'c/dateFormat';
import { counted, fill, labels } from 'c/labels';
import { formatCount, formatMoney, NOTHING, roundingNote, type Unit as MoneyUnit } from 'c/moneyFormat';
import userId from '@salesforce/user/Id';
import { isOfMember, waitingFor, type OpenItem, type Unit, type Waits } from 'c/unitWeek';

export interface WaitingRow {
  readonly key: string;
  readonly person: string;
  readonly waits: string;
  readonly stake: string;
  readonly stale: string;
  readonly nudged: string;
}

const WORDS: Readonly<Record<Waits, string>> = {
  memberConfirms: labels.waitsMemberConfirms,
  memberAnswers: labels.waitsMemberAnswers,
  memberIsDecided: labels.waitsMemberIsDecided,
  unitSubmits: labels.waitsUnitSubmits,
  unitAnswers: labels.waitsUnitAnswers,
  unitIsDecided: labels.waitsUnitIsDecided,
};

export interface Waited {
  readonly unit: Unit;
  readonly items: readonly OpenItem[];
  readonly stale: ReadonlyMap<string, number>;
  readonly recent: ReadonlyMap<string, string>;
  readonly money: MoneyUnit;
  /** Whether the one who looks is the next level. */
  readonly isDecider: boolean;
}

const nextLevel = (isViewer: boolean): string => (isViewer ? labels.waitingYou : labels.waitingNextLevel);

export function waitingRows({ unit, items, stale, recent, money, isDecider }: Waited): readonly WaitingRow[] {
  return items.map(({ about, waits, personId, member, stake }) => {
    const deals = waits === 'memberIsDecided' ? 0 : (stale.get(about) ?? 0);
    const nudgedAt = personId === null ? undefined : recent.get(personId);
    return {
      key: about,
      person: personId === null ? nextLevel(isDecider) : personOf(unit, personId, member),
      waits: fill(WORDS[waits], member?.rep ?? NOTHING),
      stake: fill(labels.waitingStake, formatMoney(stake, money)),
      stale: deals === 0 ? '' : counted(labels.waitingStaleOne, labels.waitingStaleMany, deals),
      nudged: nudgedAt === undefined ? '' : fill(labels.nudgeAt, formatInstant(nudgedAt)),
    };
  });
}

function personOf(unit: Unit, personId: string, member: OpenItem['member']): string {
  if (personId === userId) return labels.waitingYou;
  if (personId === member?.repId) return member.rep ?? NOTHING;
  return unit.manager ?? NOTHING;
}

export function waitingSentence(
  items: readonly OpenItem[],
  stale: ReadonlyMap<string, number>,
  money: MoneyUnit,
): string {
  const waiting = waitingFor(items, stale);
  if (waiting.members === 0) return '';
  const label = waiting.members === 1 ? labels.waitingSentenceOne : labels.waitingSentenceMany;
  const deals =
    waiting.stale === 0
      ? labels.waitingStaleNone
      : counted(labels.waitingStaleOne, labels.waitingStaleMany, waiting.stale);
  return fill(label, formatCount(waiting.members), deals, formatMoney(waiting.stake, money));
}

/** Where what each member has at stake does not add up, as shown, to what the sentence tells. */
export function waitingNote(items: readonly OpenItem[], money: MoneyUnit): string {
  const { members, stake } = waitingFor(items, new Map());
  const parts = items.filter(isOfMember).map((item) => item.stake);
  return members === 0 ? '' : roundingNote([{ parts, total: stake }], money);
}
