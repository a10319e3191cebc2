/** Side door: a Salesforce org over jsforce, with our own wire below it and our own Bulk 2.0 beside it. */
import { Connection } from 'jsforce/lib/core.js';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Fault } from '../faults.ts';
import { toObjectShape, toOffered } from './describe.ts';
import { authorized, bulkJobs } from './jobs.ts';
import type { CollectionRequest, Org, OrgRow, Reached, RowAnswer } from './org.ts';
import { OrgRefused, OrgSilent, collectionLimits } from './org.ts';
import { bulkPages } from './queries.ts';
import { encodeRecord, flattenRow } from './rows.ts';
import type { Credentials } from './session.ts';
import { Session } from './session.ts';
import { JsforceTransport } from './transport.ts';
import { Wire, refusal } from './wire.ts';

export type { Credentials } from './session.ts';

/** Spring '26. The version every path of ours carries. */
export const apiVersion = '66.0';

export function salesforceOrg(credentials: Credentials, clock: Clock): Org {
  const wire = new Wire(clock);
  const session = new Session(credentials, wire, clock);
  const root = `/services/data/v${apiVersion}`;
  let open: Promise<Client> | undefined;
  const connection = (): Promise<Client> => {
    open ??= connect(session).catch((error: unknown) => {
      open = undefined;
      throw error;
    });
    return open;
  };

  const ask = async (
    what: string,
    request: { method: 'GET' | 'POST'; url: string; body?: string },
  ): Promise<unknown> => {
    const { client, renewal } = await connection();
    // One transport a call: it knows what the call is for, and how often the org said 401 to it.
    client._transport = new JsforceTransport(wire, what);
    try {
      const reply: unknown = await client.request({ ...request, headers: { 'content-type': 'application/json' } });
      return reply;
    } catch (error) {
      throw error instanceof Fault ? error : (renewal.failure ?? error);
    }
  };

  return {
    describe: async (object) => {
      const reply = await unlessAbsent(
        ask(`describe ${object}`, { method: 'GET', url: `${root}/sobjects/${object}/describe` }),
        [404],
      );
      return reply === undefined ? undefined : toObjectShape(reply);
    },
    offered: async (object, type) => {
      const url = `${root}/ui-api/object-info/${object}/picklist-values/${type}`;
      // The User Interface API knows fewer objects than REST and says so as a refusal: then nothing is narrowed.
      const reply = await unlessAbsent(ask(`read the picklists of ${object}`, { method: 'GET', url }), [400, 403, 404]);
      return reply === undefined ? undefined : toOffered(reply);
    },
    query: (soql) => pages(ask, root, soql),
    bulkQuery: (soql, dir) => bulkPages(authorized(wire, session), clock, apiVersion, soql, dir),
    collect: async (requests) => {
      const reply = await ask(`write ${requests.length} sets of rows`, {
        method: 'POST',
        url: `${root}/composite`,
        body: compositeBody(requests, root),
      });
      return compositeAnswers(reply, requests);
    },
    jobs: bulkJobs(wire, session, apiVersion),
    usage: () => wire.usage(),
    reach: () => reach(session, wire),
    identity: async () => {
      const reply = await ask('find out who is signed in', { method: 'GET', url: '/services/oauth2/userinfo' });
      const { user_id: userId, preferred_username: username } = userInfo.parse(reply);
      return { userId, username };
    },
  };
}

/**
 * The reply, or undefined when the org refused with a status that says that there is no such thing. An org whose calls
 * are used up refuses with 403 as well: that says nothing about what was asked for.
 */
async function unlessAbsent(asked: Promise<unknown>, absent: readonly number[]): Promise<unknown> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof OrgRefused && error.errorClass !== 'fatal' && absent.includes(error.status)) return undefined;
    throw error;
  }
}

/** OpenID Connect UserInfo, as Salesforce answers it. */
const userInfo = z.object({ user_id: z.string(), preferred_username: z.string() });

async function reach(session: Session, wire: Wire): Promise<Reached> {
  const { instanceUrl } = await session.current();
  const what = 'find the org';
  const reply = await wire.send({ method: 'GET', url: `${instanceUrl}/services/data`, headers: {}, what });
  if (reply.status !== 200) throw refusal(reply, what);
  const told = Date.parse(reply.headers.get('date') ?? '');
  return { serverTime: Number.isNaN(told) ? undefined : new Date(told) };
}

