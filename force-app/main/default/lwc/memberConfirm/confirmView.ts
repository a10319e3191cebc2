/** What a rep confirms, what was said, and what still stands in the way. Pure. */
import type { EntryState } from 'c/entryState';
import { takesSubmissions, type Phase } from 'c/forecastCycle';
import { minus } from 'c/gapMath';
import { counted, fill, labels } from 'c/labels';
import { formatAmount, formatCount, formatSigned, NOTHING, type Unit } from 'c/moneyFormat';
import type { Member, Reviewed, Standing, Submission } from 'c/submissions';

export interface Confirming {
  readonly member: Member;
  readonly phase: Phase;
  readonly standing: Standing;
  readonly latest: Submission | undefined;
  /** What was said last before this week. */
  readonly previous: Submission | undefined;
  readonly reviewed: Reviewed;
  readonly entry: EntryState;
  readonly mayEnterForOthers: boolean;
  readonly isMismatchAcknowledged: boolean;
  readonly unit: Unit;
}

export interface Figure {
  readonly name: string;
  readonly amount: string;
  readonly isMain: boolean;
}

export interface ConfirmView {
  readonly figures: readonly Figure[];
  readonly reviewed: string;
  /** For whom one enters, or who does it instead. */
  readonly role: string;
  readonly roleKind: 'person' | 'readOnly';
  readonly question: string;
  /** What was submitted, in words; none when there is nothing. */
  readonly said: readonly string[];
  readonly hasForm: boolean;
  /** Why nothing can be submitted, where one would expect to. */
  readonly shut: string;
  readonly noteLabel: string;
  /** An answer needs no hint: the question stands above. */
  readonly noteHint: string;
  readonly asksForMismatch: boolean;
  /** What has to be done before the button works. */
  readonly blocks: readonly string[];
  readonly button: string;
  readonly canWithdraw: boolean;
}

const SUBMITTED: readonly Standing[] = ['submitted', 'late', 'confirmed'];

export function confirmView(now: Confirming): ConfirmView {
  const { member, latest, standing } = now;
  const moved = movedSince(now);
  const isOpen = mayWrite(now);
  const hasForm = isOpen && (!SUBMITTED.includes(standing) || moved !== 0);
  return {
    figures: figuresOf(now),
    role: roleOf(now),
    roleKind: mayEnter(now) ? 'person' : 'readOnly',
    question: questionOf(now),
    said: saidOf(now, moved),
    shut: shutOf(now),
    noteLabel: standing === 'returned' ? labels.confirmAnswer : labels.confirmNote,
    noteHint: standing === 'returned' ? '' : labels.confirmNoteHelp,
    button: latest === undefined ? labels.confirmDo : labels.confirmAgain,
    canWithdraw: isOpen && latest?.state === 'Submitted' && !latest.isCarried,
    hasForm,
    reviewed: hasForm ? reviewedText(now.reviewed) : '',
    asksForMismatch: hasForm && member.trust.state === 'mismatch',
    blocks: hasForm ? blocksOf(now) : [],
  };
}

function mayEnter({ member, mayEnterForOthers }: Confirming): boolean {
  return member.isMine || mayEnterForOthers;
}

function mayWrite(now: Confirming): boolean {
  return mayEnter(now) && takesSubmissions(now.phase);
}

function questionOf({ latest, standing }: Confirming): string {
  if (latest === undefined || standing !== 'returned') return '';
  return fill(labels.confirmQuestion, latest.decidedBy ?? NOTHING, latest.question);
}

function shutOf(now: Confirming): string {
  const isShut = mayEnter(now) && !takesSubmissions(now.phase) && now.phase !== 'past';
  return isShut ? labels.confirmShut : '';
}

/** By how much the landing has moved away from what was submitted. */
function movedSince({ member, latest, standing }: Confirming): number {
  if (latest?.landing == null || !SUBMITTED.includes(standing)) return 0;
  return minus(member.landing, latest.landing);
}

function figuresOf({ member, previous, unit }: Confirming): readonly Figure[] {
  const said = previous?.landing ?? null;
  const figure = (name: string, amount: string, isMain = false): Figure => ({ name, amount, isMain });
  return [
    figure(labels.confirmLanding, formatAmount(member.landing, unit), true),
    figure(labels.confirmPrevious, formatAmount(said, unit)),
    figure(labels.confirmChange, formatSigned(said === null ? null : minus(member.landing, said), unit)),
  ];
}

function reviewedText({ total, changed, stale }: Reviewed): string {
  if (total === 0) return labels.confirmReviewedNone;
  const counts = [total, changed, total - changed, stale].map(formatCount);
  return fill(labels.confirmReviewed, ...counts);
}

function roleOf({ member, mayEnterForOthers }: Confirming): string {
  if (member.isMine) return '';
  return fill(mayEnterForOthers ? labels.confirmFor : labels.confirmOthers, member.repName ?? NOTHING);
}

function saidOf(now: Confirming, moved: number): readonly string[] {
  const { latest, standing, unit } = now;
  if (latest === undefined || standing === 'draft' || latest.state === 'Withdrawn') return [labels.confirmNothing];
  const hasMoved = mayWrite(now) ? labels.confirmMovedSince : labels.confirmMovedShut;
  return [
    fill(latest.isCarried ? labels.confirmCarried : labels.confirmSubmitted, formatAmount(latest.landing, unit)),
    ...(latest.note === '' ? [] : [fill(labels.confirmNoteSaid, latest.note)]),
    ...(moved === 0 ? [] : [fill(hasMoved, formatSigned(moved, unit))]),
  ];
}

function blocksOf({ member, entry, isMismatchAcknowledged }: Confirming): readonly string[] {
  const { unsaved, unreadable } = entry;
  const blocks: string[] = [];
  if (unreadable > 0) blocks.push(counted(labels.confirmUnreadableOne, labels.confirmUnreadableMany, unreadable));
  else if (unsaved > 0) blocks.push(counted(labels.confirmUnsavedOne, labels.confirmUnsavedMany, unsaved));
  if (member.trust.state === 'mismatch' && !isMismatchAcknowledged) blocks.push(labels.confirmMismatchBlock);
  return blocks;
}
