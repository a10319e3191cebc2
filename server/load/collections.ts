/** A part as one Composite call: sObject Collections, with an answer for each row at once. */
import type { Cell, Change, Counts, FieldKind, MappedSync } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import type { CollectionRequest, FieldValue, OrgRecord, RowAnswer } from '../org/org.ts';
import { OrgRefused, OrgSilent, collectionLimits, goneCodes } from '../org/org.ts';
import type { Answer, Part, Sendable, StampValues } from '../warehouse/warehouse.ts';
import type { LoadContext } from './context.ts';
import { noteStep } from './context.ts';
import { lookUp } from './lookup.ts';

/**
 * Sends the part once. When the answer is lost, the rows are looked up; those that were not written are left
 * unprocessed with the code `NO_ANSWER`, and the caller sends them again.
 */
export async function sendCollections(
  context: LoadContext,
  mapped: MappedSync,
  part: Part,
  values: StampValues,
): Promise<Counts> {
  const rows = await context.warehouse.journal.sendables(mapped, part);
  const chunks = chunked(rows, collectionLimits.rows);
  const requests = chunks.map((chunk) => requestOf(mapped, part, chunk, values));
  const sending = await noteStep(context, part, 'sending');
  let replies: readonly (readonly RowAnswer[])[];
  try {
    replies = await context.org.collect(requests);
  } catch (error) {
    const isInDoubt = error instanceof OrgSilent || (error instanceof OrgRefused && error.errorClass === 'transient');
    if (!isInDoubt) throw error;
    return lookUp(context, sending);
  }
  const answers = chunks.flatMap((chunk, index) =>
    chunk.map((row, place) => toAnswer(row.change, replies[index]?.[place])),
  );
  const counts = await context.warehouse.journal.applyAnswers(sending, answers);
  context.onPart({ ...sending, step: 'applied' }, counts);
  return counts;
}

function chunked<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function requestOf(mapped: MappedSync, part: Part, rows: readonly Sendable[], values: StampValues): CollectionRequest {
  if (part.operation === 'delete') {
    return { operation: 'delete', ids: rows.map(({ change }) => change.salesforceId ?? '') };
  }
  const records = rows.map((row) => recordOf(mapped, row, values));
  if (part.operation === 'upsert') return { operation: 'upsert', object: part.object, key: part.key, records };
  return {
    operation: 'update',
    object: part.object,
    records: records.map((record, index) => byId(record, part.key, rows[index]?.change.salesforceId)),
  };
}

/** The record that is there keeps its key as it is. */
function byId(record: OrgRecord, key: string, salesforceId: string | undefined): OrgRecord {
  return new Map([['id', salesforceId ?? ''], ...[...record].filter(([field]) => field !== key)]);
}

/** A kept cell has no entry at all; a parent is cleared by the Id of its lookup. */
export function recordOf(mapped: MappedSync, { change, hash }: Sendable, values: StampValues): OrgRecord {
  const record = new Map<string, FieldValue>();
  for (const field of mapped.fields) {
    const cell = change.cells.get(field.name);
    if (cell === undefined || cell.kind === 'keep') continue;
    if (field.parent !== undefined && cell.kind === 'clear') {
      if (change.operation !== 'insert') record.set(field.parent.field, null);
      continue;
    }
    record.set(field.name, field.parent === undefined ? valueOf(cell, field.shape.kind) : textOf(cell));
  }
  record.set(stamps.sourceAsOf, `${values.sourceAsOf.toISOString().slice(0, 19)}.000Z`);
  record.set(stamps.rowHash, hash ?? null);
  record.set(stamps.loadBatch, values.loadBatch);
  return record;
}

function valueOf(cell: Exclude<Cell, { kind: 'keep' }>, kind: FieldKind): FieldValue {
  if (cell.kind === 'clear') return null;
  if (kind === 'decimal') return { number: cell.text };
  return kind === 'boolean' ? cell.text === 'true' : cell.text;
}

function textOf(cell: Exclude<Cell, { kind: 'keep' }>): string | null {
  return cell.kind === 'clear' ? null : cell.text;
}

/** Answers stand in the order of the request (sObject Collections); each is tied to its key here, once. */
function toAnswer(change: Change, answer: RowAnswer | undefined): Answer {
  const base = { key: change.key, salesforceId: answer?.salesforceId ?? change.salesforceId };
  if (answer === undefined) return { ...base, status: 'unprocessed', code: 'NO_ANSWER', message: undefined };
  const { isWritten, isCreated, code, message } = answer;
  if (change.operation === 'delete') {
    const isGone = isWritten || (code !== undefined && goneCodes.includes(code));
    if (isGone) return { ...base, status: 'deleted', code: undefined, message: undefined };
  } else if (isWritten) {
    return { ...base, status: isCreated ? 'created' : 'updated', code: undefined, message: undefined };
  }
  return { ...base, status: 'rejected', code, message };
}
