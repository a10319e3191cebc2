/** A unit's week: what it and its members said, read once from one request, and what is open in it. */
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
