/** Until when a judgement counts, as it is stored and as it is being typed. Pure; days are `YYYY-MM-DD`. */
import type { Amount } from 'c/gapMath';
import { labels } from 'c/labels';
import type { Judged } from './judgementQuery';

const DAY_MS = 24 * 60 * 60_000;
/** One that is renewed counts for another week at least. */
const LEAST_DAYS = 7;

export interface TypedDays {
  /** Empty where it was cleared. */
  readonly typedUntil: string | undefined;
  /** The user's. */
  readonly today: string;
}

export interface Days {
  readonly until: string | null;
  /** What the field would hold: empty where the day follows from the month. */
  readonly stored: string | null;
  /** The day until which one that has ended is renewed. */
  readonly renewal: string;
  /** With what is typed, and as it is stored. */
  readonly counts: boolean;
  readonly counted: boolean;
  readonly refused: string;
}

export const isSomething = (amount: Amount): boolean => (amount ?? 0) !== 0;
const isOver = (day: string | null, today: string): boolean => day !== null && day < today;

/** `draft`: the judgement as typed. */
export function daysOf(judged: Judged, draft: Amount, typed: TypedDays): Days {
  const { typedUntil, today } = typed;
  const until = lastDayOf(judged, draft, typed);
  const isTouched = typedUntil !== undefined || draft !== judged.judgement;
  const isPast = typedUntil !== undefined && isSomething(draft) && isOver(until, today);
  return {
    until,
    stored: isTouched ? storedDay(judged, draft, until) : judged.until,
    renewal: renewalOf(judged, today),
    counts: !isOver(until, today),
    counted: !isOver(judged.lastDay, today),
    refused: isPast ? labels.judgementUntilPast : '',
  };
}

/** Another amount in the place of one that has ended is meant to count. */
function lastDayOf(judged: Judged, draft: Amount, { typedUntil, today }: TypedDays): string | null {
  if (typedUntil !== undefined) return typedUntil === '' ? judged.closing : typedUntil;
  const isAnew = isOver(judged.lastDay, today) && draft !== judged.judgement && isSomething(draft);
  return isAnew ? renewalOf(judged, today) : judged.lastDay;
}

function storedDay({ closing }: Judged, draft: Amount, until: string | null): string | null {
  return !isSomething(draft) || until === closing ? null : until;
}

function renewalOf({ closing }: Judged, today: string): string {
  const later = new Date(Date.parse(today) + LEAST_DAYS * DAY_MS).toISOString().slice(0, 10);
  return closing !== null && closing >= later ? closing : later;
}
