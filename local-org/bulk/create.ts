import { z } from 'zod';
import { ApiError, type Engine, type Session } from '../engine/engine.ts';
import { newPlatformId, type Usage } from '../http/http.ts';
import { field } from '../schema/schema.ts';
import { delimiters, type IngestJob, lineEndings, noProgress, type QueryJob } from './job.ts';

/** Names of both lists, typed: Object.keys forgets them. */
const delimiterNames = Object.keys(delimiters) as (keyof typeof delimiters)[];
const endingNames = Object.keys(lineEndings) as (keyof typeof lineEndings)[];

const format = {
  contentType: z.literal('CSV').default('CSV'),
  columnDelimiter: z.enum(delimiterNames).default('COMMA'),
  lineEnding: z.enum(endingNames).default('LF'),
};
const ingestBody = z.strictObject({
  object: z.string().min(1),
  operation: z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete']),
  externalIdFieldName: z.string().optional(),
  assignmentRuleId: z.string().optional(),
  ...format,
});
const queryBody = z.strictObject({ operation: z.enum(['query', 'queryAll']), query: z.string().min(1), ...format });

/** Codes of Bulk API 2.0 come in capitals without underscores in JSON; which of them, and the texts, is unverified. */
export function refuse(code: string, message: string): ApiError {
  return new ApiError(400, code, message);
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(
    'INVALIDJOB',
    `InvalidJob : ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'not understood'}`.trim(),
  );
}

interface Maker {
  readonly engine: Engine;
  readonly usage: Usage;
  readonly session: Session;
  readonly apiVersion: number;
}

function checkExternalId(maker: Maker, object: string, name: string | undefined): void {
  const schema = maker.engine.object(maker.session, object);
  if (name === undefined || name === '') {
    const message = `InvalidJob : External ID was blank for ${schema.name}. An External ID must be specified for upsert.`;
    throw refuse('INVALIDJOB', message);
  }
  const one = field(schema, name);
  if (one !== undefined && (one.externalId || one.idLookup || one.type === 'id')) return;
  const message = `InvalidJob : Field name provided, ${name} does not match an External ID, Salesforce Id, or indexed field for ${schema.name}`;
  throw refuse('INVALIDJOB', message);
}

function knownObject(maker: Maker, name: string): string {
  try {
    return maker.engine.object(maker.session, name).name;
  } catch (error) {
    if (error instanceof ApiError) throw refuse('INVALIDENTITY', `InvalidEntity : Unable to find object: ${name}`);
    throw error;
  }
}

export function createIngestJob(maker: Maker, body: unknown): IngestJob {
  const { object, operation, externalIdFieldName, assignmentRuleId, columnDelimiter, lineEnding } = parse(
    ingestBody,
    body,
  );
  const name = knownObject(maker, object);
  if (operation === 'hardDelete' && !maker.engine.permits(maker.session, 'BulkApiHardDelete')) {
    throw refuse('FEATURENOTENABLED', 'FeatureNotEnabled : hardDelete is not enabled for this user');
  }
  if (operation === 'upsert') checkExternalId(maker, name, externalIdFieldName);
  if (maker.usage.used('DailyBulkApiBatches') >= maker.usage.max.DailyBulkApiBatches) {
    throw refuse('EXCEEDEDQUOTA', 'ExceededQuota : ApiBatchItems Limit exceeded.');
  }
  return {
    kind: 'ingest',
    id: newPlatformId('750'),
    object: name,
    operation,
    ...(externalIdFieldName === undefined ? {} : { externalIdFieldName }),
    ...(assignmentRuleId === undefined ? {} : { assignmentRuleId }),
    columnDelimiter,
    lineEnding,
    createdById: maker.session.userId,
    createdAt: maker.engine.clock.now(),
    apiVersion: maker.apiVersion,
    state: 'Open',
    progress: noProgress,
  };
}

/** A query job is closed from the start. What Bulk does not allow in SOQL is refused here, before there is a job. */
export function createQueryJob(maker: Maker, body: unknown): QueryJob {
  const { operation, query, columnDelimiter, lineEnding } = parse(queryBody, body);
  const { columns } = maker.engine.queryFlat(maker.session, query, { all: operation === 'queryAll' });
  if (!maker.usage.take('DailyBulkV2QueryJobs')) {
    const { DailyBulkV2QueryJobs: most } = maker.usage.max;
    throw refuse('EXCEEDEDQUOTA', `Max bulk v2 query jobs (${most}) per 24 hrs has been reached`);
  }
  const [, object = ''] = /\bFROM\s+(\w+)/i.exec(query) ?? [];
  return {
    kind: 'query',
    id: newPlatformId('750'),
    object: maker.engine.schema().objects.get(object.toLowerCase())?.name ?? object,
    operation,
    query,
    columnDelimiter,
    lineEnding,
    createdById: maker.session.userId,
    createdAt: maker.engine.clock.now(),
    apiVersion: maker.apiVersion,
    state: 'UploadComplete',
    columns,
    rows: 0,
  };
}
