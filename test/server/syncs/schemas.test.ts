import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

test("the editors' schemas are those of the code", () => {
  const done = spawnSync(process.execPath, ['scripts/gen-schemas.ts', '--check'], { cwd: root, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
});
