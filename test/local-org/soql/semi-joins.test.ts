/** SOQL and SOSL Reference, "Comparison Operators": semi-joins, anti-joins and their limits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAgency } from './agency.ts';

const org = openAgency();
const accounts = '(SELECT Id FROM Account)';

const refusals: readonly (readonly [condition: string, message: RegExp])[] = [
  [
    `Account__r.ParentId IN ${accounts}`,
    /The left operand 'Account__r\.ParentId' cannot have more than one level of relationships/,
  ],
  ['Id IN (SELECT Parent__c FROM Order__c)', /The inner and outer selects should not be on the same object type/],
  [
    'Account__c IN (SELECT Id FROM Contact)',
    /The selected field 'Id' in the subquery and the left operand field in the where expression in the outer query 'Account__c' should point to the same object type/,
  ],
  ['Account__c IN (SELECT Name FROM Account)', /semi join sub-selects can only query id fields, cannot use: 'Name'/],
  [`Name IN ${accounts}`, /can only query id fields, cannot use: 'Name'/],
  ['Account__c IN (SELECT Account.Id FROM Contact)', /can only query id fields, cannot use: 'Account\.Id'/],
  [
    `Account__c IN (SELECT AccountId FROM Contact WHERE AccountId IN ${accounts})`,
    /Nesting of semi join sub-selects is not supported/,
  ],
  [`Name = 'a' OR Account__c IN ${accounts}`, /Semi join sub-selects are not allowed with the 'OR' operator/],
  [
    `Name = 'a' AND (Name = 'b' OR Account__c IN ${accounts})`,
    /Semi join sub-selects are only allowed at the top level WHERE expressions/,
  ],
  [`NOT Account__c IN ${accounts}`, /not allowed with the 'NOT' operator/],
  [
    `Account__c IN ${accounts} AND Account__c NOT IN ${accounts} AND Account__c IN ${accounts}`,
    /Maximum 2 semi join sub-selects are allowed/,
  ],
  ['Account__c IN (SELECT WhatId FROM Task)', /Entity 'Task' is not supported for semi join inner selects/],
  ['Account__c IN (SELECT Id FROM Account LIMIT 1)', /missing value at 'LIMIT'/],
  ['Account__c IN (SELECT Id FROM Account ORDER BY Name)', /missing value at 'ORDER'/],
  ['Account__c IN (SELECT COUNT() FROM Account)', /one id field/],
];

for (const [condition, message] of refusals) {
  test(`WHERE ${condition} is refused`, () => {
    assert.throws(() => org.engine.query(org.session, `SELECT Id FROM Order__c WHERE ${condition}`), {
      errorCode: 'MALFORMED_QUERY',
      message,
    });
  });
}

test('HAVING takes no sub-select', () => {
  const soql = `SELECT Account__c FROM Order__c GROUP BY Account__c HAVING Account__c IN ${accounts}`;
  assert.throws(() => org.engine.query(org.session, soql), { errorCode: 'MALFORMED_QUERY' });
});

test('two of them may stand together, the whole condition in parentheses', () => {
  const rows = org.rows(
    "SELECT Name FROM Order__c WHERE (Account__c IN (SELECT AccountId FROM Contact) AND Account__c NOT IN (SELECT Id FROM Account WHERE Industry = 'Media'))",
  );
  assert.deepEqual(rows, [{ Name: 'Three' }]);
});
