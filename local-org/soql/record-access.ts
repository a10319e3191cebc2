/** The records that a query of UserRecordAccess asks about; nothing of it is stored, so it has to name them. */
import { ApiError } from '../errors.ts';
import { normalizeId } from '../schema/schema.ts';
import { malformedAt, type QueryContext } from './context.ts';
import type { Condition, Query } from './tree.ts';

/** Object Reference, "UserRecordAccess", Usage. */
const mostRecords = 200;

function idsFor(where: Condition | undefined, name: string): readonly string[] {
  const parts = where?.kind === 'and' ? where.parts : [where];
  return parts.flatMap((part) => {
    const isAsked = part?.kind === 'leaf' && part.operand.text.toLowerCase() === name;
    if (!isAsked || !(part.operator === '=' || part.operator === 'IN')) return [];
    return part.values.flatMap(({ text }) => normalizeId(text.slice(1, -1)) ?? []);
  });
}

/** Fills the object when the query reads it. Texts of the refusals unverified. */
export function prepareRecordAccess(context: QueryContext, { from, where }: Query): void {
  if (from.text.toLowerCase() !== 'userrecordaccess') return;
  const [user, ...others] = idsFor(where, 'userid');
  const records = idsFor(where, 'recordid');
  if (user === undefined || others.length > 0 || records.length === 0) {
    throw malformedAt(context, from.at, 'UserRecordAccess: a filter on one UserId and on RecordId is required');
  }
  if (records.length > mostRecords) {
    throw new ApiError(400, 'MALFORMED_QUERY', `Number of records exceeds limit:${mostRecords}`);
  }
  context.org.fillRecordAccess(context.user.id, user, records);
}
