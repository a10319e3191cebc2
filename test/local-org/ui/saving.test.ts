/**
 * Saving one record and many, and answers that a client already has (User Interface API Developer Guide: Create or Clone a
 * Record, Update a Record, Create a Batch of Records, ETag).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { orchards } from './orchard.ts';
import { startSeason, type Season } from './season.ts';

let season: Season;
before(async () => {
  season = await startSeason();
});
after(() => season[Symbol.asyncDispose]());

interface Saved {
  readonly id: string;
  readonly apiName: string;
  readonly fields: Readonly<Record<string, { readonly value: unknown }>>;
}

test('the answer to a save holds the fields of the layout; those of the body only on request', async () => {
  const body = { fields: { Secret__c: 'silver', Region__c: 'South' } };
  const plain = (await season.ui('PATCH', `/records/${season.south}`, body)).json as Saved;
  assert.ok('Region__c' in plain.fields && 'CreatedBy' in plain.fields);
  const { json } = await season.ui('POST', '/records?includeFieldsInBody=true', {
    apiName: 'Orchard__c',
    fields: { Name: 'Westend', OwnerId: season.world.org.admin.id },
  });
  const saved = json as Saved;
  assert.equal(saved.fields['OwnerId']?.value, season.world.org.admin.id);
  await season.ui('DELETE', `/records/${saved.id}`);
});

test('a save on top of a change that the client has not seen is refused with what is there now', async () => {
  season.clock.advance(60_000);
  await season.ui('PATCH', `/records/${season.north}`, { fields: { Name: 'Northfield' } });
  const headers = { 'If-Unmodified-Since': '2026-11-02T00:00:00.000Z' };
  const stale = await season.ui('PATCH', `/records/${season.north}`, { fields: { Name: 'Mine' } }, headers);
  assert.equal(stale.status, 412);
  const { enhancedErrorType, output } = stale.json as { enhancedErrorType: null; output: Saved };
  assert.deepEqual([enhancedErrorType, output.id, output.fields['Name']?.value], [null, season.north, 'Northfield']);
});

test('a read-only field is refused with the field it is about', async () => {
  const { status, json } = await season.ui('PATCH', `/records/${season.north}`, { fields: { Total__c: 1 } });
  assert.equal(status, 400);
  const { output } = json as { output: { fieldErrors: Record<string, { errorCode: string }[]> } };
  assert.equal(output.fieldErrors['Total__c']?.[0]?.errorCode, 'INVALID_FIELD_FOR_INSERT_UPDATE');
});

interface BatchAnswer {
  readonly hasErrors: boolean;
  readonly results: readonly { readonly statusCode: number; readonly result: unknown }[];
}

const create = (name: string): unknown => ({ apiName: 'Orchard__c', fields: { Name: name } });

async function batch(body: unknown): Promise<BatchAnswer> {
  const { status, json } = await season.ui('POST', '/records/batch', body);
  assert.equal(status, 200, JSON.stringify(json));
  return json as BatchAnswer; // what the resource always answers
}

const statusesOf = ({ results }: BatchAnswer): readonly number[] => results.map(({ statusCode }) => statusCode);

test('a batch creates, updates and deletes in the order it is written', async () => {
  const first = await batch({ operations: [{ type: 'CREATE', records: [create('One'), create('Two')] }] });
  const [one, two] = first.results.map(({ result }) => (result as Saved).id);
  const second = await batch({
    operations: [
      { type: 'Update', records: [{ fields: { Id: one, Region__c: 'South' } }] },
      { type: 'DELETE', records: [{ fields: { Id: two } }] },
    ],
  });
  assert.deepEqual(
    [statusesOf(first), statusesOf(second)],
    [
      [201, 201],
      [200, 204],
    ],
  );
  assert.equal((second.results[0]?.result as Saved).fields['Region__c']?.value, 'South');
  assert.equal((await season.ui('GET', `/records/${two ?? ''}?fields=Orchard__c.Name`)).status, 404);
});

test('one refused record undoes the whole batch unless the batch says otherwise', async () => {
  const [apples] = season.harvests;
  const operations = [
    { type: 'CREATE', records: [create('Three')] },
    { type: 'UPDATE', records: [{ fields: { Id: apples, Amount__c: -1 } }] },
  ];
  const whole = await batch({ operations });
  assert.deepEqual([whole.hasErrors, statusesOf(whole)], [true, [400, 400]]);
  const codes = whole.results.map(({ result }) => {
    const { output } = result as {
      output: { errors: { errorCode: string }[]; fieldErrors: Record<string, { errorCode: string }[]> };
    };
    return [...output.errors, ...Object.values(output.fieldErrors).flat()].map(({ errorCode }) => errorCode);
  });
  assert.deepEqual(codes, [['ALL_OR_NONE_OPERATION_ROLLED_BACK'], ['FIELD_CUSTOM_VALIDATION_EXCEPTION']]);
  const count = (): number =>
    season.world.org.engine.query(
      { userId: season.world.org.admin.id },
      "SELECT COUNT() FROM Orchard__c WHERE Name = 'Three'",
    ).totalSize;
  assert.equal(count(), 0);
  assert.deepEqual(statusesOf(await batch({ allOrNone: false, operations })), [201, 400]);
  assert.equal(count(), 1);
});

const badBatches: readonly (readonly [string, unknown, string])[] = [
  ['without operations', {}, 'INVALID_INPUT'],
  ['with an operation of no type', { operations: [{ records: [create('x')] }] }, 'INVALID_INPUT'],
  ['with an operation without records', { operations: [{ type: 'CREATE', records: [] }] }, 'INVALID_INPUT'],
  [
    'that creates a record without an object',
    { operations: [{ type: 'CREATE', records: [{ fields: {} }] }] },
    'INVALID_BATCH_REQUEST',
  ],
  [
    'that updates a record without an id',
    { operations: [{ type: 'UPDATE', records: [{ fields: {} }] }] },
    'INVALID_BATCH_REQUEST',
  ],
  [
    'of more than 200 records',
    { operations: [{ type: 'CREATE', records: Array.from({ length: 201 }, () => create('x')) }] },
    'INVALID_INPUT',
  ],
];
for (const [what, body, code] of badBatches) {
  test(`a batch ${what} is refused as ${code}`, async () => {
    const { status, json } = await season.ui('POST', '/records/batch', body);
    assert.deepEqual([status, (json as { errorCode: string }[])[0]?.errorCode], [400, code]);
  });
}

test('an answer has a tag; who sends it back is told that nothing has changed', async () => {
  const path = `/records/${season.south}?fields=Orchard__c.Name`;
  const first = await season.ui('GET', path);
  const tag = first.headers.get('etag') ?? '';
  assert.match(tag, /^"[0-9a-f]{32}"$/);
  const again = await season.ui('GET', path, undefined, { 'If-None-Match': tag.replace(/"$/, '--gzip"') });
  assert.deepEqual([again.status, again.text], [304, '']);
  await season.ui('PATCH', `/records/${season.south}`, { fields: { Name: 'Southbank II' } });
  const changed = await season.ui('GET', path, undefined, { 'If-None-Match': tag });
  assert.equal(changed.status, 200);
});

test('a record that sharing keeps from a person is refused with 403, in a batch as FORBIDDEN', async () => {
  const decoder = new TextDecoder();
  const hidden = orchards.map((one) => {
    const text = decoder
      .decode(one.content)
      .replace('<sharingModel>ReadWrite</sharingModel>', '<sharingModel>Private</sharingModel>')
      .replaceAll('<viewAllRecords>true', '<viewAllRecords>false');
    return one.path.endsWith('.object') || one.path.endsWith('.permissionset')
      ? { path: one.path, content: new TextEncoder().encode(text) }
      : one;
  });
  await using closed = await startSeason(hidden);
  const path = `${closed.north}?fields=Orchard__c.Name`;
  const single = await closed.uiAsKeeper('GET', `/records/${path}`);
  const message = "You don't have access to this record. Ask your administrator for help or to request access.";
  assert.deepEqual([single.status, single.json], [403, [{ errorCode: 'INSUFFICIENT_ACCESS', message }]]);
  const many = (await closed.uiAsKeeper('GET', `/records/batch/${path}`)).json as BatchAnswer;
  assert.deepEqual(many.results, [{ statusCode: 403, result: [{ errorCode: 'FORBIDDEN', message }] }]);
});
