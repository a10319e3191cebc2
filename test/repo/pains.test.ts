/** docs/pains.md promises a scenario for each pain: it is where the table says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Number of the pain → files of its scenarios. */
function promised(): ReadonlyMap<number, readonly string[]> {
  const rows = readFileSync(join(root, 'docs', 'pains.md'), 'utf8').matchAll(/^\| +(\d+) +\|.*\| +(.+?) +\|$/gm);
  const files = (cell: string): readonly string[] => cell.split(', ').map((name) => name.replaceAll('`', ''));
  return new Map([...rows].map(([, number, cell = '']) => [Number(number), files(cell)]));
}

test('each of the 25 pains has a scenario, in the file that the table names', () => {
  const table = promised();
  assert.deepEqual(
    [...table.keys()],
    Array.from({ length: 25 }, (_, index) => index + 1),
  );
  for (const [number, files] of table) {
    for (const file of files) {
      const text = readFileSync(join(root, 'test', 'scenario', file), 'utf8');
      assert.match(text, new RegExp(`(test|describe)\\('pain ${number}: `), `pain ${number} in ${file}`);
    }
  }
});
