/** `sobjects/X/updated` and `sobjects/X/deleted` (SOAP API Developer Guide, "getUpdated()" and "getDeleted()"). */
import { ApiError } from '../engine/engine.ts';
import { platformTime } from '../http/http.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import { type Answer, type Call, objectInPath, type Resource } from './resource.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** How far back changes are told, and deleted records, which leave the recycle bin then. */
const reach = { updated: 30 * dayMs, deleted: 15 * dayMs } as const;
/** Ids in one answer. */
const mostIds = 600_000;

type Kind = keyof typeof reach;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Codes from the documents, texts unverified but for the one of a date before the org. */
function dateIn(call: Call, name: 'start' | 'end'): number {
  const text = call.parameters.get(name);
  if (text === null || text === '') {
    throw new ApiError(400, 'MISSING_ARGUMENT', `The parameter ${name} is required.`);
  }
  // A plus that was not escaped arrives as a blank.
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text.replace(' ', '+')) : Number.NaN;
  if (Number.isNaN(instant)) throw new ApiError(400, 'INVALID_ARGUMENT', `${name} is no dateTime: ${text}`);
  return Math.floor(instant / minuteMs) * minuteMs; // seconds do not count
}

function rangeOf(call: Call, kind: Kind): Range {
  const range = { start: dateIn(call, 'start'), end: dateIn(call, 'end') };
  const now = call.context.clock.now();
  const invalid = (message: string): ApiError => new ApiError(400, 'INVALID_REPLICATION_DATE', message);
  if (range.end - range.start < minuteMs) {
    throw invalid('endDate has to be at least one minute later than startDate');
  }
  if (range.start < now - reach.updated) throw invalid('startDate cannot be more than 30 days ago');
  if (range.start > now) throw invalid('startDate cannot be in the future');
  return kind === 'deleted' ? { ...range, start: Math.max(range.start, now - reach.deleted) } : range;
}

function replicated(call: Call, name: string): ObjectSchema {
  const object = objectInPath(call, name);
  if (object.queryable) return object;
  throw new ApiError(400, 'INVALID_TYPE', `sObject type '${object.name}' does not support this call.`); // text unverified
}

function changes(call: Call, name: string, kind: Kind): readonly { readonly id: string; readonly at: string }[] {
  const object = replicated(call, name);
  const { start, end } = rangeOf(call, kind);
  const { engine } = call.context;
  const moment = (instant: number): string => new Date(instant).toISOString();
  const soql =
    `SELECT Id, SystemModstamp FROM ${object.name} WHERE SystemModstamp >= ${moment(start)} AND ` +
    `SystemModstamp < ${moment(end)}${kind === 'deleted' ? ' AND IsDeleted = TRUE' : ''} ORDER BY SystemModstamp, Id`;
  let page = engine.query(call.session, soql, { all: kind === 'deleted' });
  const found = [...page.records];
  while (page.locator !== undefined && found.length <= mostIds) {
    page = engine.queryMore(call.session, page.locator);
    found.push(...page.records);
  }
  if (found.length > mostIds) throw new ApiError(400, 'EXCEEDED_ID_LIMIT', `More than ${mostIds} ids were found.`);
  return found.map((record) => ({ id: String(record['Id']), at: String(record['SystemModstamp']) }));
}

/** Everything is visible at once here, so that the answer covers all that was asked and has happened. */
function covered(call: Call): string {
  const end = dateIn(call, 'end');
  return platformTime(Math.min(end, Math.floor(call.context.clock.now() / minuteMs) * minuteMs));
}

const updated: Answer = (call, { object = '' }) => {
  const ids = changes(call, object, 'updated').map(({ id }) => id);
  return { status: 200, body: { ids, latestDateCovered: covered(call) } };
};

const deleted: Answer = (call, { object = '' }) => {
  const deletedRecords = changes(call, object, 'deleted').map(({ id, at }) => ({ deletedDate: at, id }));
  const earliestDateAvailable = platformTime(call.context.clock.now() - reach.deleted);
  return { status: 200, body: { deletedRecords, earliestDateAvailable, latestDateCovered: covered(call) } };
};

export const replicationResources: readonly Resource[] = [
  { path: 'sobjects/:object/updated', methods: { GET: updated } },
  { path: 'sobjects/:object/deleted', methods: { GET: deleted } },
];
