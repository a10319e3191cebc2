import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';

interface Page {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

async function ask(world: World, soql: string, resource = 'query', headers = {}): Promise<Page> {
  const { status, json } = await world.ask('GET', `${resource}?q=${encodeURIComponent(soql)}`, undefined, headers);
  assert.equal(status, 200, JSON.stringify(json));
  return json as Page; // a query's reply
}

async function depots(world: World, count: number): Promise<void> {
  for (let start = 0; start < count; start += 200) {
    const records = Array.from({ length: Math.min(200, count - start) }, (_, index) => ({
      attributes: { type: 'Depot__c' },
      Name: `d${String(start + index).padStart(5, '0')}`,
    }));
    await world.ask('POST', 'composite/sobjects', { records });
  }
}

test('a query answers records with their type and address', async () => {
  await using world = await startWorld({ deploy: parcels });
  await depots(world, 1);
  const page = await ask(world, 'select id, NAME from depot__c');
  const id = String(page.records[0]?.['Id']);
  const url = `/services/data/v62.0/sobjects/Depot__c/${id}`;
  assert.deepEqual(page, {
    totalSize: 1,
    done: true,
    records: [{ attributes: { type: 'Depot__c', url }, Id: id, Name: 'd00000' }],
  });
});

test('addresses carry the version that was asked, in parents and children, too', async () => {
  await using world = await startWorld({ deploy: parcels });
  await depots(world, 1);
  await world.ask('POST', 'sobjects/Parcel__c', {
    Name: 'p',
    Depot__c: (await ask(world, 'SELECT Id FROM Depot__c')).records[0]?.['Id'],
  });
  for (const soql of ['SELECT Depot__r.Name FROM Parcel__c', 'SELECT (SELECT Name FROM Parcels__r) FROM Depot__c']) {
    const { text } = await world.ask('GET', `/services/data/v51.0/query?q=${encodeURIComponent(soql)}`);
    assert.deepEqual(new Set(text.match(/\/services\/data\/v\d+/g)), new Set(['/services/data/v51']), soql);
    assert.equal(text.match(/"url"/g)?.length, 2, text);
  }
});

/** The header is a hint from 200 to 2,000; later pages of queryAll are asked at `query/` by jsforce. */
test('pages follow each other by locator, for query and queryAll', async () => {
  await using world = await startWorld({ deploy: parcels });
  await depots(world, 450);
  for (const resource of ['query', 'queryAll']) {
    const options = { 'Sforce-Query-Options': 'batchSize=200' };
    let page = await ask(world, 'SELECT Name FROM Depot__c ORDER BY Name', resource, options);
    const names = page.records.map((record) => record['Name']);
    const sizes = [page.records.length];
    while (page.nextRecordsUrl !== undefined) {
      assert.match(page.nextRecordsUrl, /^\/services\/data\/v62\.0\/query\/01g\w+-\d+$/);
      assert.deepEqual([page.done, page.totalSize], [false, 450]);
      page = (await world.ask('GET', page.nextRecordsUrl)).json as Page; // the next page
      names.push(...page.records.map((record) => record['Name']));
      sizes.push(page.records.length);
    }
    assert.deepEqual(sizes, [200, 200, 50]);
    assert.equal(page.done, true);
    assert.equal(new Set(names).size, 450);
  }
});

test('jsforce fetches all pages', async () => {
  await using world = await startWorld({ deploy: parcels });
  await depots(world, 2100);
  const { records } = await world.connect().query('SELECT Id FROM Depot__c', { autoFetch: true, maxFetch: 5000 });
  assert.equal(records.length, 2100);
});

test('queryAll sees deleted records, query does not', async () => {
  await using world = await startWorld({ deploy: parcels });
  await depots(world, 2);
  const { records } = await ask(world, 'SELECT Id FROM Depot__c LIMIT 1');
  await world.ask('DELETE', `sobjects/Depot__c/${String(records[0]?.['Id'])}`);
  assert.equal((await ask(world, 'SELECT Id FROM Depot__c')).totalSize, 1);
  const all = await ask(world, 'SELECT IsDeleted FROM Depot__c', 'queryAll');
  assert.deepEqual(new Set(all.records.map((record) => record['IsDeleted'])), new Set([true, false]));
});

/** sf-clients.md, pitfall 8: every non-empty `sf data query` asks it. */
test('columns=true says what a query consists of', async () => {
  await using world = await startWorld({ deploy: parcels });
  const soql = 'SELECT Depot__r.Name, COUNT(Id) c FROM Parcel__c GROUP BY Depot__r.Name';
  const { json } = await world.ask('GET', `query?q=${encodeURIComponent(soql)}&columns=true`);
  const { columnMetadata, entityName } = json as { columnMetadata: Record<string, unknown>[]; entityName: string }; // the reply's keys
  assert.equal(entityName, 'Parcel__c');
  const count = columnMetadata.find((column) => column['displayName'] === 'COUNT(Id)');
  assert.equal(count?.['columnName'], 'c');
  assert.equal(count['aggregate'], true);
});

test('a broken query is MALFORMED_QUERY, one over 100,000 characters, too', async () => {
  await using world = await startWorld();
  for (const soql of ['', 'SELECT', 'SELECT Id FORM Account']) {
    const { status, json } = await world.ask('GET', `query?q=${encodeURIComponent(soql)}`);
    assert.deepEqual([soql, status, (json as { errorCode: string }[])[0]?.errorCode], [soql, 400, 'MALFORMED_QUERY']);
  }
  const long = `SELECT Id FROM Account WHERE Name = '${'x'.repeat(100_000)}'`;
  const compositeRequest = [{ method: 'GET', url: `/services/data/v62.0/query?q=${long}`, referenceId: 'q' }];
  const { text } = await world.ask('POST', 'composite', { compositeRequest });
  assert.match(text, /MALFORMED_QUERY/);
});
