/** Actions of records, lists and lookups (User Interface API Developer Guide, "Work with Actions"). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Answer } from '../../world/world.ts';
import { startSeason, type Season } from './season.ts';

let season: Season;
const opened = new AsyncDisposableStack();
before(async () => {
  season = opened.use(await startSeason());
});
after(() => opened.disposeAsync());

interface Collection {
  readonly actions: Readonly<Record<string, { readonly actions: readonly Readonly<Record<string, unknown>>[] }>>;
}

function namesOf(answer: Answer): Readonly<Record<string, readonly unknown[]>> {
  assert.equal(answer.status, 200, answer.text);
  const { actions } = answer.json as Collection;
  return Object.fromEntries(Object.entries(actions).map(([key, one]) => [key, one.actions.map((a) => a['apiName'])]));
}

const names = async (path: string): Promise<Readonly<Record<string, readonly unknown[]>>> =>
  namesOf(await season.ui('GET', `/actions/${path}`));

const namesForKeeper = async (path: string): Promise<Readonly<Record<string, readonly unknown[]>>> =>
  namesOf(await season.uiAsKeeper('GET', `/actions/${path}`));

test('a record offers what the person may do with it', async () => {
  const { north } = season;
  const all = await names(`record/${north}`);
  assert.deepEqual(all, { [north]: ['Edit', 'ChangeOwnerOne', 'Clone', 'Delete'] });
  assert.deepEqual(await namesForKeeper(`record/${north}`), { [north]: ['Edit'] });
  assert.deepEqual(await names(`list-view-record/${north}`), { [north]: ['Edit', 'Delete'] });
  assert.deepEqual(await names(`record/${north}/record-edit`), { [north]: ['SaveEdit', 'SaveAndNew', 'CancelEdit'] });
  assert.deepEqual(await namesForKeeper(`record/${north}/record-edit`), { [north]: ['SaveEdit', 'CancelEdit'] });
});

test('an action is described as a component shows it, in the language of the person', async () => {
  const { json } = await season.ui('GET', `/actions/record/${season.north}?apiNames=Edit`);
  const [edit] = (json as Collection).actions[season.north]?.actions ?? [];
  assert.equal(edit?.['label'], 'Edit');
  assert.equal(edit['type'], 'StandardButton');
  assert.equal(edit['actionListContext'], 'Record');
  assert.equal(edit['sourceObject'], season.north);
  assert.equal(edit['targetObject'], 'Orchard__c');
  assert.match(String(edit['id']), /^0JV\w{15}$/);
});

test('lists, lookups and forms offer what the right to create allows', async () => {
  assert.deepEqual(await names('lookup/Orchard__c'), { Orchard__c: ['CreateFromLookup'] });
  assert.deepEqual(await namesForKeeper('lookup/Orchard__c'), {});
  assert.deepEqual(await names('mru-list/Orchard__c,Harvest__c'), { Orchard__c: ['New'], Harvest__c: ['New'] });
  assert.deepEqual(await names('object/Orchard__c/record-create'), {
    Orchard__c: ['SaveEdit', 'SaveAndNew', 'CancelEdit'],
  });
  const lists = (await season.ui('GET', '/list-ui/Orchard__c')).json as { lists: { id: string }[] };
  const [id = ''] = lists.lists.map((list) => list.id);
  assert.deepEqual(await names(`list-view/${id}`), { [id]: ['New'] });
});

test('a related list offers to create, its rows to edit and delete', async () => {
  const { north, harvests } = season;
  assert.deepEqual(await names(`record/${north}/related-list/Harvests__r`), { [north]: ['New'] });
  assert.deepEqual(await namesForKeeper(`record/${north}/related-list/Harvests__r`), {});
  assert.deepEqual(await names(`record/${north}/related-list-record/${harvests[0]}`), { [north]: ['Edit', 'Delete'] });
});

test('without quick actions there are no global ones, and what cannot be read is refused', async () => {
  assert.deepEqual(await names('global'), {});
  assert.equal((await season.ui('GET', '/actions/record/001000000000001AAA')).status, 404);
  assert.equal((await season.ui('GET', '/actions/lookup/Nothing__c')).status, 403);
  assert.equal((await season.ui('GET', `/actions/record/${season.north}?actionTypes=Button`)).status, 400);
});

test('resources of UI API that this org does not have are refused, never answered empty', async () => {
  for (const path of [
    '/favorites',
    '/apps',
    '/apps/selected',
    '/nav-items',
    '/themes/active',
    '/duplicates/Orchard__c',
  ]) {
    const { status, json } = await season.ui('GET', path);
    const refusal = [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }];
    assert.deepEqual([status, json], [404, refusal], path);
  }
});
