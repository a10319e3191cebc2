/** The generator of the sample agency: what it writes, by seed and day. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { makeSample } from '../../scripts/sample/sample.ts';
import type { Row } from '../examples/built.ts';

const options = { seed: 'todoku', today: '2026-11-18' };

describe('the generator', () => {
  it('writes the same bytes for the same seed and day', () => {
    assert.deepEqual(makeSample(options), makeSample(options));
  });

  it('writes other numbers for another seed, about the same people', () => {
    const one = makeSample(options).tables;
    const other = makeSample({ ...options, seed: 'another' }).tables;
    assert.notEqual(one.get('orders.csv'), other.get('orders.csv'));
    assert.equal(one.get('employees.csv'), other.get('employees.csv'));
  });

  it('refuses a day that is none', () => {
    assert.throws(() => makeSample({ ...options, today: 'tomorrow' }), /today must be a date/);
  });

  it('covers the two quarters before, the current and the next one, on any day', () => {
    const cases = { '2026-11-18': '2026-04 2027-03', '2027-01-01': '2026-07 2027-06', '2028-02-29': '2027-07 2028-06' };
    for (const [today, expected] of Object.entries(cases)) {
      const rows = parse<Row>(makeSample({ ...options, today }).tables.get('targets.csv') ?? '', { columns: true });
      const months = [...new Set(rows.map((row) => row['month'] ?? ''))].sort();
      assert.equal(months.length, 12);
      assert.equal(`${months[0] ?? ''} ${months.at(-1) ?? ''}`, expected);
    }
  });

  it('calls no two projects and no two deals alike', () => {
    const { tables } = makeSample(options);
    for (const file of ['projects.csv', 'deals.csv']) {
      const names = parse<Row>(tables.get(file) ?? '', { columns: true }).map(({ name }) => name);
      assert.ok(names.length > 200 && names.every((name) => name !== undefined && name !== ''), file);
      assert.deepEqual(
        names.filter((name, index) => names.indexOf(name) !== index),
        [],
        file,
      );
    }
  });

  it('goes on into the next month with the same goals, projects, deals and orders', () => {
    const november = makeSample({ ...options, today: '2026-11-30' }).tables;
    const december = makeSample({ ...options, today: '2026-12-07', drawnUp: '2026-11-30' }).tables;
    for (const file of ['budgets.csv', 'targets.csv', 'projects.csv', 'deals.csv', 'plans.csv']) {
      assert.ok(december.get(file) === november.get(file), file);
    }
    const ordered = new Set(november.get('orders.csv')?.split('\n'));
    const others =
      december
        .get('orders.csv')
        ?.split('\n')
        .filter((line) => !ordered.has(line)) ?? [];
    assert.ok(others.length < 5, 'but for slips in the export');
    assert.match(december.get('closings.csv') ?? '', /2026-11,/);
    assert.match(december.get('deliveries.csv') ?? '', /2026-12-0[1-6]/);
  });

  it('delivers nothing on or after today', () => {
    for (const today of ['2026-11-18', '2027-03-31', '2027-04-01']) {
      const rows = parse<Row>(makeSample({ ...options, today }).tables.get('deliveries.csv') ?? '', { columns: true });
      assert.ok(rows.length > 1000);
      assert.ok(rows.every((row) => (row['delivered_to'] ?? '') < today));
      assert.ok(rows.every((row) => row['delivered_from']?.slice(0, 7) === row['delivered_to']?.slice(0, 7)));
    }
  });
});
