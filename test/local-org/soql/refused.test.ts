/** What the platform refuses, with its codes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../../local-org/engine/engine.ts';
import { openAgency } from './agency.ts';

const org = openAgency();

const refusals: readonly (readonly [soql: string, code: string, words: RegExp])[] = [
  ['SELECT Foo FROM Order__c', 'INVALID_FIELD', /No such column 'Foo' on entity 'Order__c'/],
  ['SELECT Id FROM Nothing__c', 'INVALID_TYPE', /sObject type 'Nothing__c' is not supported/],
  ['SELECT Nothing__r.Id FROM Order__c', 'INVALID_FIELD', /Didn't understand relationship 'Nothing__r'/],
  ['SELECT (SELECT Id FROM Nothings__r) FROM Account', 'INVALID_FIELD', /Didn't understand relationship 'Nothings__r'/],
  ['SELECT Id, id FROM Order__c', 'INVALID_FIELD', /duplicate field selected: Id/],
  ['SELECT Id Name FROM', 'MALFORMED_QUERY', /unexpected token/],
  ['SELECT Id FROM Order__c WHERE Name = one', 'MALFORMED_QUERY', /unexpected token/],
  [
    'SELECT Id FROM Order__c WHERE Name = 1',
    'INVALID_FIELD',
    /must be of type string and should be enclosed in quotes/,
  ],
  [
    "SELECT Id FROM Order__c WHERE Amount__c = '1'",
    'INVALID_FIELD',
    /must be of type double and should not be enclosed/,
  ],
  ["SELECT Id FROM Order__c WHERE Paid__c = 'true'", 'INVALID_FIELD', /must be of type boolean/],
  ['SELECT Id FROM Order__c WHERE Day__c = 2026-01-01T00:00:00Z', 'INVALID_FIELD', /must be of type date /],
  ['SELECT Id FROM Order__c WHERE Moment__c = 2026-01-01', 'INVALID_FIELD', /must be of type dateTime/],
  ["SELECT Id FROM Order__c WHERE Account__c = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', /invalid ID field: abc/],
  ["SELECT Id FROM Order__c WHERE Note__c = 'x'", 'INVALID_FIELD', /can not be filtered/],
  ['SELECT Id FROM Order__c ORDER BY Note__c', 'INVALID_FIELD', /can not be sorted/],
  ['SELECT Note__c, COUNT(Id) FROM Order__c GROUP BY Note__c', 'MALFORMED_QUERY', /can not be grouped/],
  ['SELECT Name, COUNT(Id) FROM Order__c', 'MALFORMED_QUERY', /Field must be grouped or aggregated: Name/],
  ['SELECT COUNT(Id) FROM Order__c LIMIT 1', 'MALFORMED_QUERY', /cannot also use LIMIT/],
  ['SELECT SUM(Name) FROM Order__c', 'MALFORMED_QUERY', /does not support aggregate operator SUM/],
  [
    'SELECT Id FROM Order__c WHERE Paid__c = TRUE AND Name = null OR Name = null',
    'MALFORMED_QUERY',
    /unexpected token: 'OR'/,
  ],
  ['SELECT Id FROM Order__c OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', /2000/],
  ['SELECT Id n FROM Order__c', 'MALFORMED_QUERY', /field aliasing/],
  [
    'SELECT Id FROM Order__c WHERE Account__r.OwnerId IN (SELECT Id FROM Order__c)',
    'MALFORMED_QUERY',
    /same object type/,
  ],
  ["SELECT Id FROM Order__c WHERE Amount__c LIKE '1%'", 'INVALID_QUERY_FILTER_OPERATOR', /invalid operator/],
  [`SELECT Id FROM Order__c WHERE Name = '${'x'.repeat(100_000)}'`, 'MALFORMED_QUERY', /longer than 100000/],
];

for (const [soql, code, words] of refusals) {
  test(`${soql.slice(0, 90)} is refused as ${code}`, () => {
    assert.throws(
      () => org.engine.query(org.session, soql),
      (error) =>
        error instanceof ApiError && error.status === 400 && error.errorCode === code && words.test(error.message),
    );
  });
}

test('the place of an unknown column is shown', () => {
  assert.throws(() => org.engine.query(org.session, 'SELECT Id, Foo FROM Order__c'), {
    message: /^\nSELECT Id, Foo FROM Order__c\n {11}\^\nERROR at Row:1:Column:12\nNo such column/,
  });
});

test('a Bulk query refuses what Bulk cannot read', () => {
  for (const soql of [
    'SELECT COUNT(Id) FROM Order__c',
    'SELECT Name FROM Order__c GROUP BY Name',
    'SELECT Id, (SELECT Id FROM Parts__r) FROM Order__c',
    'SELECT Id FROM Order__c OFFSET 1',
    'SELECT TYPEOF Who WHEN Contact THEN Id END FROM Task',
  ]) {
    assert.throws(() => org.engine.queryFlat(org.session, soql), ApiError, soql);
  }
});
