import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { type CsvRecord, readRecords, UnreadableCsv } from '../../../local-org/bulk/records.ts';
import { shuffled } from '../../../local-org/bulk/results.ts';
import { receive } from '../../../local-org/bulk/upload.ts';

const folder = mkdtempSync(join(tmpdir(), 'todoku-test-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});
const path = join(folder, 'data.csv');
const commas = { columnDelimiter: 'COMMA', lineEnding: 'LF' } as const;

async function read(text: string, start = 0, format: Parameters<typeof readRecords>[1] = commas): Promise<CsvRecord[]> {
  writeFileSync(path, text);
  return (await Array.fromAsync(readRecords(path, format, start))).flat();
}

test('values are not trimmed, quotes and newlines inside them survive', async () => {
  const records = await read('Id,Name\n 1 ,"a ""b"", c\nd"\n\n2,\n');
  assert.deepEqual(
    records.map(({ values }) => values),
    [
      ['Id', 'Name'],
      [' 1 ', 'a "b", c\nd'],
      ['2', ''],
    ],
  );
});

test('reading can begin again after any record, also among letters of several bytes', async () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `${index},届く ${'x'.repeat(index % 50)},"a\n""b"""`);
  const text = `${lines.join('\n')}\n`;
  const all = await read(text);
  assert.equal(all.length, 5000);
  assert.equal(all.at(-1)?.end, Buffer.byteLength(text));
  for (const index of [0, 1, 777, 4998]) {
    const rest = await read(text, all[index]?.end);
    assert.deepEqual(rest, all.slice(index + 1));
  }
});

test('the records before a malformed one are read, then it is an error', async () => {
  writeFileSync(path, 'Id,Name\n1,a\n2,"b" \n3,c\n');
  const seen: string[] = [];
  await assert.rejects(async () => {
    for await (const records of readRecords(path, commas)) seen.push(...records.map(({ values }) => values.join('|')));
  }, UnreadableCsv);
  assert.deepEqual(seen, ['Id|Name', '1|a']);
});

test('an upload is counted as it streams: bytes, line endings, newlines in quotes', async () => {
  const pieces = ['a,b\r', '\n1,"x\ny"\n2,"p\r\n', 'q"\r\n'];
  const found = await receive(Readable.from(pieces.map((piece) => Buffer.from(piece))), path);
  assert.deepEqual(found, { bytes: 23, crlf: 2, bareLf: 1, bareLfInQuotes: 1 });
  assert.equal(readFileSync(path, 'utf8'), pieces.join(''));
});

test('an upload that breaks off leaves nothing', async () => {
  const broken = new Readable({
    read() {
      this.push('a,b\n');
      this.destroy(new Error('cut'));
    },
  });
  await assert.rejects(receive(broken, path), { message: 'cut' });
  assert.throws(() => readFileSync(path), { code: 'ENOENT' });
});

test('two or more rows are never in the order of the input, and always in the same other one', () => {
  for (let count = 0; count < 30; count += 1) {
    const lines = Array.from({ length: count }, (_, index) => index);
    const order = shuffled(lines, `job:${count}`);
    assert.deepEqual(new Set(order), new Set(lines));
    assert.deepEqual(order, shuffled(lines, `job:${count}`));
    if (count > 1) assert.notDeepEqual(order, lines);
  }
});
