/** Our formulas against formulon's own evaluator, over every combination of some values. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { formula, newOrg, number, object, text } from '../engine/build.ts';

/** Only what formulon parses as the platform does: no unary minus, no `&` beside a comparison. */
const sources: readonly (readonly [string, 'Number' | 'Text' | 'Checkbox'])[] = [
  ['A__c + B__c * 2 - C__c', 'Number'],
  ['(A__c - B__c) / 4', 'Number'],
  ['ROUND(A__c / 3, 1)', 'Number'],
  ['ABS(B__c - A__c)', 'Number'],
  ['MAX(A__c, B__c, C__c)', 'Number'],
  ['MIN(A__c, B__c)', 'Number'],
  ['MOD(A__c, 4)', 'Number'],
  ['CEILING(A__c / 3)', 'Number'],
  ['FLOOR(A__c / 3)', 'Number'],
  ['IF(A__c > B__c, A__c, B__c)', 'Number'],
  ['IF(AND(A__c >= 2, OR(B__c < 0, C__c = 0)), 1, 0)', 'Number'],
  ['CASE(C__c, 0, 10, 1.5, 20, 30)', 'Number'],
  ['LEN(T__c)', 'Number'],
  ['FIND("b", T__c)', 'Number'],
  ['SQRT(ABS(A__c))', 'Number'],
  ['A__c = B__c', 'Checkbox'],
  ['NOT(A__c <> B__c)', 'Checkbox'],
  ['A__c <= C__c || B__c > 1', 'Checkbox'],
  ['CONTAINS(T__c, "b")', 'Checkbox'],
  ['BEGINS(T__c, "a")', 'Checkbox'],
  ['T__c = "abc"', 'Checkbox'],
  ['LEFT(T__c, 2)', 'Text'],
  ['RIGHT(T__c, 2)', 'Text'],
  ['MID(T__c, 2, 2)', 'Text'],
  ['UPPER(T__c) & "!"', 'Text'],
  ['SUBSTITUTE(T__c, "b", "zz")', 'Text'],
  ['IF(LEN(T__c) > 2, T__c, "short")', 'Text'],
];

const numbers = [0, 1.5, 2, 7.25, -3];
const texts = ['abc', 'b', 'Xyz-12'];

interface Oracle {
  readonly type: string;
  readonly value: unknown;
}

/** formulon comes without types. */
const formulon = createRequire(import.meta.url)('formulon') as {
  parse(source: string, variables: object): Oracle;
};

function expected(source: string, values: Readonly<Record<string, number | string>>): unknown {
  const variables = Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isText = typeof value === 'string';
      const options = isText ? { length: value.length } : { length: 16, scale: 2 };
      return [name, { type: 'literal', dataType: isText ? 'text' : 'number', value, options }];
    }),
  );
  const { type, value } = formulon.parse(source, variables);
  assert.equal(type, 'literal', `formulon cannot evaluate ${source}`);
  return typeof value === 'number'
    ? Math.round((Math.abs(value) + Number.EPSILON) * 100) * 0.01 * Math.sign(value)
    : value;
}

const org = newOrg();
org.deploy(
  object(
    'Sum__c',
    number('A__c'),
    number('B__c'),
    number('C__c'),
    text('T__c'),
    ...sources.map(([source, type], index) => formula(`F${index}__c`, type, source)),
  ),
);

const combinations = numbers.flatMap((A__c) =>
  numbers.flatMap((B__c) => [0, 1.5].flatMap((C__c) => texts.map((T__c) => ({ A__c, B__c, C__c, T__c })))),
);
org.put('insert', 'Sum__c', combinations);
const columns = sources.map((_, index) => `F${index}__c`);
const records = org.rows(`SELECT A__c, B__c, C__c, T__c, ${columns.join(', ')} FROM Sum__c`);

for (const [index, [source]] of sources.entries()) {
  test(`${source} agrees with formulon on ${combinations.length} records`, () => {
    assert.equal(records.length, combinations.length);
    for (const record of records) {
      const { A__c, B__c, C__c, T__c } = record as (typeof combinations)[number]; // just selected
      const wanted = expected(source, { A__c, B__c, C__c, T__c });
      const got = record[`F${index}__c`] ?? '';
      if (typeof wanted === 'number') {
        assert.ok(Math.abs(Number(got) - wanted) < 1e-9, `${source} of ${JSON.stringify(record)}: ${wanted}`);
      } else assert.deepEqual(got, wanted, `${source} of ${JSON.stringify(record)}`);
    }
  });
}
