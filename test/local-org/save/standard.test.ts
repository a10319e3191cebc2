/** Fields of standard objects that follow from others, and people as records. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, newOrg, newUser } from '../engine/build.ts';

const org = newOrg();

test('an opportunity knows from its stage whether it is closed or won, and how likely', () => {
  const [id = ''] = org.put('insert', 'Opportunity', [
    { Name: 'A', StageName: 'Prospecting', CloseDate: '2026-12-31' },
  ]);
  const soql = `SELECT IsClosed, IsWon, Probability, ForecastCategory FROM Opportunity WHERE Id = '${id}'`;
  assert.deepEqual(org.rows(soql), [{ IsClosed: false, IsWon: false, Probability: 10, ForecastCategory: 'Pipeline' }]);
  org.put('update', 'Opportunity', [{ Id: id, StageName: 'Closed Won' }]);
  assert.deepEqual(org.rows(soql), [{ IsClosed: true, IsWon: true, Probability: 100, ForecastCategory: 'Closed' }]);
  org.put('update', 'Opportunity', [{ Id: id, Probability: 40 }]);
  assert.deepEqual(org.rows(soql)[0]?.['Probability'], 40);
});

test('required standard fields are asked for together', () => {
  assert.deepEqual(complaints(org.save('insert', 'Opportunity', [{ Amount: 1 }])), [
    ['REQUIRED_FIELD_MISSING: Required fields are missing: [Name, StageName, CloseDate]'],
  ]);
});

test('a contact has a full name', () => {
  org.put('insert', 'Contact', [{ FirstName: 'Yui', LastName: 'Sato' }]);
  assert.deepEqual(org.rows('SELECT Name FROM Contact'), [{ Name: 'Yui Sato' }]);
});

test('a line has its total and the product of its price', () => {
  const [product] = org.put('insert', 'Product2', [{ Name: 'Banner', IsActive: true }]);
  const [book] = org.rows('SELECT Id FROM Pricebook2 WHERE IsStandard = TRUE');
  const [entry] = org.put('insert', 'PricebookEntry', [
    { Pricebook2Id: book?.['Id'], Product2Id: product, UnitPrice: 10, IsActive: true },
  ]);
  const [opportunity] = org.put('insert', 'Opportunity', [
    { Name: 'B', StageName: 'Prospecting', CloseDate: '2026-12-31' },
  ]);
  org.put('insert', 'OpportunityLineItem', [
    { OpportunityId: opportunity, PricebookEntryId: entry, Quantity: 3, UnitPrice: 10 },
  ]);
  assert.deepEqual(org.rows('SELECT TotalPrice, Product2.Name FROM OpportunityLineItem'), [
    { TotalPrice: 30, Product2: { Name: 'Banner' } },
  ]);
});

test('a case is numbered', () => {
  org.put('insert', 'Case', [{ Subject: 'x' }, { Subject: 'y' }]);
  assert.deepEqual(org.rows('SELECT CaseNumber, Status FROM Case ORDER BY CaseNumber'), [
    { CaseNumber: '00001000', Status: 'New' },
    { CaseNumber: '00001001', Status: 'New' },
  ]);
});

test('a new user signs in by any case of the name, until inactive', () => {
  const session = newUser(org, 'Yui@Example.com', 'Standard User', { FirstName: 'Yui', LastName: 'Sato' });
  const user = org.engine.findUser('yui@example.COM');
  assert.deepEqual(
    [user?.id, user?.name, user?.language, user?.profileName],
    [session.userId, 'Sato Yui', 'ja', 'Standard User'],
  );
  org.put('update', 'User', [{ Id: session.userId, IsActive: false }]);
  assert.equal(org.engine.findUser('yui@example.com'), undefined);
});

test('a user needs a name nobody has, and all that a user needs', () => {
  const [result] = org.save('insert', 'User', [{ Username: 'YUI@example.com', LastName: 'x' }]);
  assert.deepEqual(result?.errors[0]?.fields, [
    'Email',
    'Alias',
    'TimeZoneSidKey',
    'LocaleSidKey',
    'EmailEncodingKey',
    'LanguageLocaleKey',
    'ProfileId',
  ]);
  assert.throws(() => newUser(org, 'yui@example.com', 'Standard User'), /DUPLICATE_VALUE/);
});

test('a zone or a language that does not exist is refused', () => {
  const [result] = org.save('update', 'User', [{ Id: org.session.userId, TimeZoneSidKey: 'Moon/Base' }]);
  assert.equal(result?.errors[0]?.statusCode, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
});

test('record types come with metadata alone', () => {
  const [result] = org.save('insert', 'RecordType', [{ Name: 'x', DeveloperName: 'x', SobjectType: 'Account' }]);
  assert.equal(result?.errors[0]?.statusCode, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
});
