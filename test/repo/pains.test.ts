/** docs/pains.md promises a scenario for each pain: it is where the table says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Number of the pain → file of its scenario. */
function promised(): ReadonlyMap<number, string> {
  const lines = readFileSync(join(root, 'docs', 'pains.md'), 'utf8').matchAll(
    /^\| +(\d+) +\|.*`(.+\.test\.ts)` +\|$/gm,
  );
  return new Map([...lines].map(([, number, file]) => [Number(number), file ?? '']));
}

test('each of the 25 pains has a scenario, in the file that the table names', () => {
  const table = promised();
  assert.deepEqual(
    [...table.keys()],
    Array.from({ length: 25 }, (_, index) => index + 1),
  );
  for (const [number, file] of table) {
    const text = readFileSync(join(root, 'test', 'scenario', file), 'utf8');
    assert.match(text, new RegExp(`(test|describe)\\('pain ${number}: `), `pain ${number} in ${file}`);
  }
});
