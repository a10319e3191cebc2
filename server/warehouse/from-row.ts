/** Our own values, read from rows of either engine. */
import type {
  Approval,
  Cause,
  Cell,
  Change,
  Counts,
  MappedSync,
  Operation,
  OutcomeStatus,
  Pulled,
  Quarantined,
  QuarantineReason,
  RunState,
} from '../model/model.ts';
import { clear, guardCodes, keep, noCounts, value } from '../model/model.ts';
import type { FailedRow, Part, PartStep } from './journal.ts';
import type { RunRecord } from './ledger.ts';
import type { PullNote } from './pulls.ts';
import type { Row } from './row.ts';
import { asCount, asMoment, asText, asTextOrAbsent } from './row.ts';

/** A planned row with its acknowledged values beside it: what was never sent has no value before. */
export function toChange(mapped: MappedSync, row: Row): Change {
  const operation = toOperation(asText(row, '_operation'));
  const kept = new Set(asText(row, '_kept').split(','));
  const known = new Set(asTextOrAbsent(row, 'old_mapping')?.split(','));
  const cells = new Map<string, Cell>();
  const before = new Map<string, Cell>();
  for (const [index, field] of mapped.fields.entries()) {
    const isLeft = kept.has(String(index)) || (field.insertOnly && operation !== 'insert');
    if (operation !== 'delete') cells.set(field.name, isLeft ? keep : toCell(asTextOrAbsent(row, `new_${index}`)));
    if (known.has(field.name)) before.set(field.name, toCell(asTextOrAbsent(row, `old_${index}`)));
  }
  return {
    operation,
    key: asText(row, '_key'),
    salesforceId: asTextOrAbsent(row, '_salesforce_id'),
    reason: asTextOrAbsent(row, '_reason'),
    cells,
    before,
  };
}

function toCell(text: string | undefined): Cell {
  return text === undefined ? clear : value(text);
}

export function toFailed(row: Row): FailedRow {
  return {
    sync: asText(row, 'sync'),
    key: asText(row, 'key'),
    operation: toOperation(asText(row, 'operation')),
    status: toStatus(row),
    code: asTextOrAbsent(row, 'code'),
    message: asTextOrAbsent(row, 'message'),
  };
}

export function toOperation(text: string): Operation {
  if (text === 'insert' || text === 'update' || text === 'archive' || text === 'delete') return text;
  throw new TypeError(`Unknown operation ${text}.`);
}

function toPartOperation(text: string): Part['operation'] {
  return text === 'delete' || text === 'update' ? text : 'upsert';
}

export function toPart(row: Row): Part {
  const fields: unknown = JSON.parse(asText(row, 'fields'));
  return {
    run: asText(row, 'run'),
    sync: asText(row, 'sync'),
    number: asCount(row, 'part'),
    object: asText(row, 'object'),
    key: asText(row, 'key'),
    operation: toPartOperation(asText(row, 'operation')),
    route: asText(row, 'route') === 'bulk' ? 'bulk' : 'collections',
    fields: Array.isArray(fields) ? fields.map(String) : [],
    rows: asCount(row, 'row_count'),
    step: toStep(asText(row, 'step')),
    jobId: asTextOrAbsent(row, 'job_id'),
    file: asTextOrAbsent(row, 'file'),
    checksum: asTextOrAbsent(row, 'checksum'),
    at: asMoment(row, 'at_ms'),
  };
}

const steps: Readonly<Record<PartStep, true>> = {
  planned: true,
  written: true,
  creating: true,
  created: true,
  uploaded: true,
  closed: true,
  finished: true,
  stored: true,
  sending: true,
  applied: true,
};

function toStep(step: string): PartStep {
  if (Object.hasOwn(steps, step)) return step as PartStep; // hasOwn has just proven it
  throw new TypeError(`Unknown step ${step}.`);
}

export function toRun(row: Row): RunRecord {
  const result = asTextOrAbsent(row, 'result');
  return {
    run: asText(row, 'run'),
    project: asText(row, 'project'),
    state: toState(asText(row, 'state')),
    startedAt: asMoment(row, 'started'),
    finishedAt: row['finished'] === null ? undefined : asMoment(row, 'finished'),
    sourceAsOf: row['source'] === null ? undefined : asMoment(row, 'source'),
    result: result === undefined ? undefined : JSON.parse(result),
  };
}

