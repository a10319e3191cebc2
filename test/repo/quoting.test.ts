/** Values stand in a query as parameters, or quoted by the one function of their language; none is put between quotes by hand. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A comparison with something in quotes that only the program knows. */
const byHand = /(?:=|<|>|\bLIKE|\bIN|\bVALUES)\s*\(?\s*'\$\{/;

function found(text: string): readonly number[] {
  return text.split('\n').flatMap((line, index) => (byHand.test(line) ? [index + 1] : []));
}

test('no query of the server compares with a value between quotes of its own', () => {
  const files = globSync('server/**/*.ts', { cwd: root });
  assert.ok(files.length > 200);
  const places = files.flatMap((file) =>
    found(readFileSync(join(root, file), 'utf8')).map((line) => `${file}:${line}`),
  );
  assert.deepEqual(places, []);
});

test('such a comparison is found', () => {
  assert.deepEqual(
    found("SELECT Id FROM Account\nWHERE Name = '${name}'\nOR Name LIKE '${name}%' OR Name IN ('${name}')"),
    [2, 3],
  );
});
