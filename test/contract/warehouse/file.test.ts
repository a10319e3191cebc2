/** The files that carry rows are the same whatever the warehouse. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import { limits, numeric, openBench } from './bench.ts';

const things = mappedSync({ fields: { Amount__c: { kind: 'decimal' }, Note__c: {} } });
const updates = mappedSync({ mode: 'update', fields: { Note__c: {} } });
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

    test('a sync that never creates names its records by Id, in its file and in the answers', async () => {
      await using bench = await openBench(adapter);
      const { changes, journal } = bench.warehouse;
      await bench.draft(updates, [
        { key: 'A', note: 'a' },
        { key: 'B', note: 'b' },
      ]);
      const found = async function* (): AsyncGenerator<
        readonly { readonly key: string; readonly salesforceId: string; readonly isOurs: boolean }[]
      > {
        yield ['A', 'B'].map((key) => ({ key, salesforceId: `a0100000000000${key}`, isOurs: true }));
      };
      await changes.adopt(updates, 'change', found());
      const [planned] = await journal.plan('run', updates, 'update', 'bulk', limits);
      assert.ok(planned !== undefined);
      const file = join(bench.dir, 'part.csv');
      const written = await journal.write(planned, { sourceAsOf, loadBatch: 'a0B000000000001' }, file);
      const lines: Record<string, string>[] = parse(readFileSync(file, 'utf8'), { columns: true });
      assert.deepEqual(
        lines.map((line) => [line['Id'], line['Key__c'], line['Note__c']]),
        [
          ['a0100000000000A', undefined, 'a'],
          ['a0100000000000B', undefined, 'b'],
        ],
      );
      assert.equal((await journal.parts('run'))[0]?.operation, 'update');

      const files = { successful: `${file}.1`, failed: `${file}.2`, unprocessed: `${file}.3` };
      const carried = 'Id,Note__c\n';
      writeFileSync(
        files.successful,
        `"sf__Id","sf__Created",${carried}"a0100000000000AAAA","false",a0100000000000A,a\n`,
      );
      writeFileSync(files.failed, `"sf__Id","sf__Error",${carried}"","ENTITY_IS_DELETED:gone:--",a0100000000000B,b\n`);
      writeFileSync(files.unprocessed, carried);
      const counts = await journal.applyFiles(written, files, ['ENTITY_IS_DELETED']);
      assert.deepEqual([counts.updated, counts.rejected, counts.created], [1, 1, 0]);
      const failed = await journal.failed('run', 9);
      assert.deepEqual(
        failed.map(({ key, code }) => [key, code]),
        [['B', 'ENTITY_IS_DELETED']],
      );
    });
  });
}
