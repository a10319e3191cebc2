import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldKind } from '../../../server/model/model.ts';
import type { FieldSpec } from '../shapes.ts';
import { mappedSync } from '../shapes.ts';
import { openBench } from './bench.ts';

/** A value as SQL text → its canonical text, null for nothing, or the reason why the row is set aside. */
type Case = readonly [sql: string, expected: string | null];

async function check(field: FieldSpec, cases: readonly Case[]): Promise<void> {
  await using bench = await openBench();
  for (const [index, [sql, expected]] of cases.entries()) {
    const mapped = mappedSync({ name: `case${index}`, fields: { Value__c: field } });
    await bench.draft(mapped, `SELECT 'k' AS key, ${sql} AS value`);
    const [row] = await bench.warehouse.changes.rows(mapped, 'change', 1);
    const [fault] = await bench.warehouse.changes.quarantined(`case${index}`, 1);
    const cell = row?.cells.get('Value__c');
    const got = fault === undefined ? (cell?.kind === 'value' ? cell.text : null) : `! ${fault.reason}`;
    assert.equal(got, expected, sql);
  }
}

const of = (kind: FieldKind, more: Partial<FieldSpec> = {}): FieldSpec => ({ kind, ...more });

test('a number is exact decimal text at the scale of its field, rounded half away from zero', async () => {
  await check(of('decimal'), [
    ['1', '1.00'],
    ['1.005::DECIMAL(10,3)', '1.01'],
    ['-1.005::DECIMAL(10,3)', '-1.01'],
    ['1.005::DOUBLE', '1.01'],
    ["'1234.5'", '1234.50'],
    ["' 7 '", '7.00'],
    ["'1e3'", '1000.00'],
    ['0.1::DOUBLE + 0.2::DOUBLE', '0.30'],
    ['12345678901234567890::HUGEINT', '! too-many-digits'],
    ['9999999999999.99::DECIMAL(18,2)', '9999999999999.99'],
    ['9999999999999.995::DECIMAL(18,3)', '! too-many-digits'],
    ["'12,50'", '! not-a-number'],
    ["'nan'::DOUBLE", '! not-a-number'],
    ["''", null],
    ['NULL::DECIMAL(18,2)', null],
    ['-0.001::DECIMAL(18,3)', '0.00'],
  ]);
});

test('a whole number loses its decimals', async () => {
  await check(of('decimal', { shape: { precision: 18, scale: 0 } }), [
    ['2.5::DECIMAL(4,1)', '3'],
    ["'-2.5'", '-3'],
    ['1e15::DOUBLE', '! too-many-digits'],
  ]);
});

test('text is trimmed, empty text is nothing, and what is too long or reserved is set aside', async () => {
  await check(of('text', { shape: { length: 5 } }), [
    ["'  ab '", 'ab'],
    [String.raw`E'\t a\n'`, 'a'],
    ["''", null],
    ["'   '", null],
    ["'日本語です'", '日本語です'],
    ["'日本語ですね'", '! too-long'],
    ["'#N/A'", '! reserved-text'],
    ["'N/A'", 'N/A'],
    ['007', '7'],
  ]);
});

test('a date is a date: text must be ISO, a moment counts in the zone of the project', async () => {
  await check(of('date'), [
    ["DATE '2026-04-01'", '2026-04-01'],
    ["'2026-04-01'", '2026-04-01'],
    ["'4/1/2026'", '! not-a-date'],
    ["'2026-02-30'", '! not-a-date'],
    ["TIMESTAMPTZ '2026-03-31 15:30:00+00'", '2026-04-01'],
    ["TIMESTAMP '2026-03-31 23:59:59'", '2026-03-31'],
    ["DATE '0001-01-01'", '! not-a-date'],
    ['NULL::DATE', null],
  ]);
});

test('a moment is UTC to the second; without a zone it is one of the project', async () => {
  await check(of('datetime'), [
    ["TIMESTAMPTZ '2026-04-01 09:00:00.987+09'", '2026-04-01T00:00:00.000Z'],
    ["TIMESTAMP '2026-04-01 08:59:59'", '2026-03-31T23:59:59.000Z'],
    ["'2026-04-01T09:00:00+09:00'", '2026-04-01T00:00:00.000Z'],
    ["'2026-04-01T00:00:00Z'", '2026-04-01T00:00:00.000Z'],
    ["'2026-04-01 09:00:00'", '2026-04-01T00:00:00.000Z'],
    ["DATE '2026-04-01'", '2026-03-31T15:00:00.000Z'],
    ["'soon'", '! not-a-datetime'],
  ]);
});

test('a checkbox knows no null', async () => {
  await check(of('boolean'), [
    ['true', 'true'],
    ["'no'", 'false'],
    ['1', 'true'],
    ['NULL::BOOLEAN', 'false'],
    ["'maybe'", '! not-a-boolean'],
  ]);
  await check(of('boolean', { nulls: 'keep' }), [['NULL::BOOLEAN', null]]);
});

test('a restricted picklist takes its API values only', async () => {
  const allowed = { shape: { allowed: ['Revenue', 'Gross_Profit'] } };
  await check(of('picklist', allowed), [
    ["'Revenue'", 'Revenue'],
    ["'Gross Profit'", '! not-in-picklist'],
    ['NULL', null],
  ]);
  await check(of('multipicklist', allowed), [
    ["'Revenue;Gross_Profit'", 'Revenue;Gross_Profit'],
    ["'Revenue;Other'", '! not-in-picklist'],
  ]);
});

test('a required field without a value is set aside, a kept one is left alone', async () => {
  await check(of('text', { required: true }), [["''", '! required']]);
  await check(of('text', { required: true, nulls: 'keep' }), [["''", null]]);
});

test('the shape of a bad value tells what it looks like and not what it says', async () => {
  await using bench = await openBench();
  const mapped = mappedSync({ fields: { Value__c: { kind: 'decimal' } } });
  await bench.draft(mapped, `SELECT 'k1' AS key, '12,50 円' AS value UNION ALL SELECT NULL, '1'`);
  assert.deepEqual(await bench.warehouse.changes.quarantined('thing', 9), [
    { key: undefined, field: 'Key__c', shape: 'nothing', reason: 'null-key' },
    { key: 'k1', field: 'Value__c', shape: '99,99 a', reason: 'not-a-number' },
  ]);
});
