import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { provideToken, readToken, tokenFileOf } from '../../../server/serve/token.ts';

const dir = mkdtempSync(join(tmpdir(), 'todoku-token-'));
after(() => {
  rmSync(dir, { recursive: true });
});

const modeOf = (file: string): number => statSync(file).mode & 0o777;

test('a token is made once, for its owner alone to read, and kept from one service to the next', () => {
  const file = tokenFileOf(join(dir, 'new', 'warehouse.duckdb'));
  const first = provideToken(undefined, file);
  assert.equal(first.file, file);
  assert.match(first.token, /^[\w-]{43}$/);
  assert.equal(modeOf(file), 0o600);
  assert.equal(readToken(file), first.token);
  assert.deepEqual(provideToken(undefined, file), first);
});

test('a token that others could have read is replaced, and so is an empty file', () => {
  const file = join(dir, 'seen.token');
  const first = provideToken(undefined, file);
  chmodSync(file, 0o644);
  const second = provideToken(undefined, file);
  assert.notEqual(second.token, first.token);
  assert.equal(modeOf(file), 0o600);
  writeFileSync(file, '');
  assert.match(provideToken(undefined, file).token, /^[\w-]{43}$/);
});

test('a token of the environment is used as it is, and no file is written', () => {
  const file = join(dir, 'none.token');
  assert.deepEqual(provideToken('given', file), { token: 'given', file: undefined });
  assert.equal(readToken(file), undefined);
});
