/** REST API Developer Guide, "Composite Graph" and "Composite Graph Limits". */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';

const stack = new AsyncDisposableStack();
let world: World;

before(async () => {
  world = stack.use(await startWorld({ deploy: parcels }));
});
after(() => stack.disposeAsync());

const base = '/services/data/v62.0';

interface GraphReply {
  readonly graphId: string;
  readonly isSuccessful: boolean;
  readonly graphResponse: {
    readonly compositeResponse: readonly {
      readonly body: unknown;
      readonly httpStatusCode: number;
      readonly referenceId: string;
    }[];
  };
}

const node = (referenceId: string, object: string, body: object): object => ({
  method: 'POST',
  url: `${base}/sobjects/${object}`,
  referenceId,
  body,
});

async function send(graphs: readonly object[]): Promise<readonly GraphReply[]> {
  const { status, json } = await world.ask('POST', 'composite/graph', { graphs });
  assert.equal(status, 200, JSON.stringify(json));
  return (json as { graphs: GraphReply[] }).graphs; // the reply's one key
}

async function refusal(graphs: readonly object[]): Promise<unknown> {
  const { status, json } = await world.ask('POST', 'composite/graph', { graphs });
  return [status, (json as { errorCode: string }[])[0]?.errorCode]; // a refusal's body
}

const outcome = ({ isSuccessful, graphResponse }: GraphReply): unknown => [
  isSuccessful,
  graphResponse.compositeResponse.map(({ httpStatusCode }) => httpStatusCode),
];

async function names(): Promise<readonly unknown[]> {
  const { records } = await world.connect().query('SELECT Name FROM Depot__c ORDER BY Name');
  return records.map((record: Record<string, unknown>) => record['Name']);
}

test('nodes refer to each other, and each graph succeeds or fails as a whole', async () => {
  const replies = await send([
    {
      graphId: 'good',
      compositeRequest: [
        node('d', 'Depot__c', { Name: 'one' }),
        node('p', 'Parcel__c', { Name: 'in one', Depot__c: '@{d.id}' }),
        { method: 'GET', url: `${base}/sobjects/Parcel__c/@{p.id}?fields=Name`, referenceId: 'read' },
      ],
    },
    {
      graphId: 'bad',
      compositeRequest: [
        node('d', 'Depot__c', { Name: 'two' }),
        node('p', 'Parcel__c', { Name: 'heavy', Depot__c: '@{d.id}', Weight__c: 1001 }),
      ],
    },
  ]);
  assert.deepEqual(
    replies.map(({ graphId }) => graphId),
    ['good', 'bad'],
  );
  assert.deepEqual(replies.map(outcome), [
    [true, [201, 201, 200]],
    [false, [400, 400]],
  ]);
  const [undone, refused] = replies[1]?.graphResponse.compositeResponse ?? [];
  assert.deepEqual(undone?.body, [
    {
      message: 'The transaction was rolled back since another operation in the same transaction failed.',
      errorCode: 'PROCESSING_HALTED',
    },
  ]);
  assert.equal((refused?.body as { errorCode: string }[])[0]?.errorCode, 'FIELD_CUSTOM_VALIDATION_EXCEPTION');
  assert.deepEqual(await names(), ['one']);
});

test('after fourteen failed graphs the rest is not tried', async () => {
  const bad = Array.from({ length: 14 }, (_, index) => ({
    graphId: `b${index}`,
    compositeRequest: [node('d', 'Depot__c', { Code__c: 'longer than ten' })],
  }));
  const good = { graphId: 'good', compositeRequest: [node('d', 'Depot__c', { Name: 'late' })] };
  const replies = await send([...bad, good]);
  assert.ok(replies.every(({ isSuccessful }) => !isSuccessful));
  assert.deepEqual(await names(), ['one']);
});

test('75 graphs, 500 nodes, 15 kinds of nodes and chains of 15 are the most', async () => {
  const one = (graphId: string, compositeRequest: readonly object[]): object => ({ graphId, compositeRequest });
  const many = (count: number): readonly object[] =>
    Array.from({ length: count }, (_, index) => node(`n${index}`, 'Depot__c', { Name: 'n' }));
  const limit = [400, 'LIMIT_EXCEEDED'];
  assert.deepEqual(await refusal(Array.from({ length: 76 }, (_, index) => one(`g${index}`, many(1)))), limit);
  assert.deepEqual(await refusal([one('a', many(300)), one('b', many(201))]), limit);
  const kinds = Array.from({ length: 16 }, (_, index) => ({
    ...node(`k${index}`, 'Depot__c', {}),
    url: `/services/data/v${50 + index}.0/sobjects/Depot__c`,
  }));
  assert.deepEqual(await refusal([one('a', kinds)]), limit);
  const chain = Array.from({ length: 16 }, (_, index) =>
    node(`c${index}`, 'Depot__c', { Name: index === 0 ? 'c' : `@{c${index - 1}.id}` }),
  );
  assert.deepEqual(await refusal([one('a', chain)]), limit);
  assert.deepEqual(await names(), ['one']);
});

test('ids are unique, and only records can be nodes', async () => {
  const invalid = [400, 'INVALID_INPUT'];
  const depot = [node('d', 'Depot__c', { Name: 'x' })];
  assert.deepEqual(await refusal([{ graphId: 'a.b', compositeRequest: depot }]), invalid);
  assert.deepEqual(await refusal([{ graphId: '_a', compositeRequest: depot }]), invalid);
  const twice = ['a', 'a'].map((graphId) => ({ graphId, compositeRequest: depot }));
  assert.deepEqual(await refusal(twice), invalid);
  const query = { method: 'GET', url: `${base}/query?q=SELECT+Id+FROM+Account`, referenceId: 'q' };
  assert.deepEqual(await refusal([{ graphId: 'a', compositeRequest: [query] }]), invalid);
});

test('what is below composite is listed', async () => {
  const { json } = await world.ask('GET', 'composite');
  assert.deepEqual(json, {
    batch: `${base}/composite/batch`,
    graph: `${base}/composite/graph`,
    sobjects: `${base}/composite/sobjects`,
    tree: `${base}/composite/tree`,
  });
});

/** "Composite Subrequest": the headers of the whole request hold for its parts. */
test('a part may not set the headers that it inherits', async () => {
  const request = { ...node('d', 'Depot__c', { Name: 'x' }), httpHeaders: { Authorization: 'Bearer other' } };
  const { status, json } = await world.ask('POST', 'composite', { compositeRequest: [request] });
  assert.deepEqual([status, (json as { errorCode: string }[])[0]?.errorCode], [400, 'INVALID_INPUT']);
});
