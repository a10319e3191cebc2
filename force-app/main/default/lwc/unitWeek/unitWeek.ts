/** A unit's week: what it and its members said, read once from one request, and what is open in it. */
export { delegationFor, type Delegation } from './delegations';
export {
  isOfMember,
  memberRows,
  openItems,
  waitingFor,
  type MemberRow,
  type OpenItem,
  type Waiting,
  type Waits,
} from './members';
export { NUDGE_HOURS, nudgeKey, nudgesFor, recentlyNudged, type Nudge } from './nudges';
export { isOpen, revisionOf, type Revision } from './revisions';
export {
  latestVersion,
  previousOf,
  readUnit,
  type KeptWeek,
  type MemberTarget,
  type Previous,
  type StoredFactor,
  type Unit,
  type UnitVersion,
  type Verdict,
} from './unit';
