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
  ['SELECT Id FROM Order__c, Account', 'MALFORMED_QUERY', /The driving object is Order__c\.$/],
  ['SELECT Id FROM Order__c o, Account__r a', 'MALFORMED_QUERY', /must be relationships to the initial object/],
  ['SELECT Id, id FROM Order__c', 'INVALID_FIELD', /duplicate field selected: Id/],
  ['SELECT Id FROM Order__c WHERE Name = one', 'MALFORMED_QUERY', /unexpected token: 'one'/],
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
  ['SELECT Note__c, COUNT(Id) FROM Order__c GROUP BY Note__c', 'MALFORMED_QUERY', /can not be grouped in a query call/],
  [
    'SELECT Amount__c, COUNT(Id) FROM Order__c GROUP BY Amount__c',
    'MALFORMED_QUERY',
    /field 'Amount__c' can not be grouped in a query call/,
  ],
  ['SELECT Name, COUNT(Id) FROM Order__c', 'MALFORMED_QUERY', /Field must be grouped or aggregated: Name/],
  ['SELECT Id, Name, COUNT(Id) FROM Order__c GROUP BY Name', 'MALFORMED_QUERY', /must be grouped or aggregated: Id/],
  ['SELECT Name, MAX(Name) FROM Order__c GROUP BY Name', 'MALFORMED_QUERY', /Grouped field should not be aggregated/],
  ['SELECT COUNT(Id) n, SUM(Amount__c) N FROM Order__c', 'MALFORMED_QUERY', /duplicate alias: N/],
  [
    'SELECT COUNT(Id) FROM Order__c LIMIT 1',
    'MALFORMED_QUERY',
    /Non-grouped query that uses overall aggregate functions cannot also use LIMIT/,
  ],
  [
    'SELECT Name, COUNT(Id) FROM Order__c GROUP BY Name ORDER BY Day__c',
    'MALFORMED_QUERY',
    /Ordered field must be grouped or aggregated: Day__c/,
  ],
  ['SELECT COUNT(), Name FROM Order__c GROUP BY Name', 'MALFORMED_QUERY', /unexpected token/],
  ['SELECT COUNT() FROM Order__c ORDER BY Name', 'MALFORMED_QUERY', /Ordered field must be grouped or aggregated/],
  ['SELECT SUM(Name) FROM Order__c', 'MALFORMED_QUERY', /field Name does not support aggregate operator SUM/],
  ['SELECT MAX(Paid__c) FROM Order__c', 'MALFORMED_QUERY', /does not support aggregate operator MAX/],
  ['SELECT COUNT(Tags__c) FROM Order__c', 'MALFORMED_QUERY', /does not support aggregate operator COUNT/],
  ['SELECT COUNT(Note__c) FROM Order__c', 'MALFORMED_QUERY', /does not support aggregate operator COUNT/],
  ['SELECT SUM(Count__c) FROM Order__c HAVING SUM(Count__c) > 1', 'MALFORMED_QUERY', /unexpected token: 'HAVING'/],
  [
    'SELECT COUNT(Id) FROM Order__c GROUP BY CUBE(Size__c, Name, Day__c, Paid__c)',
    'MALFORMED_QUERY',
    /GROUP BY CUBE must contain 3 fields or less/,
  ],
  ['SELECT CALENDAR_YEAR(Day__c) FROM Order__c', 'MALFORMED_QUERY', /grouped query/],
  ['SELECT HOUR_IN_DAY(Day__c) h FROM Order__c GROUP BY HOUR_IN_DAY(Day__c)', 'INVALID_FIELD', /needs a dateTime/],
  [
    'SELECT Id, (SELECT COUNT(Id) FROM Parts__r) FROM Order__c',
    'MALFORMED_QUERY',
    /only root queries support aggregate expressions/,
  ],
  ['SELECT Id FROM Order__c OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', /Maximum SOQL offset allowed is 2000$/],
  ['SELECT Id n FROM Order__c', 'MALFORMED_QUERY', /only aggregate expressions use field aliasing/],
  ["SELECT Id FROM Order__c WHERE Amount__c LIKE '1%'", 'INVALID_QUERY_FILTER_OPERATOR', /invalid operator on/],
  ["SELECT Id FROM Order__c WHERE Id LIKE 'a%'", 'INVALID_QUERY_FILTER_OPERATOR', /invalid operator on id field/],
  ["SELECT Id FROM Order__c WHERE Name INCLUDES ('a')", 'INVALID_QUERY_FILTER_OPERATOR', /invalid operator on/],
  ['SELECT Id FROM Order__c WHERE Paid__c > FALSE', 'INVALID_QUERY_FILTER_OPERATOR', /invalid operator on boolean/],
  [`SELECT Id FROM Order__c WHERE Name = '${'x'.repeat(100_000)}'`, 'MALFORMED_QUERY', /longer than 100000/],
  [`SELECT Id FROM Order__c WHERE Name = '${'x'.repeat(4001)}'`, 'MALFORMED_QUERY', /longer than 4000 characters/],
  [
    `SELECT Id FROM Order__c ORDER BY ${Array.from({ length: 33 }, () => 'Name').join(', ')}`,
    'MALFORMED_QUERY',
    /At most 32 fields/,
  ],
  ['SELECT Id FROM Order__c ORDER BY toLabel(Size__c)', 'MALFORMED_QUERY', /toLabel\(\) cannot be used with ORDER BY/],
  ['SELECT FIELDS(ALL) FROM Order__c', 'MALFORMED_QUERY', /The SOQL FIELDS function must have a LIMIT of at most 200/],
  ['SELECT FIELDS(CUSTOM) FROM Order__c LIMIT 201', 'MALFORMED_QUERY', /must have a LIMIT of at most 200/],
  ['SELECT Id, FIELDS(STANDARD) FROM Order__c', 'INVALID_FIELD', /duplicate field selected: Id/],
  ['SELECT convertCurrency(Amount__c) FROM Order__c', 'MALFORMED_QUERY', /several currencies/],
  ['SELECT Id FROM Order__c WHERE Amount__c > USD-500.5', 'MALFORMED_QUERY', /several currencies: USD-500\.5/],
  ['SELECT Id FROM Order__c USING SCOPE Team', 'MALFORMED_QUERY', /Scope 'Team' is not supported/],
  ['SELECT Id FROM Order__c ORDER BY Name FOR UPDATE', 'MALFORMED_QUERY', /ORDER BY not allowed/],
  ['SELECT Id FROM Order__c ALL ROWS', 'MALFORMED_QUERY', /unexpected token: 'ALL'/],
  [
    `SELECT ${Array.from({ length: 6 }, () => 'Parent__r').join('.')}.Name FROM Order__c`,
    'INVALID_FIELD',
    /at most 5 levels/,
  ],
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

