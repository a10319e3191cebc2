/** Lookup fields (User Interface API Developer Guide: Get Lookup Field Suggestions With POST, Lookup Values). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSeason, type Season } from './season.ts';

let season: Season;
before(async () => {
  season = await startSeason();
  season.insert('Orchard__c', { Name: 'Old Northern Meadow', Region__c: 'South', Secret__c: 'silver' });
});
after(() => season[Symbol.asyncDispose]());

interface Collection {
  readonly count: number;
  readonly currentPageUrl: string;
  readonly nextPageUrl: string | null;
  readonly previousPageUrl: string | null;
  readonly records: readonly {
    readonly apiName: string;
    readonly id: string;
    readonly fields: Readonly<Record<string, { readonly value: unknown }>>;
  }[];
}

interface Found {
  readonly lookupResults: Readonly<Record<string, Collection>>;
  readonly metadata: unknown;
}

const field = '/lookups/Harvest__c/Orchard__c';

async function found(query: string, body: unknown = {}, who: 'ui' | 'uiAsKeeper' = 'ui'): Promise<Collection> {
  const { status, json } = await season[who]('POST', `${field}${query}`, body);
  assert.equal(status, 200, JSON.stringify(json));
  const { lookupResults } = json as Found; // asserted on by what it holds
  return lookupResults['Orchard__c'] ?? assert.fail('no records of Orchard__c');
}

const namesOf = ({ records }: Collection): readonly unknown[] => records.map(({ fields }) => fields['Name']?.value);

test('a name is found by how one of its words begins, with parameters in the address or in the body', async () => {
  const both = ['Northfield', 'Old Northern Meadow'];
  assert.deepEqual(namesOf(await found('?searchType=TypeAhead&q=nor')), both);
  assert.deepEqual(namesOf(await found('', { searchType: 'TypeAhead', q: 'nor' })), both);
  assert.deepEqual(namesOf(await found('?searchType=TypeAhead&q=field')), []);
  assert.deepEqual(namesOf(await found('?searchType=TypeAhead&q=silver')), []);
});

test('a search looks into every text that the person may read', async () => {
  assert.deepEqual(namesOf(await found('?searchType=Search&q=si')), ['Old Northern Meadow']);
  assert.deepEqual(namesOf(await found('?searchType=Search&q=si', {}, 'uiAsKeeper')), []);
});

test('without a search type the most recently used are suggested', async () => {
  assert.deepEqual(namesOf(await found('')), []);
  for (const id of [season.north, season.south]) {
    await season.ui('GET', `/records/${id}?fields=Orchard__c.Name&updateMru=true`);
  }
  assert.deepEqual(namesOf(await found('')), ['Southbank', 'Northfield']);
  assert.deepEqual(namesOf(await found('?q=nor')), ['Northfield']);
});

test('a suggestion carries what tells it from others, as the person reads it', async () => {
  const { records } = await found('?searchType=TypeAhead&q=South', {}, 'uiAsKeeper');
  assert.deepEqual(records[0]?.fields, {
    DisambiguationField: { displayValue: null, value: '南' },
    Id: { displayValue: null, value: season.south },
    Name: { displayValue: null, value: 'Southbank' },
    Region__c: { displayValue: '南', value: 'South' },
  });
  const { json } = await season.ui('POST', field);
  assert.deepEqual((json as Found).metadata, {
    Orchard__c: {
      fieldApiName: 'Orchard__c',
      objectApiName: 'Harvest__c',
      secondaryField: 'Region__c',
      targetInfo: {
        Orchard__c: {
          advancedLookupInfo: null,
          errorMessages: [],
          objectApiName: 'Orchard__c',
          suggestionsInfo: {
            displayLayout: { displayFields: ['Name', 'Region__c'] },
            matchingInfo: { matchingFields: ['Name'] },
          },
        },
      },
    },
  });
});

test('suggestions come in pages', async () => {
  const first = await found('?searchType=TypeAhead&q=nor&pageSize=1');
  assert.deepEqual([first.count, first.previousPageUrl], [1, null]);
  const second = await found('?searchType=TypeAhead&q=nor&pageSize=1&page=2');
  assert.deepEqual(namesOf(second), ['Old Northern Meadow']);
  assert.equal(second.nextPageUrl, null);
  assert.equal(second.previousPageUrl, first.currentPageUrl);
  assert.equal(first.nextPageUrl, second.currentPageUrl);
});

test('one object of the field answers by itself, as component libraries before version 60 ask', async () => {
  const { json } = await season.ui('GET', `${field}/Orchard__c?searchType=TypeAhead&q=Northf`);
  assert.deepEqual(namesOf(json as Collection), ['Northfield']);
});

test('a person is found for a lookup of users', async () => {
  const { json } = await season.ui('POST', '/lookups/Orchard__c/Keeper__c?searchType=TypeAhead&q=木');
  const { lookupResults } = json as Found;
  assert.deepEqual(Object.keys(lookupResults), ['User']);
  assert.deepEqual(
    lookupResults['User']?.records.map(({ id }) => id),
    [season.keeperId],
  );
});

test('what is no lookup, no object of the lookup or no term is refused', async () => {
  const refusal = async (path: string): Promise<unknown> =>
    (await season.ui('POST', `/lookups/Harvest__c/${path}`)).json;
  const illegal = (message: string): unknown => [{ errorCode: 'ILLEGAL_QUERY_PARAMETER_VALUE', message }];
  assert.deepEqual(await refusal('Id'), illegal('Field: Id is not a valid lookup field.'));
  assert.deepEqual(
    await refusal('Orchard__c?targetApiName=User'),
    illegal("Illegal value for query parameter 'targetApiName': User"),
  );
  assert.deepEqual(
    await refusal('Orchard__c?searchType=Search&q=n'),
    illegal("Illegal value for query parameter 'q': n"),
  );
  assert.equal((await season.ui('POST', `${field}?searchType=TypeAhead`)).status, 400);
  assert.equal((await season.ui('POST', `${field}?page=200`)).status, 500);
});
