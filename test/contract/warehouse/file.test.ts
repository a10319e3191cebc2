/** The files that carry rows are the same whatever the warehouse. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import { limits, numeric, openBench } from './bench.ts';

const things = mappedSync({ fields: { Amount__c: { kind: 'decimal' }, Note__c: {} } });
const sourceAsOf = new Date('2026-04-30T00:00:00Z');

/** Every character that means something in a CSV file, and what looks as if it did. */
const notes = ['plain', 'a, b', 'say "no"', 'two\nlines', 'a\r\nb', '"', ',', `it's \\n`, '見込 1,000円', null];

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('a file has each value as it is, whatever is in it, and #N/A for nothing', async () => {
      await using bench = await openBench(adapter);
      const { journal } = bench.warehouse;
      const rows = notes.map((note, index) => ({ key: `K${index}`, amount: numeric(index), note }));
      await bench.draft(things, rows);
      const [planned] = await journal.plan('run', things, 'upsert', 'bulk', limits);
      assert.ok(planned !== undefined);
      const file = join(bench.dir, 'part.csv');
      await journal.write(planned, { sourceAsOf, loadBatch: 'a0B000000000001' }, file);
      const text = readFileSync(file, 'utf8');
      const lines: Record<string, string>[] = parse(text, { columns: true, record_delimiter: '\n' });
      assert.deepEqual(
        lines.map((line) => [line['Key__c'], line['Amount__c'], line['Note__c']]),
        notes.map((note, index) => [`K${index}`, `${index}.00`, note ?? '#N/A']),
      );
      assert.deepEqual(new Set(lines.map((line) => line['Load_Batch__c'])), new Set(['a0B000000000001']));
      assert.match(text, /"say ""no"""/);
    });
  });
}
