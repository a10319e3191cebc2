/** The OpenAPI document says what the service answers. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { endJobs } from '../schedule/stand.ts';
import { hookSecret, http, token, type Http } from './service.ts';

after(endJobs);

type Security = readonly Readonly<Record<string, readonly string[]>>[];

interface Scheme {
  readonly type: string;
  readonly scheme?: string;
  /** Of the header. */
  readonly name?: string;
}

interface Operation {
  readonly security?: Security;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly security?: Security;
  readonly components: { readonly securitySchemes: Readonly<Record<string, Scheme>> };
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

/** What a scheme asks for, in the header that the document names. */
function credential({ type, scheme, name }: Scheme): Readonly<Record<string, string>> {
  if (type === 'http' && scheme === 'bearer') return { authorization: `Bearer ${token}` };
  const hmac = (text: string): string => createHmac('sha256', hookSecret).update(text).digest('hex');
  const seconds = Date.parse('2026-04-06T00:30:00Z') / 1000;
  if (name === 'X-Todoku-Signature') return { authorization: '', [name]: `t=${seconds},v1=${hmac(`${seconds}.{}`)}` };
  assert.deepEqual([type, name], ['apiKey', 'Authorization']);
  return { authorization: hmac('{}') };
}

const hookOf: Readonly<Record<string, string>> = { 'X-Todoku-Signature': 'warehouse', Authorization: 'dbt' };

test('each path lets in whoever has what the document asks for there, and nobody else', async () => {
  await using at = await http('named', { hasHooks: true });
  const { paths, components, security: usual = [] } = await documentOf(at);
  const kinds = new Set<string>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, { security = usual }] of Object.entries(operations)) {
      const real = path.replace(/[{]id[}]/, '20260101T000000Z-abcdef');
      const asked = async (headers: Readonly<Record<string, string>>, hook = 'dbt'): Promise<readonly unknown[]> => {
        const body = method === 'post' ? '{}' : undefined;
        const reply = await at.ask(method.toUpperCase(), real.replace(/[{]schedule[}]/, hook), body, headers);
        return [reply.status, (reply.json as { readonly code?: string } | undefined)?.code];
      };
      const schemes = security.flatMap((one) => Object.keys(one).map((name) => components.securitySchemes[name]));
      for (const scheme of schemes) {
        assert.ok(scheme !== undefined, `${method} ${path}: a scheme that is described`);
        kinds.add(scheme.name ?? scheme.scheme ?? '');
        const [status] = await asked(credential(scheme), hookOf[scheme.name ?? '']);
        if (status === 202) (await at.work.begun()).finish();
        assert.ok(status !== 401, `${method} ${path}: ${String(status)}`);
      }
      const isByToken = schemes.some((scheme) => scheme?.type === 'http');
      const refused = [401, isByToken ? 'token-missing' : 'signature-wrong'];
      const stranger = await asked({ authorization: '' });
      assert.deepEqual(
        stranger,
        schemes.length === 0 ? [200, undefined] : refused,
        `${method} ${path} without a token`,
      );
      if (schemes.length === 0 || isByToken) continue;
      assert.deepEqual(await asked({}), refused, `${method} ${path}: the token opens what the document says, no more`);
    }
  }
  assert.deepEqual([...kinds].sort(), ['Authorization', 'X-Todoku-Signature', 'bearer']);
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
