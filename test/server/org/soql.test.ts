/** Values in SOQL cannot be anything but values, and long lists make several queries. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginningWith, inLists, inListsOf, listsFor, quoted } from '../../../server/org/soql.ts';

test('values in SOQL are quoted, and long lists are cut for several queries', () => {
  assert.equal(quoted("O'Neill \\ x"), String.raw`'O\'Neill \\ x'`);
  const lists = inLists(Array.from({ length: 1000 }, (_, index) => `日本-${index}`));
  assert.ok(lists.length > 1);
  assert.ok(lists.every((list) => encodeURIComponent(list).length < 9000));
  assert.equal(lists.join(',').split(',').length, 1000);
  assert.deepEqual(inLists([]), []);
});

test('lists of values that come page by page are the same, and none is waited for', async () => {
  let given = 0;
  async function* pages(): AsyncGenerator<readonly string[]> {
    for (let page = 0; page < 20; page += 1) {
      given += 1;
      yield Array.from({ length: 100 }, (_, row) => `M-${page * 100 + row}`);
    }
  }
  const lists = inListsOf(pages());
  const all: string[] = [];
  for await (const list of lists) {
    if (all.length === 0) assert.ok(given < 10, `${given} pages were read for the first list`);
    all.push(list);
  }
  const keys = Array.from({ length: 2000 }, (_, row) => `M-${row}`);
  assert.deepEqual(all, inLists(keys));
  assert.equal(listsFor({ keys: keys.length, bytes: keys.join('').length }), all.length);
});

test('what texts begin with is matched as it is written: % and _ stand for themselves', () => {
  assert.equal(beginningWith("50%_O'Neill"), String.raw`'50\%\_O\'Neill%'`);
});
