/** REST API Developer Guide, "Query Performance Feedback". */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAgency } from './agency.ts';

const org = openAgency();

test('a key is looked up by its index, anything else by a scan of the table', () => {
  const soql = "SELECT Name FROM Order__c WHERE Key__c = 'K-1' AND Amount__c > 1";
  const { plans, sourceQuery } = org.engine.explain(org.session, soql);
  assert.equal(sourceQuery, soql);
  assert.deepEqual(
    plans.map(({ leadingOperationType, fields, cardinality, sobjectCardinality, sobjectType }) => [
      leadingOperationType,
      fields,
      cardinality,
      sobjectCardinality,
      sobjectType,
    ]),
    [
      ['Index', ['Key__c'], 1, 4, 'Order__c'],
      ['TableScan', [], 1, 4, 'Order__c'],
    ],
  );
  assert.deepEqual(
    plans[1]?.notes.map(({ fields }) => fields),
    [['Amount__c'], ['IsDeleted']],
  );
  assert.ok((plans[0]?.relativeCost ?? 9) < 1);
});

test('a query that could not be asked cannot be explained', () => {
  assert.throws(() => org.engine.explain(org.session, 'SELECT Nothing FROM Order__c'), { errorCode: 'INVALID_FIELD' });
});
