/**
 * Bulk API 2.0 ingest, spoken directly: the client library sends an empty file when an upload is repeated, deletes jobs
 * that are merely slow, and cannot carry a stream of rows with its length (salesforce-api notes 1.9).
 */
import { z } from 'zod';
import { OrgSilent } from './org.ts';
import type { Job, Jobs } from './org.ts';
import type { Session, Token } from './session.ts';
import type { Exchange, Reply, Wire } from './wire.ts';
import { parseJson, refusal } from './wire.ts';

const jobReply = z.object({
  id: z.string(),
  object: z.string(),
  operation: z.string(),
  state: z.enum(['Open', 'UploadComplete', 'InProgress', 'JobComplete', 'Failed', 'Aborted']),
  createdDate: z.string(),
  createdById: z.string(),
  jobType: z.string().optional(),
  numberRecordsProcessed: z.number().default(0),
  numberRecordsFailed: z.number().default(0),
  errorMessage: z.string().nullish(),
});

const listReply = z.object({ records: z.array(z.unknown()), done: z.boolean(), nextRecordsUrl: z.string().nullish() });

export function bulkJobs(wire: Wire, session: Session, version: string): Jobs {
  const base = `/services/data/v${version}/jobs/ingest`;
  const ask = authorized(wire, session);

  const one = async (method: string, path: string, what: string, body?: object): Promise<Job> => {
    const reply = await ask({
      method,
      path,
      what,
      type: 'application/json',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return toJob(parseJson(expect200(reply, what).text));
  };

  return {
    create: async ({ object, operation, key }) => {
      const external = operation === 'upsert' ? { externalIdFieldName: key } : {};
      const job = await one('POST', base, `create a job for ${object}`, {
        object,
        operation,
        contentType: 'CSV',
        columnDelimiter: 'COMMA',
        lineEnding: 'LF',
        ...external,
      });
      return job.id;
    },
    upload: async (id, file) => {
      const what = `upload the file of job ${id}`;
      expect200(
        await ask({ method: 'PUT', path: `${base}/${id}/batches`, what, type: 'text/csv', body: { file } }),
        what,
      );
    },
    close: async (id) => {
      await one('PATCH', `${base}/${id}`, `close job ${id}`, { state: 'UploadComplete' });
    },
    status: async (id) => {
      const what = `read job ${id}`;
      const reply = await ask({ method: 'GET', path: `${base}/${id}`, what });
      return reply.status === 404 ? undefined : toJob(parseJson(expect200(reply, what).text));
    },
    results: async (id, files) => {
      const targets = [
        ['successfulResults', files.successful],
        ['failedResults', files.failed],
        ['unprocessedrecords', files.unprocessed],
      ] as const;
      for (const [name, file] of targets) {
        const what = `read ${name} of job ${id}`;
        expect200(await ask({ method: 'GET', path: `${base}/${id}/${name}`, what, file }), what);
      }
    },
    abort: async (id) => {
      await one('PATCH', `${base}/${id}`, `abort job ${id}`, { state: 'Aborted' });
    },
    mine: () => openJobs(ask, session, base),
  };
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly what: string;
  readonly type?: string;
  readonly body?: Exchange['body'];
  /** Where to stream the reply. */
  readonly file?: string;
}

export type Ask = (request: Request) => Promise<Reply>;

/** Sends with the current token; once more with a new one when that is refused. A file body is opened anew. */
export function authorized(wire: Wire, session: Session): Ask {
  const once = (request: Request, token: Token): Promise<Reply> => {
    const exchange: Exchange = {
      method: request.method,
      url: token.instanceUrl + request.path,
      what: request.what,
      headers: {
        Authorization: `Bearer ${token.accessToken}`,
        Accept: request.file === undefined ? 'application/json' : 'text/csv',
        ...(request.type === undefined ? {} : { 'Content-Type': `${request.type}; charset=UTF-8` }),
      },
      ...(request.body === undefined ? {} : { body: request.body }),
    };
    return request.file === undefined ? wire.send(exchange) : wire.download(exchange, request.file);
  };
  return async (request) => {
    const token = await session.current();
    const reply = await once(request, token);
    return reply.status === 401 ? once(request, await session.renew(token.accessToken)) : reply;
  };
}

export function expect200(reply: Reply, what: string): Reply {
  if (reply.status === 200 || reply.status === 201) return reply;
  throw refusal(reply, what);
}

/** Every page of the job list; jobs of Bulk API 1.0 and of other users are not ours to touch. */
async function openJobs(ask: Ask, session: Session, base: string): Promise<readonly Job[]> {
  const userId = (await session.current()).userId ?? (await whoAmI(ask));
  const what = 'list the open jobs';
  const jobs: Job[] = [];
  let path: string | undefined = `${base}?jobType=V2Ingest`;
  while (path !== undefined) {
    const reply = await ask({ method: 'GET', path, what });
    const page = listReply.parse(parseJson(expect200(reply, what).text));
    for (const record of page.records) {
      const parsed = jobReply.safeParse(record);
      if (!parsed.success || parsed.data.state !== 'Open') continue;
      if (isSameId(parsed.data.createdById, userId)) jobs.push(toJob(record));
    }
    path = page.done ? undefined : (page.nextRecordsUrl ?? undefined);
  }
  return jobs;
}

/** An access token that was handed in does not say whose it is. */
async function whoAmI(ask: Ask): Promise<string> {
  const what = 'ask who is signed in';
  const reply = await ask({ method: 'GET', path: '/services/oauth2/userinfo', what });
  const parsed = z.object({ user_id: z.string() }).safeParse(parseJson(expect200(reply, what).text));
  if (!parsed.success) throw new OrgSilent(what, parsed.error);
  return parsed.data.user_id;
}

/** 15 and 18 characters name the same record. */
function isSameId(one: string, other: string): boolean {
  return one.slice(0, 15) === other.slice(0, 15);
}

function toJob(reply: unknown): Job {
  const parsed = jobReply.safeParse(reply);
  if (!parsed.success) throw new OrgSilent('read a job', parsed.error);
  const job = parsed.data;
  return {
    id: job.id,
    object: job.object,
    operation: job.operation,
    state: job.state,
    createdAt: new Date(job.createdDate),
    processed: job.numberRecordsProcessed,
    failed: job.numberRecordsFailed,
    errorMessage: job.errorMessage ?? undefined,
  };
}
