/** Draft by key, factors, submitted: what the unit sends, in the order that the rules of the object allow. */
import type { Amount } from 'c/gapMath';
import {
  createVersion,
  moveRecord,
  signedBy,
  writeFactors,
  type FactorFields,
  type Version,
  type WriteOutcome,
} from 'c/submissions';
import type { Factor } from 'c/unitFactors';
import type { UnitVersion } from 'c/unitWeek';

export interface Sent {
  readonly version: Version;
  readonly budgetId: string;
  /** An earlier try of this person that did not get to its end. */
  readonly draft: UnitVersion | undefined;
  readonly actual: number;
  readonly rolledUp: number;
  readonly judgement: Amount;
  readonly landing: number;
  readonly previous: Amount;
  readonly note: string;
  readonly hasAcknowledged: boolean;
  /** The unit's manager, when somebody else submits. */
  readonly onBehalfOf: string | null;
  /** What lets a delegate submit. */
  readonly delegationId: string | null;
  readonly factors: readonly Factor[];
  readonly userId: string;
  readonly nowMs: number;
}

/** The outcome of the first step that did not succeed, or of the last. Can be repeated: the draft is taken up again. */
export async function submitUnit(sent: Sent): Promise<WriteOutcome> {
  const drafted = await draftOf(sent);
  if (drafted.kind !== 'saved') return drafted;
  const stored = sent.draft?.factors.map(({ key }) => key) ?? [];
  const written = await writeFactors(drafted.id, stored, sent.factors.map(fieldsOf));
  if (written.kind !== 'saved') return written;
  // Its factors have just moved the draft's own time stamp.
  return moveRecord({ id: drafted.id, modifiedAt: null }, signedBy(sent.userId, sent.nowMs));
}

async function draftOf(sent: Sent): Promise<WriteOutcome> {
  const numbers = {
    Actual__c: sent.actual,
    Rolled_Up__c: sent.rolledUp,
    Judgement__c: sent.judgement,
    Landing_Forecast__c: sent.landing,
    Previous_Landing__c: sent.previous,
    Note__c: sent.note === '' ? null : sent.note,
    Mismatch_Acknowledged__c: sent.hasAcknowledged,
    On_Behalf_Of__c: sent.onBehalfOf,
    ...(sent.delegationId === null ? {} : { Delegation__c: sent.delegationId }),
  };
  if (sent.draft !== undefined) return moveRecord(sent.draft, numbers);
  return createVersion(sent.version, { Budget__c: sent.budgetId, State__c: 'Draft', ...numbers });
}

function fieldsOf({ code, type, amount, comment }: Factor): FactorFields {
  const words = comment.trim();
  return { Code__c: code, Bridge_Type__c: type, Amount__c: amount, Comment__c: words === '' ? null : words };
}
