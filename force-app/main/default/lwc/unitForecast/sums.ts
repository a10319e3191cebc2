/** The landing and what it is made of, as it is now or as it was submitted. Pure. */
import { minus, type Amount } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatSigned, roundingNote, type Unit as MoneyUnit } from 'c/moneyFormat';
import type { Balance, Facts, Factor } from 'c/unitFactors';
import type { Unit, UnitVersion } from 'c/unitWeek';

export interface SumRow {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly className: string;
}

interface Made {
  readonly rolledUp: Amount;
  readonly judgement: Amount;
  readonly landing: Amount;
  readonly previous: Amount;
}

function madeOf(facts: Facts, said: UnitVersion | undefined, live: Unit | undefined): Made {
  if (said === undefined) {
    const { rolledUp = null, judgement = null } = live ?? {};
    return { rolledUp, judgement, landing: facts.landing, previous: facts.previous };
  }
  const { rolledUp, judgement, landing, previousLanding: previous } = said;
  return { rolledUp, judgement, landing, previous };
}

export function sumsOf(
  facts: Facts,
  said: UnitVersion | undefined,
  live: Unit | undefined,
  unit: MoneyUnit,
  /** Whether last Friday was kept; otherwise what was said last is what the landing is compared with. */
  isFriday: boolean,
): readonly SumRow[] {
  const { rolledUp, judgement, landing, previous } = madeOf(facts, said, live);
  const change = previous === null || landing === null ? null : minus(landing, previous);
  const row = (key: string, label: string, text: string): SumRow => ({ key, label, text, className: `row ${key}` });
  const made = [
    row('members', labels.judgementMembers, formatAmount(rolledUp, unit)),
    row('judgement', labels.judgementField, formatSigned(judgement, unit)),
  ];
  // While it is being prepared, the judgement above says what the landing is made of.
  return [
    ...(said === undefined ? [] : made),
    row('landing', labels.figureLanding, formatAmount(landing, unit)),
    row('previous', isFriday ? labels.unitPrevious : labels.confirmPrevious, formatAmount(previous, unit)),
    row('change', labels.unitChange, formatSigned(change, unit)),
  ];
}

/** Where the landing is not what its parts add up to as they are shown, nor the factors the change. */
export function sumsNote(
  facts: Facts,
  said: UnitVersion | undefined,
  { factors, balance }: { readonly factors: readonly Factor[]; readonly balance: Balance },
  unit: MoneyUnit,
): string {
  const { rolledUp, judgement, landing, previous } = madeOf(facts, said, undefined);
  const change = previous === null || landing === null ? null : minus(landing, previous);
  const explained = said === undefined ? factors : said.factors;
  const left = said === undefined ? balance.unexplained : 0;
  return roundingNote(
    [
      { parts: [rolledUp, judgement], total: said === undefined ? null : landing },
      { parts: [previous, change], total: landing },
      { parts: [...explained.map(({ amount }) => amount), left], total: change },
    ],
    unit,
  );
}

/** What is submitted is a picture; the numbers go on. */
export function movedText(said: UnitVersion | undefined, live: Unit | undefined, unit: MoneyUnit): string {
  if (said?.landing == null || live === undefined) return '';
  const moved = minus(live.landing, said.landing);
  return moved === 0 ? '' : fill(labels.unitSinceSubmission, formatSigned(moved, unit));
}