/** Where in the text the platform points, as public replies of it show. */
const places: readonly (readonly [soql: string, message: string])[] = [
  [
    'SELECT Id, Foo FROM Order__c',
    "\nSELECT Id, Foo FROM Order__c\n           ^\nERROR at Row:1:Column:12\nNo such column 'Foo' on entity 'Order__c'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
  ],
  [
    'SELECT Id\nFROM Nothing',
    "\nSELECT Id FROM Nothing\n               ^\nERROR at Row:2:Column:6\nsObject type 'Nothing' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
  ],
  [
    'SELECT LastModifiedById, LastModifiedDate, From Account',
    "\nLastModifiedById, LastModifiedDate, From Account\n                                    ^\nERROR at Row:1:Column:44\nunexpected token: 'From'",
  ],
  [
    "SELECT Id FROM Order__c WHERE Moment__c > '2026-01-01'",
    "\nSELECT Id FROM Order__c WHERE Moment__c > '2026-01-01'\n                              ^\nERROR at Row:1:Column:31\nvalue of filter criterion for field 'Moment__c' must be of type dateTime and should not be enclosed in quotes",
  ],
];

for (const [soql, message] of places) {
  test(`${soql.replace('\n', ' ')} is told the place of its fault`, () => {
    assert.throws(() => org.engine.query(org.session, soql), { message });
  });
}

test('a Bulk query refuses what Bulk cannot read', () => {
  for (const soql of [
    'SELECT COUNT() FROM Order__c',
    'SELECT COUNT(Id) FROM Order__c',
    'SELECT Name FROM Order__c GROUP BY Name',
    'SELECT Id, (SELECT Id FROM Parts__r) FROM Order__c',
    'SELECT Id FROM Order__c OFFSET 1',
    'SELECT TYPEOF Who WHEN Contact THEN Id END FROM Task',
  ]) {
    assert.throws(() => org.engine.queryFlat(org.session, soql), ApiError, soql);
  }
});