/** The row holds what we wrote, as JSON. */
export function toPullNote(row: Row): PullNote {
  return {
    run: asText(row, 'run'),
    startedAt: asMoment(row, 'started'),
    finishedAt: asMoment(row, 'finished'),
    pulled: JSON.parse(asText(row, 'result')) as Pulled, // written by `publish` and `note` alone
  };
}

const states: Readonly<Record<RunState, true>> = {
  running: true,
  matched: true,
  partial: true,
  mismatch: true,
  refused: true,
  deferred: true,
  failed: true,
  interrupted: true,
};

function toState(state: string): RunState {
  if (Object.hasOwn(states, state)) return state as RunState; // hasOwn has just proven it
  throw new TypeError(`Unknown state ${state}.`);
}

export function toApproval(row: Row): Approval {
  const code = asText(row, 'guard');
  const guard = guardCodes.find((one) => one === code);
  if (guard === undefined) throw new TypeError(`Unknown guard ${code}.`);
  return {
    run: asText(row, 'run'),
    sync: asText(row, 'sync'),
    guard,
    amount: asCount(row, 'amount'),
    by: asText(row, 'approved_by'),
    reason: asText(row, 'reason'),
    at: asMoment(row, 'approved'),
  };
}

export function toStatus(row: Row): OutcomeStatus {
  const status = asText(row, 'status');
  if (Object.hasOwn(noCounts, status)) return status as OutcomeStatus; // the keys of Counts are the statuses
  throw new TypeError(`Unknown status ${status}.`);
}

/** Rows of sync, status and their number, as counts by sync. */
export function toCounts(rows: readonly Row[]): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const row of rows) {
    const sync = asText(row, 'sync');
    counts.set(sync, { ...(counts.get(sync) ?? noCounts), [toStatus(row)]: asCount(row, 'n') });
  }
  return counts;
}

/** Rows of sync and the Salesforce Id of its batch. */
export function toBatches(rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [asText(row, 'sync'), asText(row, 'salesforce_id')]));
}

const knownCauses: Readonly<Record<Cause, true>> = {
  NOT_SENT: true,
  QUARANTINED: true,
  REJECTED: true,
  PARKED: true,
  HELD: true,
  UNPROCESSED: true,
  NOT_OURS_TO_DELETE: true,
  KEPT: true,
  CORRECTED_BY_HAND: true,
  ROLLUP_BEHIND: true,
  EDITED_IN_SALESFORCE: true,
  DELETED_IN_SALESFORCE: true,
  EXTRA_IN_SALESFORCE: true,
  DUPLICATE_IN_SALESFORCE: true,
  PARENT_BEHIND: true,
  PERIOD_DIFFERS: true,
  ROLLUP_DIFFERS: true,
  SUM_DIFFERS: true,
  BOOKS_OPEN: true,
};

export function toCause(row: Row): Cause {
  const cause = asText(row, 'cause');
  if (Object.hasOwn(knownCauses, cause)) return cause as Cause; // hasOwn has just proven it
  throw new TypeError(`Unknown cause ${cause}.`);
}

export function toQuarantined(row: Row): Quarantined {
  const reason = toReason(asText(row, 'reason'));
  return { key: asTextOrAbsent(row, 'key'), field: asText(row, 'field'), shape: asText(row, 'shape'), reason };
}

export function toReason(text: string): QuarantineReason {
  if (Object.hasOwn(reasons, text)) return text as QuarantineReason; // hasOwn has just proven it
  throw new TypeError(`Unknown reason ${text}.`);
}

const reasons: Readonly<Record<QuarantineReason, true>> = {
  'null-key': true,
  'duplicate-key': true,
  'parent-changed': true,
  required: true,
  'not-a-number': true,
  'too-many-digits': true,
  'not-a-date': true,
  'not-a-datetime': true,
  'not-a-boolean': true,
  'not-an-id': true,
  'not-in-picklist': true,
  'not-in-record-type': true,
  'too-long': true,
  'reserved-text': true,
};
