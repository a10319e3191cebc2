import { readCycles, type Cycle } from 'c/forecastCycle';
import { sum, type Amount } from 'c/gapMath';
import { readTrust, type TrustState } from 'c/gapQuery';
import { amountOf, childrenOf, flagOf, idOf, parentOf, recordOf, textOf, type Node } from 'c/graphqlNode';
import { PART_TYPES } from 'c/bridgeMath';
import { lastBefore, latestIn, readSubmission, type Submission } from 'c/submissions';
import { FACTOR_CODES, type Factor } from 'c/unitFactors';
import { delegationsOf, type Delegation } from './delegations';
import { revisionOf, type Revision } from './revisions';

export type Verdict = 'Open' | 'Confirmed' | 'Rejected';

/** A factor as it was submitted. */
export interface StoredFactor extends Factor {
  readonly verdict: Verdict;
  readonly modifiedAt: string | null;
}

/** What the unit said, with what it was made of. */
export interface UnitVersion extends Submission {
  readonly rolledUp: Amount;
  readonly judgement: Amount;
  readonly hasAcknowledged: boolean;
  readonly createdById: string | null;
  readonly createdBy: string | null;
  readonly factors: readonly StoredFactor[];
}

/** The budget as it stood on a Friday. */
export interface KeptWeek {
  readonly runId: string;
  readonly asOf: string | null;
  readonly cycleKey: string;
  readonly landing: Amount;
  readonly judgement: Amount;
}

/** A member's target of the month, live. */
export interface MemberTarget {
  readonly id: string;
  readonly key: string;
  readonly repId: string | null;
  readonly rep: string | null;
  readonly actual: number;
  readonly landing: number;
}

export interface Unit {
  readonly id: string;
  readonly key: string;
  readonly periodStart: string | null;
  readonly budget: Amount;
  readonly actual: number;
  /** Σ of the members' landing. */
  readonly rolledUp: number;
  readonly judgement: Amount;
  readonly landing: number;
  readonly managerId: string | null;
  readonly manager: string | null;
  readonly trust: TrustState;
  /** Newest first. */
  readonly kept: readonly KeptWeek[];
  readonly versions: readonly UnitVersion[];
  /** Requests for another budget, newest first. */
  readonly revisions: readonly Revision[];
  /** Who stands in for the manager now or later. */
  readonly delegations: readonly Delegation[];
  readonly members: readonly MemberTarget[];
  /** How many there are, which may be more than were sent. */
  readonly memberTotal: number;
  readonly confirmations: readonly Submission[];
  readonly cycles: readonly Cycle[];
}

/** From BUDGET_SUBMISSIONS_QUERY; `undefined` when the record does not exist or the user may not see it. */
export function readUnit(data: unknown): Unit | undefined {
  const node = recordOf(data, 'Budget__c');
  if (node === undefined) return undefined;
  const rolledUp = sum([amountOf(node, 'Line_Landing__c'), amountOf(node, 'Opportunity_Expected__c')]);
  const judgement = amountOf(node, 'Judgement_In_Force__c');
  const targets = childrenOf(node, 'Targets__r');
  const department = parentOf(node, 'Department__r');
  return {
    id: idOf(node),
    key: textOf(node, 'External_Key__c') ?? '',
    periodStart: textOf(node, 'Period_Start__c'),
    budget: amountOf(node, 'Current_Amount__c'),
    actual: amountOf(node, 'Actual__c') ?? 0,
    rolledUp,
    judgement,
    landing: sum([rolledUp, judgement]),
    managerId: textOf(department, 'Manager__c'),
    manager: textOf(parentOf(department, 'Manager__r'), 'Name'),
    trust: readTrust(node).state,
    kept: childrenOf(node, 'Snapshot_Runs__r').nodes.map(keptOf),
    versions: childrenOf(node, 'units').nodes.map(versionOf),
    revisions: childrenOf(node, 'revisions').nodes.map(revisionOf),
    delegations: delegationsOf(data, textOf(node, 'Department__c')),
    members: targets.nodes.map(memberOf),
    memberTotal: targets.total,
    confirmations: childrenOf(node, 'members').nodes.map(readSubmission),
    cycles: readCycles(data),
  };
}

function keptOf(node: Node): KeptWeek {
  return {
    runId: idOf(node),
    asOf: textOf(node, 'As_Of__c'),
    cycleKey: textOf(parentOf(node, 'Cycle__r'), 'External_Key__c') ?? '',
    landing: amountOf(node, 'Landing_Forecast__c'),
    judgement: amountOf(node, 'Judgement__c'),
  };
}

function memberOf(node: Node): MemberTarget {
  return {
    id: idOf(node),
    key: textOf(node, 'External_Key__c') ?? '',
    repId: textOf(node, 'Rep__c'),
    rep: textOf(parentOf(node, 'Rep__r'), 'Name'),
    actual: amountOf(node, 'Actual__c') ?? 0,
    landing: amountOf(node, 'Landing_Forecast__c') ?? 0,
  };
}

function versionOf(node: Node): UnitVersion {
  return {
    ...readSubmission(node),
    rolledUp: amountOf(node, 'Rolled_Up__c'),
    judgement: amountOf(node, 'Judgement__c'),
    hasAcknowledged: flagOf(node, 'Mismatch_Acknowledged__c'),
    createdById: textOf(node, 'CreatedById'),
    createdBy: textOf(parentOf(node, 'CreatedBy'), 'Name'),
    factors: childrenOf(node, 'Forecast_Factors__r').nodes.map(factorOf),
  };
}

const VERDICTS: readonly Verdict[] = ['Open', 'Confirmed', 'Rejected'];

function factorOf(node: Node): StoredFactor {
  const [code, type, verdict] = ['Code__c', 'Bridge_Type__c', 'Verdict__c'].map((field) => textOf(node, field));
  return {
    key: idOf(node),
    code: FACTOR_CODES.find((one) => one === code) ?? null,
    type: PART_TYPES.find((one) => one === type) ?? null,
    amount: amountOf(node, 'Amount__c'),
    unreadable: null,
    comment: textOf(node, 'Comment__c') ?? '',
    verdict: VERDICTS.find((one) => one === verdict) ?? 'Open',
    modifiedAt: textOf(node, 'LastModifiedDate'),
  };
}

export interface Previous {
  readonly landing: number;
  /** The Friday's snapshot whose lines tell why; undefined where only what the unit said is known. */
  readonly kept: KeptWeek | undefined;
}

/** Last week's landing: the newest Friday before this week, else what the unit said last. */
export function previousOf(unit: Unit, cycleKey: string): Previous | undefined {
  const kept = unit.kept.find((one) => one.cycleKey < cycleKey && one.landing !== null);
  const landing = kept?.landing ?? lastBefore(unit.versions, cycleKey)?.landing ?? null;
  return landing === null ? undefined : { landing, kept };
}

/** The unit's version of a week that counts. */
export function latestVersion(unit: Unit, cycleId: string | undefined): UnitVersion | undefined {
  const latest = latestIn(unit.versions, cycleId);
  return unit.versions.find(({ id }) => id === latest?.id);
}
