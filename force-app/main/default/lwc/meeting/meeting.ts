/** The Wednesday meeting: one frozen set of numbers, what was promised, and why the landing moved. Pure. */
export { causesOf, limitOf, type Cause, type Causes } from './causes';
export { LIVE_QUERY } from './liveQuery';
export { MEETING_QUERY } from './meetingQuery';
export type { BridgePart, Factor, Meeting, Now, Said, Standing, UnitSubmission } from './model';
export { parkedIn, parkedOf, seatOf, type Seat } from './parked';
export { decisionsOf, promisesOf, type Kept } from './promises';
export { readMeeting, readNow } from './read';
export {
  DECIDABLE,
  figureOf,
  handedIn,
  measuresOf,
  monthsOf,
  scopeOf,
  standingsOf,
  totalsIn,
  totalsOf,
  unitsByStake,
  unitsOf,
  type Choice,
  type Handed,
  type Scope,
  type Totals,
  type Unit,
} from './scope';
