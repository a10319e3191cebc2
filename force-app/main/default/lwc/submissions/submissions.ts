/** What members and units submit for a Target and a Budget: asked for in one request each, read, and written. */
export { BUDGET_SUBMISSIONS_QUERY } from './budgetQuery';
export { writeFactors, type FactorFields } from './factors';
export { OWN_HISTORY_QUERY, readHistory, type Checkpoint, type PastMonth } from './history';
export { isStale, readMember, reviewedOf, type Member, type Nudge, type OpenDeal, type Reviewed } from './member';
export {
  lastBefore,
  latestIn,
  readSubmission,
  standingOf,
  type Standing,
  type Submission,
  type SubmissionState,
} from './submission';
export { TARGET_SUBMISSIONS_QUERY } from './targetQuery';
export {
  createVersion,
  decideSubmission,
  moveRecord,
  refusalText,
  settled,
  signedBy,
  versionKey,
  type Version,
  type WriteOutcome,
} from './write';
