import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import type { RawTable } from '../../../server/syncs/syncs.ts';
import { openBench } from './bench.ts';

const table: RawTable = {
  name: 'sales',
  file: 'sales.csv',
  columns: ['id', 'amount', 'note'],
  table: undefined,
  types: new Map(),
  key: undefined,
};

/** Ingests one file with the given content; the rows, or the fault. */
async function ingested(content: string | Uint8Array, key?: string): Promise<unknown> {
  await using bench = await openBench();
  writeFileSync(join(bench.dir, 'sales.csv'), content);
  try {
    await bench.warehouse.sources.ingest([{ ...table, key }], bench.dir);
  } catch (error) {
    assert.ok(error instanceof Fault, String(error));
    return {
      code: error.code,
      place: error.place?.replace(`${bench.dir}/`, ''),
      message: error.message.replaceAll(`${bench.dir}/`, ''),
    };
  }
  return await bench.ask('SELECT * FROM raw.sales');
}

test('every column is text, an empty cell is nothing, and quotes, line breaks and leading zeros survive', async () => {
  assert.deepEqual(await ingested('id,amount,note\n001,1.50,"a ""b""\nc, d"\n002,,""\n'), [
    { id: '001', amount: '1.50', note: 'a "b"\nc, d' },
    { id: '002', amount: null, note: null },
  ]);
});

test('a byte order mark and another order of columns are no fault', async () => {
  assert.deepEqual(await ingested('\uFEFFnote,id,amount\nx,1,2\n'), [{ id: '1', amount: '2', note: 'x' }]);
});

test('a missing and an undeclared column are both named with the header line', async () => {
  assert.deepEqual(await ingested('id,amout,note\n1,2,x\n'), {
    code: 'raw-header-differs',
    place: 'sales.csv:1',
    message: 'sales.csv:1: the header is not the declared one: missing "amount"; not declared "amout".',
  });
});

test('a column that stands twice in the header is named', async () => {
  const fault = await ingested('id,amount,note,id\n1,2,x,3\n');
  assert.deepEqual(fault, {
    code: 'raw-header-differs',
    place: 'sales.csv:1',
    message: 'sales.csv:1: the header is not the declared one: twice "id".',
  });
});

test('a ragged row is told with its line in the file, line breaks inside values counted', async () => {
  assert.deepEqual(await ingested('id,amount,note\n1,2,"a\nb"\n3,4\n'), {
    code: 'raw-row-ragged',
    place: 'sales.csv:4',
    message: 'sales.csv:4: Expected Number of Columns: 3 Found: 2',
  });
});

test('a quote that is never closed is told with its line', async () => {
  const fault = await ingested('id,amount,note\n1,2,x\n3,4,"open\n');
  assert.deepEqual(fault, {
    code: 'raw-row-ragged',
    place: 'sales.csv:3',
    message: 'sales.csv:3: Value with unterminated quote found.',
  });
});

test('a file in another encoding than UTF-8 is refused', async () => {
  const shiftJis = new Uint8Array([...Buffer.from('id,amount,note\n1,2,'), 0x83, 0x65, 0x0a]);
  const fault = await ingested(shiftJis);
  assert.ok(typeof fault === 'object' && fault !== null && 'place' in fault);
  assert.equal(fault.place, 'sales.csv:2');
});

test('an empty file has no header', async () => {
  const fault = await ingested('');
  assert.ok(typeof fault === 'object' && fault !== null && 'code' in fault);
  assert.equal(fault.code, 'raw-header-differs');
});

test('missing files are named all at once, and nothing is replaced', async () => {
  await using bench = await openBench();
  const good = join(bench.dir, 'good');
  mkdirSync(good);
  writeFileSync(join(good, 'sales.csv'), 'id,amount,note\n1,2,x\n');
  await bench.warehouse.sources.ingest([table], good);
  const tables = [
    table,
    { ...table, name: 'people', file: 'people.csv' },
    { ...table, name: 'costs', file: 'costs.csv' },
  ];
  await assert.rejects(bench.warehouse.sources.ingest(tables, good), (error) => {
    assert.ok(error instanceof Fault);
    assert.equal(error.code, 'raw-file-missing');
    assert.match(error.message, /people\.csv.*costs\.csv/);
    return true;
  });
  assert.deepEqual(await bench.ask('SELECT id FROM raw.sales'), [{ id: '1' }]);
});

test('a declared key that repeats or is empty is told by its value', async () => {
  assert.deepEqual(await ingested('id,amount,note\n7,1,x\n8,1,x\n7,2,y\n,3,z\n', 'id'), {
    code: 'raw-key-not-unique',
    place: 'sales.csv',
    message: 'sales.csv: id has to name each row once: empty in 1 rows; "7" 2 times.',
  });
});
