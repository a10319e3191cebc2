/** `npm run bench`: which benches there are, what a wrong name says, and that one runs to its end. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { benches, table } from '../../bench/bench.ts';

const script = fileURLToPath(new URL('../../scripts/bench.ts', import.meta.url));

interface Ended {
  readonly code: number | string | null | undefined;
  readonly out: string;
  readonly said: string;
}

function bench(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [script, ...args], { env: { ...process.env, ...env } }, (error, out, said) => {
      done({ code: error === null ? 0 : error.code, out, said });
    });
  });
}

test('every bench says what it measures', async () => {
  const all = await benches();
  assert.ok(all.some(({ name }) => name === 'local-org-ingest'));
  for (const { name, measures } of all) assert.ok(measures.length > 20, name);
});

test('a figure that a bench does not know stays empty', () => {
  const text = table({ name: 'a', measures: 'b' }, [{ what: 'calls', ratio: '2 × of c' }]);
  assert.match(text, /│ calls │ +│ +│ +│ +│ 2 × of c │/);
});

test('a bench that does not exist is told with those that do', async () => {
  const { code, said } = await bench(['nothing']);
  assert.equal(code, 2);
  assert.match(said, /no bench nothing\. There are: .*local-org-ingest/);
});

test('the ingest into the local org is measured, and its totals checked', async () => {
  const { code, out, said } = await bench(['local-org-ingest'], { BENCH_ROWS: '2000' });
  assert.equal(code, 0, said);
  assert.match(out, /│ upsert, all new +│ 2,000 │/);
});
