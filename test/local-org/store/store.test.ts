import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore, roundHalfAway, significant } from '../../../local-org/store/store.ts';

test('an inner transaction that throws leaves the outer one as it was', () => {
  const store = openStore(undefined);
  store.settings.set('a', '1');
  store.transaction(() => {
    store.settings.set('a', '2');
    assert.throws(() =>
      store.transaction(() => {
        store.settings.set('a', '3');
        throw new Error('no');
      }),
    );
    assert.equal(store.settings.get('a'), '2');
  });
  assert.equal(store.settings.get('a'), '2');
});

test('a transaction that throws leaves nothing, and the next one works', () => {
  const store = openStore(undefined);
  assert.throws(() =>
    store.transaction(() => {
      store.settings.set('a', '1');
      throw new Error('no');
    }),
  );
  assert.equal(store.settings.get('a'), undefined);
  store.transaction(() => {
    store.settings.set('a', '2');
  });
  assert.equal(store.settings.get('a'), '2');
});

test('a number that a failed transaction took is not given out again', () => {
  const store = openStore(undefined);
  assert.equal(store.nextNumber('n', 5), 5);
  assert.throws(() =>
    store.transaction(() => {
      store.nextNumber('n', 5);
      throw new Error('no');
    }),
  );
  assert.equal(store.nextNumber('n', 5), 7);
});

test('half is rounded away from zero by the decimal text, not the binary tail', () => {
  assert.equal(roundHalfAway(12.345, 2), 12.35);
  assert.equal(roundHalfAway(-12.345, 2), -12.35);
  assert.equal(roundHalfAway(1.005, 2), 1.01);
  assert.equal(roundHalfAway(1.1 * 1.15, 2), 1.27);
  assert.equal(roundHalfAway(1250, -2), 1300);
});

test('fifteen significant digits are kept', () => {
  assert.equal(significant(0.1 + 0.2), 0.3);
  assert.equal(significant(9_999_999_999_999_999), 10_000_000_000_000_000);
});
