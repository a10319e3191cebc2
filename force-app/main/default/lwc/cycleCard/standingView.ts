/** Where somebody stands in the week, in words. Pure. */
import { formatInstant } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import { NOTHING } from 'c/moneyFormat';
import { standingOf, type Standing, type Submission } from 'c/submissions';

export interface StandingView {
  readonly word: string;
  readonly icon: string;
  readonly className: string;
  /** By whom and when; what a carried value means. */
  readonly facts: readonly string[];
}

type Face = Pick<StandingView, 'word' | 'icon' | 'className'>;

const FACES: Readonly<Record<Standing, Face>> = {
  notStarted: { word: labels.standingNotStarted, icon: 'utility:routing_offline', className: 'state open' },
  overdue: { word: labels.standingOverdue, icon: 'utility:warning', className: 'state bad' },
  draft: { word: labels.standingDraft, icon: 'utility:edit', className: 'state open' },
  submitted: { word: labels.standingSubmitted, icon: 'utility:check', className: 'state good' },
  late: { word: labels.standingLate, icon: 'utility:clock', className: 'state warn' },
  returned: { word: labels.standingReturned, icon: 'utility:undo', className: 'state bad' },
  confirmed: { word: labels.standingConfirmed, icon: 'utility:success', className: 'state good' },
  carried: { word: labels.standingCarried, icon: 'utility:redo', className: 'state warn' },
  withdrawn: { word: labels.standingWithdrawn, icon: 'utility:undo', className: 'state open' },
};

export function standingView(latest: Submission | undefined, isOverdue: boolean): StandingView {
  const standing = standingOf(latest, isOverdue);
  return { ...FACES[standing], facts: latest === undefined ? [] : factsOf(standing, latest) };
}

function factsOf(standing: Standing, said: Submission): readonly string[] {
  if (standing === 'carried') return [labels.standingCarriedTold];
  if (standing === 'draft') return [];
  const when = (instant: string | null): string => (instant === null ? NOTHING : formatInstant(instant));
  const words = { confirmed: labels.standingDecidedBy, returned: labels.standingReturnedBy };
  const decided = standing === 'confirmed' || standing === 'returned' ? [words[standing]] : [];
  // The state's own word says what was done, unless somebody has decided since.
  const [own, forOther] =
    decided.length === 0
      ? [labels.standingSubmittedBy, labels.standingOnBehalf]
      : [labels.standingFirstBy, labels.standingFirstOnBehalf];
  const [by, at] = [said.submittedBy ?? NOTHING, when(said.submittedAt)];
  const submitted = said.onBehalfOf === null ? fill(own, by, at) : fill(forOther, by, at, said.onBehalfOf);
  return [
    ...decided.map((word) => fill(word, said.decidedBy ?? NOTHING, when(said.decidedAt))),
    ...(said.isCarried ? [labels.standingCarriedTold] : [submitted]),
  ];
}