interface Client {
  readonly client: Connection;
  /** Why signing in again failed: jsforce passes on the words of an error only. */
  readonly renewal: { failure: Error | undefined };
}

/** A connection that has our session renewed whenever the org says the token is no longer good. */
async function connect(session: Session): Promise<Client> {
  const token = await session.current();
  const renewal: Client['renewal'] = { failure: undefined };
  const client = new Connection({
    instanceUrl: token.instanceUrl,
    accessToken: token.accessToken,
    version: apiVersion,
    refreshFn: (stale, callback) => {
      session.renew(stale.accessToken ?? '').then(
        (fresh) => {
          callback(null, fresh.accessToken);
        },
        (error: unknown) => {
          renewal.failure = error instanceof Error ? error : new Error(String(error));
          callback(renewal.failure);
        },
      );
    },
  });
  return { client, renewal };
}

type Ask = (what: string, request: { method: 'GET' | 'POST'; url: string; body?: string }) => Promise<unknown>;

const pageReply = z.object({
  records: z.array(z.unknown()).default([]),
  totalSize: z.number().optional(),
  nextRecordsUrl: z.string().optional(),
});

/** Pages by the org's own locator: one query, read to its end. */
async function* pages(ask: Ask, root: string, soql: string): AsyncGenerator<readonly OrgRow[]> {
  let url: string | undefined = `${root}/query?q=${encodeURIComponent(soql)}`;
  while (url !== undefined) {
    const page = pageReply.parse(await ask('query records', { method: 'GET', url }));
    if (page.records.length > 0) yield page.records.map(flattenRow);
    url = page.nextRecordsUrl;
  }
}

function compositeBody(requests: readonly CollectionRequest[], root: string): string {
  if (requests.length > collectionLimits.requests) throw new RangeError('Too many sets of rows for one call.');
  const parts = requests.map((request, index) => {
    const reference = `"referenceId":"rows${index}"`;
    if (request.operation === 'delete') {
      const url = `${root}/composite/sobjects?allOrNone=false&ids=${request.ids.join(',')}`;
      return `{"method":"DELETE","url":${JSON.stringify(url)},${reference}}`;
    }
    const url = `${root}/composite/sobjects${request.operation === 'upsert' ? `/${request.object}/${request.key}` : ''}`;
    const records = request.records.map((record) => encodeRecord(request.object, record)).join(',');
    return `{"method":"PATCH","url":${JSON.stringify(url)},${reference},"body":{"allOrNone":false,"records":[${records}]}}`;
  });
  return `{"allOrNone":false,"compositeRequest":[${parts.join(',')}]}`;
}

const rowReply = z.object({
  id: z.string().nullish(),
  success: z.boolean(),
  created: z.boolean().optional(),
  errors: z.array(z.object({ statusCode: z.string(), message: z.string() })).default([]),
});

const compositeReply = z.object({
  compositeResponse: z.array(z.object({ httpStatusCode: z.number(), body: z.unknown() })),
});

const refusedReply = z.array(z.object({ errorCode: z.string(), message: z.string() })).min(1);

function compositeAnswers(reply: unknown, requests: readonly CollectionRequest[]): readonly (readonly RowAnswer[])[] {
  const { compositeResponse } = compositeReply.parse(reply);
  return requests.map((request, index) => {
    const rows = request.operation === 'delete' ? request.ids.length : request.records.length;
    return answersOf(compositeResponse[index]?.body, rows);
  });
}

/** One answer a row; a set that was refused as a whole has the same answer for each of its rows. */
function answersOf(body: unknown, rows: number): readonly RowAnswer[] {
  const answers = z.array(rowReply).length(rows).safeParse(body);
  if (answers.success) return answers.data.map(toAnswer);
  const refused = refusedReply.safeParse(body);
  const [first] = refused.success ? refused.data : [];
  if (first === undefined) throw new OrgSilent('write a set of rows', answers.error);
  const answer = {
    salesforceId: undefined,
    isWritten: false,
    isCreated: false,
    code: first.errorCode,
    message: first.message,
  };
  return Array.from({ length: rows }, () => answer);
}

function toAnswer(row: z.infer<typeof rowReply>): RowAnswer {
  return {
    salesforceId: row.id ?? undefined,
    isWritten: row.success,
    isCreated: row.success && row.created === true, // refused rows carry the flag, too
    code: row.success ? undefined : (row.errors[0]?.statusCode ?? 'UNKNOWN_EXCEPTION'),
    message: row.success ? undefined : row.errors[0]?.message,
  };
}
