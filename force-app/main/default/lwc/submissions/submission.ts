import { amountOf, flagOf, idOf, parentOf, textOf, type Node } from 'c/graphqlNode';

export type SubmissionState = 'Draft' | 'Submitted' | 'Returned' | 'Confirmed' | 'Withdrawn';

/** A picture of what was said. Once submitted, only its state moves. */
export interface Submission {
  readonly id: string;
  readonly key: string;
  readonly kind: 'Member' | 'Unit';
  /** Target of a member's confirmation; null where the query does not ask for it. */
  readonly targetId: string | null;
  /** Counts up within the week; 0 is what the backend carried over. */
  readonly version: number;
  readonly cycleId: string | null;
  /** Year and week, which sort as text. */
  readonly cycleKey: string;
  readonly state: SubmissionState;
  readonly isCarried: boolean;
  readonly isLate: boolean;
  readonly actual: number | null;
  readonly landing: number | null;
  readonly previousLanding: number | null;
  readonly note: string;
  readonly question: string;
  readonly dealsTotal: number | null;
  readonly dealsChanged: number | null;
  readonly dealsStale: number | null;
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  readonly onBehalfOf: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  /** For `ifUnmodifiedSince`. */
  readonly modifiedAt: string | null;
}

const STATES: readonly SubmissionState[] = ['Draft', 'Submitted', 'Returned', 'Confirmed', 'Withdrawn'];

/** Of a node of Forecast_Submissions__r, for both kinds. */
export function readSubmission(node: Node): Submission {
  const state = textOf(node, 'State__c');
  const nameOf = (lookup: string): string | null => textOf(parentOf(node, lookup), 'Name');
  return {
    id: idOf(node),
    key: textOf(node, 'External_Key__c') ?? '',
    kind: textOf(node, 'Kind__c') === 'Unit' ? 'Unit' : 'Member',
    targetId: textOf(node, 'Target__c'),
    version: amountOf(node, 'Version__c') ?? 0,
    cycleId: textOf(node, 'Cycle__c'),
    cycleKey: textOf(parentOf(node, 'Cycle__r'), 'External_Key__c') ?? '',
    state: STATES.find((one) => one === state) ?? 'Draft',
    isCarried: flagOf(node, 'Carried__c'),
    isLate: flagOf(node, 'Late__c'),
    actual: amountOf(node, 'Actual__c'),
    landing: amountOf(node, 'Landing_Forecast__c'),
    previousLanding: amountOf(node, 'Previous_Landing__c'),
    note: textOf(node, 'Note__c') ?? '',
    question: textOf(node, 'Question__c') ?? '',
    dealsTotal: amountOf(node, 'Deals_Total__c'),
    dealsChanged: amountOf(node, 'Deals_Changed__c'),
    dealsStale: amountOf(node, 'Deals_Stale__c'),
    submittedAt: textOf(node, 'Submitted_At__c'),
    submittedBy: nameOf('Submitted_By__r'),
    onBehalfOf: nameOf('On_Behalf_Of__r'),
    decidedBy: nameOf('Decided_By__r'),
    decidedAt: textOf(node, 'Decided_At__c'),
    modifiedAt: textOf(node, 'LastModifiedDate'),
  };
}

const highest = (submissions: readonly Submission[]): Submission | undefined =>
  submissions.reduce<Submission | undefined>(
    (top, one) => (top === undefined || one.version > top.version ? one : top),
    undefined,
  );

/** The version of a week that counts: the highest. One kind and one target or budget at a time. */
export function latestIn(submissions: readonly Submission[], cycleId: string | undefined): Submission | undefined {
  return highest(submissions.filter((one) => one.cycleId === cycleId));
}

/** What was said last before a week: drafts and what was withdrawn were not said. */
export function lastBefore(submissions: readonly Submission[], cycleKey: string): Submission | undefined {
  const said = submissions.filter(
    ({ state, cycleKey: key }) => state !== 'Draft' && state !== 'Withdrawn' && key < cycleKey,
  );
  const newest = said.reduce((key, one) => (one.cycleKey > key ? one.cycleKey : key), '');
  return highest(said.filter((one) => one.cycleKey === newest));
}

export type Standing =
  'notStarted' | 'overdue' | 'draft' | 'submitted' | 'late' | 'returned' | 'confirmed' | 'carried' | 'withdrawn';

/** Where somebody stands in a week, from the version that counts; `isOverdue`: the deadline has passed. */
export function standingOf(latest: Submission | undefined, isOverdue: boolean): Standing {
  if (latest === undefined) return isOverdue ? 'overdue' : 'notStarted';
  if (latest.state === 'Withdrawn') return isOverdue ? 'overdue' : 'withdrawn';
  if (latest.state === 'Draft') return 'draft';
  if (latest.state === 'Returned') return 'returned';
  if (latest.state === 'Confirmed') return 'confirmed';
  if (latest.isCarried) return 'carried';
  return latest.isLate ? 'late' : 'submitted';
}
