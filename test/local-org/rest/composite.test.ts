import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';

interface Subreply {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

const base = '/services/data/v62.0';
const codes = (json: unknown): readonly string[] => (json as { errorCode: string }[]).map(({ errorCode }) => errorCode); // a refusal's body

async function composite(world: World, compositeRequest: readonly object[], allOrNone = false): Promise<Subreply[]> {
  const { status, json } = await world.ask('POST', 'composite', { allOrNone, compositeRequest });
  assert.equal(status, 200, JSON.stringify(json));
  return (json as { compositeResponse: Subreply[] }).compositeResponse; // the reply's one key
}

const depot = (referenceId: string, body: object): object => ({
  method: 'POST',
  url: `${base}/sobjects/Depot__c`,
  referenceId,
  body,
});

async function names(world: World): Promise<readonly unknown[]> {
  const { records } = await world.connect().query('SELECT Name FROM Depot__c ORDER BY Name');
  return records.map((record: Record<string, unknown>) => record['Name']);
}

test('later requests take values from earlier ones, in their address, body and query', async () => {
  await using world = await startWorld({ deploy: parcels });
  const replies = await composite(world, [
    depot('d', { Name: 'One', External_Key__c: "D'1&2" }),
    { method: 'GET', url: `${base}/sobjects/Depot__c/@{d.id}?fields=External_Key__c`, referenceId: 'read' },
    {
      method: 'PATCH',
      url: `${base}/sobjects/Parcel__c/External_Key__c/P-@{read.External_Key__c}`,
      referenceId: 'p',
      body: { Name: 'Of @{read.External_Key__c}', Depot__c: '@{d.id}' },
    },
    {
      method: 'GET',
      url: `${base}/query?q=SELECT Name FROM Parcel__c WHERE Depot__c = '@{d.id}'`,
      referenceId: 'found',
    },
    { method: 'DELETE', url: `${base}/sobjects/Parcel__c/@{p.id}`, referenceId: 'gone' },
  ]);
  assert.deepEqual(
    replies.map(({ httpStatusCode, referenceId }) => [referenceId, httpStatusCode]),
    [
      ['d', 201],
      ['read', 200],
      ['p', 201],
      ['found', 200],
      ['gone', 204],
    ],
  );
  const { id } = replies[0]?.body as { id: string }; // the body of a 201
  assert.deepEqual(replies[0]?.httpHeaders, { Location: `${base}/sobjects/Depot__c/${id}` });
  const found = replies[3]?.body as { records: { Name: string }[] }; // the body of a query
  assert.equal(found.records[0]?.Name, "Of D'1&2");
  assert.equal(replies[4]?.body, null);
});

test('a value may come out of the middle of a collection or query', async () => {
  await using world = await startWorld({ deploy: parcels });
  const records = ['a', 'b'].map((Name) => ({ attributes: { type: 'Depot__c' }, Name }));
  const replies = await composite(world, [
    { method: 'POST', url: `${base}/composite/sobjects`, referenceId: 'two', body: { records } },
    { method: 'PATCH', url: `${base}/sobjects/Depot__c/@{two[1].id}`, referenceId: 'b', body: { Name: 'b2' } },
    { method: 'GET', url: `${base}/query?q=SELECT+Id+FROM+Depot__c+ORDER+BY+Name`, referenceId: 'all' },
    { method: 'DELETE', url: `${base}/sobjects/Depot__c/@{all.records[0].Id}`, referenceId: 'a' },
  ]);
  assert.deepEqual(
    replies.map(({ httpStatusCode }) => httpStatusCode),
    [200, 204, 200, 204],
  );
  assert.deepEqual(await names(world), ['b2']);
});

test('without all or none a failure halts only what refers to it', async () => {
  await using world = await startWorld({ deploy: parcels });
  const replies = await composite(world, [
    depot('good', { Name: 'good' }),
    depot('bad', { Name: 'bad', Code__c: 'longer than ten' }),
    { method: 'GET', url: `${base}/sobjects/Depot__c/@{bad.id}`, referenceId: 'after' },
    depot('other', { Name: 'other' }),
  ]);
  assert.deepEqual(
    replies.map(({ httpStatusCode }) => httpStatusCode),
    [201, 400, 400, 201],
  );
  assert.deepEqual(codes(replies[1]?.body), ['STRING_TOO_LONG']);
  assert.deepEqual(codes(replies[2]?.body), ['PROCESSING_HALTED']);
  assert.deepEqual(await names(world), ['good', 'other']);
});

test('all or none rolls back everything and reports the others as halted', async () => {
  await using world = await startWorld({ deploy: parcels });
  const replies = await composite(
    world,
    [depot('good', { Name: 'good' }), depot('bad', { Code__c: 'longer than ten' }), depot('after', { Name: 'after' })],
    true,
  );
  assert.deepEqual(
    replies.map(({ httpStatusCode, body }) => [httpStatusCode, codes(body)[0]]),
    [
      [400, 'PROCESSING_HALTED'],
      [400, 'STRING_TOO_LONG'],
      [400, 'PROCESSING_HALTED'],
    ],
  );
  assert.deepEqual(await names(world), []);
});

/** allOrNone Parameters in Composite and Collections Requests: the outer flag overrides the inner one. */
test('all or none holds for the collections inside, whatever they ask for themselves', async () => {
  await using world = await startWorld({ deploy: parcels });
  const records = [{ Name: 'x' }, { Name: 'y', Code__c: 'longer than ten' }].map((row) => ({
    attributes: { type: 'Depot__c' },
    ...row,
  }));
  const requests = [
    depot('before', { Name: 'before' }),
    { method: 'POST', url: `${base}/composite/sobjects`, referenceId: 'two', body: { allOrNone: false, records } },
  ];
  const all = await composite(world, requests, true);
  assert.deepEqual(codes(all[0]?.body), ['PROCESSING_HALTED']);
  const inside = all[1]?.body as { success: boolean; errors: { statusCode: string }[] }[]; // a collection's outcomes
  assert.deepEqual(
    inside.map(({ success, errors }) => [success, errors[0]?.statusCode]),
    [
      [false, 'ALL_OR_NONE_OPERATION_ROLLED_BACK'],
      [false, 'STRING_TOO_LONG'],
    ],
  );
  assert.deepEqual(await names(world), []);
  await composite(world, requests);
  assert.deepEqual(await names(world), ['before', 'x']);
});

/** REST API Developer Guide, Composite: 25 subrequests, 5 of them collections or queries. */
test('25 subrequests and 5 collections or queries are the most', async () => {
  await using world = await startWorld({ deploy: parcels });
  const refuse = async (compositeRequest: readonly object[]): Promise<void> => {
    const { status, json } = await world.ask('POST', 'composite', { compositeRequest });
    assert.deepEqual([status, codes(json)], [400, ['LIMIT_EXCEEDED']]);
  };
  await refuse(Array.from({ length: 26 }, (_, index) => depot(`d${index}`, { Name: 'd' })));
  const query = (index: number): object => ({
    method: 'GET',
    url: `${base}/query?q=SELECT+Id+FROM+Depot__c`,
    referenceId: `q${index}`,
  });
  await refuse([0, 1, 2, 3, 4, 5].map(query));
  assert.equal((await composite(world, [0, 1, 2, 3, 4].map(query))).length, 5);
  assert.deepEqual(await names(world), []);
});

test('a composite request counts as one request, each part of a batch counts', async () => {
  await using world = await startWorld();
  const get = (referenceId: string): object => ({ method: 'GET', url: `${base}/sobjects`, referenceId });
  await composite(world, [get('a'), get('b')]);
  const batchRequests = ['a', 'b'].map(() => ({ method: 'GET', url: 'v62.0/limits' }));
  await world.ask('POST', 'composite/batch', { batchRequests });
  const { headers } = await world.ask('GET', 'limits');
  assert.equal(headers.get('sforce-limit-info'), 'api-usage=5/100000');
});

/** REST API Developer Guide, "Send Multiple Requests Using Composite" and "Composite Batch": what they are supported for. */
test('only the resources that the documents list may be parts, in a batch those of its version or older', async () => {
  await using world = await startWorld();
  for (const path of ['limits', 'search?q=FIND+{x}', 'recent', 'composite/tree/Account', 'queryBy']) {
    const compositeRequest = [{ method: 'GET', url: `${base}/${path}`, referenceId: 'a' }];
    const { status, json } = await world.ask('POST', 'composite', { compositeRequest });
    assert.deepEqual([status, codes(json)], [400, ['INVALID_INPUT']], path);
  }
  const urls = ['v62.0/limits', 'v62.0/search?q=FIND+{xy}', 'v34.0/query?q=SELECT+Id+FROM+User', 'v62.0/sobjects'];
  const refused = ['v62.0/recent', 'v62.0/composite/sobjects', 'v33.0/sobjects', 'v63.0/sobjects', 'v10.0/sobjects'];
  const batchRequests = [...urls, ...refused].map((url) => ({ method: 'GET', url }));
  const { json } = await world.ask('POST', 'composite/batch', { batchRequests });
  assert.deepEqual(
    (json as { results: { statusCode: number }[] }).results.map(({ statusCode }) => statusCode), // the reply's keys
    [200, 200, 200, 200, 400, 400, 400, 400, 410],
  );
});

test('a batch answers each request by itself', async () => {
  await using world = await startWorld();
  const { status, json } = await world.ask('POST', 'composite/batch', {
    batchRequests: [
      { method: 'POST', url: 'v62.0/sobjects/Account', richInput: { Name: 'Acme' } },
      { method: 'GET', url: 'v62.0/sobjects/Nothing__c' },
      { method: 'GET', url: 'v50.0/query?q=SELECT+Name+FROM+Account' },
    ],
  });
  assert.equal(status, 200);
  const { hasErrors, results } = json as { hasErrors: boolean; results: { statusCode: number }[] }; // the reply's keys
  assert.equal(hasErrors, true);
  assert.deepEqual(
    results.map(({ statusCode }) => statusCode),
    [201, 404, 200],
  );
});

test('a tree saves parents and children in one request', async () => {
  await using world = await startWorld({ deploy: parcels });
  const record = (type: string, referenceId: string, more: object): object => ({
    attributes: { type, referenceId },
    Name: referenceId,
    ...more,
  });
  const tree = [
    record('Depot__c', 'd1', {
      Parcels__r: {
        records: [record('Parcel__c', 'p1', { Weight__c: 1 }), record('Parcel__c', 'p2', { Weight__c: 2 })],
      },
    }),
    record('Depot__c', 'd2', {}),
  ];
  const { status, json } = await world.ask('POST', 'composite/tree/Depot__c', { records: tree });
  assert.equal(status, 201, JSON.stringify(json));
  const { hasErrors, results } = json as { hasErrors: boolean; results: { referenceId: string; id: string }[] }; // the reply's keys
  assert.equal(hasErrors, false);
  assert.deepEqual(
    results.map(({ referenceId }) => referenceId),
    ['d1', 'p1', 'p2', 'd2'],
  );
  const { records } = await world.connect().query('SELECT Name, Weight__c FROM Depot__c ORDER BY Name');
  assert.deepEqual(
    records.map((one: Record<string, unknown>) => one['Weight__c']),
    [3, 0],
  );
});

test('a tree is all or none and names the records that were refused', async () => {
  await using world = await startWorld({ deploy: parcels });
  const child = { attributes: { type: 'Parcel__c', referenceId: 'p1' }, Name: 'p', Weight__c: 1001 };
  const parent = { attributes: { type: 'Depot__c', referenceId: 'd1' }, Name: 'd', Parcels__r: { records: [child] } };
  const { status, json } = await world.ask('POST', 'composite/tree/Depot__c', { records: [parent] });
  assert.equal(status, 400);
  assert.deepEqual(json, {
    hasErrors: true,
    results: [
      {
        referenceId: 'p1',
        errors: [
          {
            statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
            message: 'A parcel weighs 1,000 at most.',
            fields: ['Weight__c'],
          },
        ],
      },
    ],
  });
  assert.deepEqual(await names(world), []);
});
