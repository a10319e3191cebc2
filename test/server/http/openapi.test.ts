/** The OpenAPI document says what the service answers. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { endJobs } from '../schedule/stand.ts';
import { http, type Http } from './service.ts';

after(endJobs);

interface Operation {
  readonly security?: readonly unknown[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

async function documentOf(at: Http): Promise<Document> {
  return (await at.ask('GET', '/openapi.json')).json as Document; // the first test holds its form
}

test('it is a valid OpenAPI 3.1 document', async () => {
  await using at = await http('valid');
  const result = await new Validator().validate((await at.ask('GET', '/openapi.json')).json as Record<string, unknown>);
  assert.deepEqual(result.errors ?? [], []);
  assert.ok(result.valid);
});

test('every path it names is there, and wants the token, a signature, or for health nothing', async () => {
  await using at = await http('named');
  const wanted = (path: string, security: unknown): unknown => {
    if (security === undefined) return [401, 'token-missing'];
    return path.startsWith('/hooks/') ? [401, 'signature-wrong'] : [200, undefined];
  };
  for (const [path, operations] of Object.entries((await documentOf(at)).paths)) {
    for (const [method, { security }] of Object.entries(operations)) {
      const real = path.replace(/[{]id[}]/, '20260101T000000Z-abcdef');
      const stranger = await at.ask(method.toUpperCase(), real, undefined, { authorization: '' });
      const { code } = stranger.json as { readonly code?: string };
      assert.deepEqual([stranger.status, code], wanted(path, security), `${method} ${path}`);
    }
  }
});

test('what the service answers has the form that the document gives', async () => {
  await using at = await http('form');
  const document = await documentOf(at);
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema({ $id: 'document', components: document.components });
  const check = async (method: string, path: string, real: string, body?: object): Promise<void> => {
    const reply = await at.ask(method, real, body);
    const type = (reply.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const schema =
      document.paths[path]?.[method.toLowerCase()]?.responses[String(reply.status)]?.content?.[type]?.schema;
    assert.ok(schema !== undefined, `${method} ${path}: ${reply.status} ${type} is documented`);
    const name = (schema as { readonly $ref: string }).$ref;
    const validate = ajv.compile({ $ref: `document${name}` });
    assert.ok(validate(reply.json), `${method} ${path}: ${ajv.errorsText(validate.errors)}`);
  };
  await check('GET', '/health', '/health');
  await check('GET', '/ready', '/ready');
  await check('GET', '/schedules', '/schedules');
  await check('POST', '/runs', '/runs', { command: 'nonsense' });
  await check('POST', '/runs', '/runs', { command: 'plan' });
  const work = await at.work.begun();
  await check('POST', '/runs', '/runs', { command: 'plan' });
  work.tell({ type: 'step', step: 'ingest', state: 'started' });
  await check('GET', '/runs', '/runs');
  await check('GET', '/runs/{id}', `/runs/${work.order.id}`);
  work.finish();
  await at.desk.stop();
  await check('GET', '/runs/{id}', `/runs/${work.order.id}`);
  await check('GET', '/runs/{id}', '/runs/20260101T000000Z-abcdef');
});
