/** The writes of both pages, each with exactly one outcome. Which are allowed is decided by the rules of the object. */
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { problemOf, problemText, type Problem } from 'c/apiErrors';
import { labels } from 'c/labels';

export type WriteOutcome =
  | { readonly kind: 'saved'; readonly id: string }
  /** That version is there already, by this person in another tab or by somebody else: read again, then decide. */
  | { readonly kind: 'duplicate' }
  /** Somebody changed the record first. */
  | { readonly kind: 'conflict' }
  /** No answer: written or not, only reading again can tell. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'rejected'; readonly problem: Problem };

export interface Version {
  readonly cycle: { readonly id: string; readonly key: string };
  readonly kind: 'Member' | 'Unit';
  /** External key of the target, or of the budget. */
  readonly about: string;
  readonly version: number;
}

/** `<cycle>|Member|<target>|<version>`: unique, so that the same version is never there twice. */
export function versionKey({ cycle, kind, about, version }: Version): string {
  return [cycle.key, kind, about, version].join('|');
}

/** One more version, as a draft or submitted at once. `fields`: API name → value, beyond what the version says. */
export async function createVersion(
  version: Version,
  fields: Readonly<Record<string, unknown>>,
): Promise<WriteOutcome> {
  const own = {
    External_Key__c: versionKey(version),
    Cycle__c: version.cycle.id,
    Kind__c: version.kind,
    Version__c: version.version,
  };
  return settled(() => createRecord({ apiName: 'Forecast_Submission__c', fields: { ...own, ...fields } }));
}

/** Moves a submission or another record on; refused when it has changed since it was seen. */
export async function moveRecord(
  seen: { readonly id: string; readonly modifiedAt: string | null },
  fields: Readonly<Record<string, unknown>>,
): Promise<WriteOutcome> {
  const options = seen.modifiedAt === null ? undefined : { ifUnmodifiedSince: seen.modifiedAt };
  return settled(() => updateRecord({ fields: { Id: seen.id, ...fields } }, options));
}

/** Who submits, and now: the rules hold both to the truth. */
export function signedBy(userId: string, nowMs: number): Readonly<Record<string, unknown>> {
  return { State__c: 'Submitted', Submitted_By__c: userId, Submitted_At__c: new Date(nowMs).toISOString() };
}

/** One write and its one outcome. */
export async function settled(write: () => Promise<{ readonly id: string }>): Promise<WriteOutcome> {
  try {
    const { id } = await write();
    return { kind: 'saved', id };
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind === 'duplicate' || problem.kind === 'conflict') return { kind: problem.kind };
    return problem.kind === 'offline' ? { kind: 'unknown' } : { kind: 'rejected', problem };
  }
}

/** What the next level says of a submission, signed with who and when. */
export async function decideSubmission(
  seen: { readonly id: string; readonly modifiedAt: string | null },
  decision: { readonly state: 'Confirmed' } | { readonly state: 'Returned'; readonly question: string },
  userId: string,
  nowMs: number,
): Promise<WriteOutcome> {
  return moveRecord(seen, {
    State__c: decision.state,
    Decided_By__c: userId,
    Decided_At__c: new Date(nowMs).toISOString(),
    ...(decision.state === 'Returned' ? { Question__c: decision.question } : {}),
  });
}

/** Why something was not written, for whoever pressed the button. */
export function refusalText(outcome: Exclude<WriteOutcome, { kind: 'saved' }>): string {
  if (outcome.kind === 'rejected') return problemText(outcome.problem);
  return outcome.kind === 'unknown' ? labels.rowNoAnswer : labels.rowChangedMeanwhile;
}
