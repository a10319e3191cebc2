/** The service as an OpenAPI 3.1 document, made of the schemas it is parsed with. */
import { z } from 'zod';
import {
  approvalOrder,
  approvalsReply,
  cycleReply,
  failedReply,
  healthReply,
  hookReply,
  numberedEvent,
  problemReply,
  projectReply,
  readyReply,
  runOrder,
  runReply,
  runStatus,
  runsReply,
  schedulesReply,
} from '../api/api.ts';

const schemas = {
  Health: healthReply,
  Ready: readyReply,
  Project: projectReply,
  Problem: problemReply,
  Order: runOrder,
  RunStatus: runStatus,
  Run: runReply,
  Runs: runsReply,
  Event: numberedEvent,
  Schedules: schedulesReply,
  Hook: hookReply,
  Approval: approvalOrder,
  Approvals: approvalsReply,
  Failed: failedReply,
  Cycle: cycleReply,
} as const;

type Name = keyof typeof schemas;

/** As on the wire: before texts become moments. What a later version adds is no error for who reads. */
function schemaOf(schema: z.ZodType): object {
  const { $schema, ...plain } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return $schema === undefined ? {} : plain;
}

const reference = (name: Name): object => ({ $ref: `#/components/schemas/${name}` });

function answer(description: string, name: Name, type = 'application/json'): object {
  return { description, content: { [type]: { schema: reference(name) } } };
}

const problem = (description: string): object => answer(description, 'Problem', 'application/problem+json');

const usual = { 401: problem('No token, or not the one of this service'), 500: problem('An error of ours') };

function query(name: string, description: string, usually: number): object {
  const schema = { type: 'integer', minimum: 0, default: usually };
  return { name, in: 'query', required: false, description, schema };
}

const runId = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of an order or a run',
  schema: { type: 'string' },
};

const location = { Location: { description: 'Where the run is told', schema: { type: 'string' } } };

const paths = {
  '/health': {
    get: {
      summary: 'Whether the process lives; asks nobody',
      security: [],
      responses: { 200: answer('It does', 'Health') },
    },
  },
  '/ready': {
    get: {
      summary: 'Whether warehouse and org can be reached',
      responses: { 200: answer('Both', 'Ready'), 503: problem('One cannot, with the reason'), ...usual },
    },
  },
  '/project': {
    get: {
      summary: 'The project, and its syncs in the order in which they are loaded',
      responses: { 200: answer('What the service works on', 'Project'), 422: problem('Its files are wrong'), ...usual },
    },
  },
  '/runs': {
    get: {
      summary: 'Runs, newest first, and orders that wait or are under way',
      parameters: [query('limit', 'How many runs, at most 1000', 20)],
      responses: { 200: answer('The runs', 'Runs'), 400: problem('The limit is no number'), ...usual },
    },
    post: {
      summary:
        'Orders a push, a pull, a verification, a plan, a step of the weekly cycle, or a retry, resume or rollback of an earlier run',
      requestBody: { required: true, content: { 'application/json': { schema: reference('Order') } } },
      responses: {
        202: { ...answer('Ordered', 'RunStatus'), headers: location },
        400: problem('The body is no order'),
        409: problem('A run is under way, or the service works on another project'),
        415: problem('The body is not JSON'),
        ...usual,
      },
    },
  },
  '/runs/{id}': {
    get: {
      summary: 'An order and its run: phase, events, end',
      parameters: [runId, query('after', 'Events with a higher number only', 0)],
      responses: { 200: answer('The run', 'Run'), 404: problem('No such run'), ...usual },
    },
  },
  '/runs/{id}/events': {
    get: {
      summary: 'The run as it goes, by Server-Sent Events: "run", "status" and at last "end"',
      parameters: [runId, { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'integer' } }],
      responses: {
        200: {
          description: 'Open until the run has ended',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        404: problem('Not followed by this service'),
        ...usual,
      },
    },
  },
  '/runs/{id}/failed': {
    get: {
      summary: 'Rows of a run that are not in Salesforce as planned, with the code and message of each',
      parameters: [
        runId,
        query('limit', 'How many rows', 100),
        query('values', '1: with the planned values, while they are kept', 0),
      ],
      responses: {
        200: answer('The rows', 'Failed'),
        400: problem('The limit is no number'),
        422: problem('No such run'),
        ...usual,
      },
    },
  },
  '/runs/{id}/approvals': {
    post: {
      summary:
        'Approves what the guards of a run have refused, or rows that it held: by name, and no more than was seen',
      parameters: [runId],
      requestBody: { required: true, content: { 'application/json': { schema: reference('Approval') } } },
      responses: {
        201: answer('Approved', 'Approvals'),
        400: problem('No name, or no reason'),
        415: problem('The body is not JSON'),
        422: problem('No such run, nothing of the kind in it, or a push has gone through since'),
        ...usual,
      },
    },
  },
  '/schedules': {
    get: {
      summary: 'Schedules with their next due times and what became of the last ones',
      responses: { 200: answer('The schedules', 'Schedules'), ...usual },
    },
  },
  '/cycle': {
    get: {
      summary: 'A week of the forecast cycle: its state, its steps, and every attempt at them',
      parameters: [{ name: 'week', in: 'query', required: false, description: '2026-W48', schema: { type: 'string' } }],
      responses: {
        200: answer('The week', 'Cycle'),
        422: problem('No such week, or the project has no cycle'),
        ...usual,
      },
    },
  },
  '/hooks/{schedule}': {
    post: {
      summary: 'Starts a schedule that waits for a signed request, in the form that the schedule names',
      security: [{ signature: [] }, { dbt: [] }],
      parameters: [{ ...runId, name: 'schedule', description: 'Name of the schedule' }],
      requestBody: { required: false, content: { '*/*': {} } },
      responses: {
        200: answer('Nothing was ordered, and why', 'Hook'),
        202: { ...answer('Ordered', 'Hook'), headers: location },
        401: problem('Not signed, or too long ago'),
      },
    },
  },
  '/metrics': {
    get: {
      summary: 'Counters and gauges for Prometheus',
      responses: { 200: { description: 'Text', content: { 'text/plain': { schema: { type: 'string' } } } }, ...usual },
    },
  },
  '/openapi.json': {
    get: {
      summary: 'This document',
      responses: {
        200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
        ...usual,
      },
    },
  },
};

/** Two forms of a proof that is no token: the description says what is signed. */
const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', description: 'The token of this service; its log names the file.' },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Todoku-Signature',
    description:
      'Schedules with hook: signed. t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "<t>.<body>">, good for five minutes.',
  },
  dbt: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'Schedules with hook: dbt. Hex HMAC-SHA256 of the body, as dbt signs its webhooks.',
  },
};

/** OpenAPI 3.1.1 (spec.openapis.org); a path that names nothing else wants the token. */
export function openApiDocument(): object {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Todoku',
      version: '1',
      description: 'Runs and schedules of one project.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes,
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaOf(schema)])),
    },
  };
}
