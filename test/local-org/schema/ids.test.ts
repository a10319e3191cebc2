import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksum, makeId, normalizeId } from '../../../local-org/schema/schema.ts';

test('the three check characters are those that the documents show', () => {
  // Ids printed in Salesforce's own guides.
  assert.equal(checksum('001D000000IqhSL'), 'IAZ');
  assert.equal(checksum('a00D0000008pQSN'), 'IA2');
});

test('ids of one object sort like the numbers they were made from', () => {
  const ids = [1, 9, 10, 61, 62, 3843, 3844, 1_000_000].map((number) => makeId('a00', number));
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(ids.map((id) => id.length)).size, 1);
});

test('both lengths are one id, and a wrong check is none', () => {
  const id = makeId('a01', 4711);
  assert.equal(normalizeId(id.slice(0, 15)), id);
  assert.equal(normalizeId(id), id);
  assert.equal(normalizeId(`${id.slice(0, 17)}${id.endsWith('A') ? 'B' : 'A'}`), undefined);
  assert.equal(normalizeId('T-1'), undefined);
});
