import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAgency } from './agency.ts';

const org = openAgency();
const [account = ''] = org.accounts;
const [first = ''] = org.orders;

/** Condition → names of the orders it selects. The clock stands at 2026-11-22 10:02 in Tokyo, the user's zone. */
const selections: readonly (readonly [string, readonly string[]])[] = [
  ["Name = 'ONE'", ['one']],
  ["Key__c = 'k-1'", ['one']],
  ["Key__c = 'ä-4'", ["fo'ur_%"]],
  ["Strict__c = 'X'", []],
  ["Name = 'fo\\'ur_%'", ["fo'ur_%"]],
  ["Size__c != 'Large'", ['two', 'Three', "fo'ur_%"]],
  ["Size__c IN ('large', 'SMALL')", ['one', 'two']],
  ["Size__c NOT IN ('Large')", ['two', 'Three', "fo'ur_%"]],
  ["Size__c = ''", ["fo'ur_%"]],
  ['Amount__c = NULL', ["fo'ur_%"]],
  ['Amount__c >= 200.2', ['two', 'Three']],
  ['Amount__c IN (100.1, 300.3)', ['one', 'Three']],
  ['Count__c > -1', ['one', 'two']],
  ['NOT Amount__c > 200', ['one', "fo'ur_%"]],
  ['Paid__c = TRUE', ['one']],
  ['Paid__c = FALSE AND (Amount__c > 250 OR Amount__c = NULL)', ['Three', "fo'ur_%"]],
  ["Name LIKE 'T%'", ['two', 'Three']],
  ["Name LIKE '%\\_\\%'", ["fo'ur_%"]],
  ["Name LIKE 'on_'", ['one']],
  ["Account__r.Name LIKE 'ä%'", ['Three']],
  ["Tags__c INCLUDES ('a;b')", ['one']],
  ["Tags__c INCLUDES ('a', 'b')", ['one', 'two']],
  ["Tags__c EXCLUDES ('a')", ['two', 'Three', "fo'ur_%"]],
  ['Day__c = 2026-11-22', ['one']],
  ['Day__c < 2026-11-01', ['two', 'Three']],
  ['Day__c = TODAY', ['one']],
  ['Day__c = LAST_MONTH', ['two']],
  ['Day__c = LAST_YEAR', ['Three']],
  ['Day__c = LAST_N_DAYS:22', ['one', 'two']],
  ['Day__c = LAST_N_DAYS:21', ['one']],
  ['Day__c < THIS_MONTH', ['two', 'Three']],
  ['Moment__c = TODAY', ['one', 'two']],
  ['Moment__c >= 2026-11-22T00:00:00+09:00', ['one', 'two']],
  ['DAY_ONLY(Moment__c) = 2026-11-21', ['one']],
  ['DAY_ONLY(convertTimezone(Moment__c)) = 2026-11-22', ['one', 'two']],
  ['CALENDAR_MONTH(Day__c) = 12', ['Three']],
  ['Account__r.Industry = null', ["fo'ur_%"]],
  ['Parent__r.Paid__c = false', ['one', 'Three', "fo'ur_%"]],
  ['Double__c = 200.2', ['one']],
  [`Account__c = '${account}'`, ['one', 'two']],
  [`Account__c = '${account.slice(0, 15)}'`, ['one', 'two']],
  [`Id IN ('${first}')`, ['one']],
  ["Account__c IN (SELECT Id FROM Account WHERE Industry = 'Media')", ['one', 'two']],
  ["Account__c IN (SELECT AccountId FROM Contact WHERE LastName = 'Klein')", ['Three']],
  ['Account__c NOT IN (SELECT AccountId FROM Contact)', ["fo'ur_%"]],
];

for (const [condition, names] of selections) {
  test(`${condition} selects ${names.join(', ') || 'nothing'}`, () => {
    const found = org.rows(`SELECT Name FROM Order__c WHERE ${condition}`).map((row) => row['Name']);
    assert.deepEqual(found.sort(), [...names].sort());
  });
}

const orders: readonly (readonly [string, readonly string[]])[] = [
  ['Name', ["fo'ur_%", 'one', 'Three', 'two']],
  ['Amount__c', ["fo'ur_%", 'one', 'two', 'Three']],
  ['Amount__c DESC', ["fo'ur_%", 'Three', 'two', 'one']],
  ['Amount__c DESC NULLS LAST', ['Three', 'two', 'one', "fo'ur_%"]],
  ['Size__c', ["fo'ur_%", 'two', 'Three', 'one']],
  ['Size__c DESC NULLS LAST', ['one', 'Three', 'two', "fo'ur_%"]],
  ['Account__r.Name DESC NULLS LAST, Name', ['Three', 'one', 'two', "fo'ur_%"]],
];

for (const [order, names] of orders) {
  test(`ORDER BY ${order}`, () => {
    assert.deepEqual(
      org.rows(`SELECT Name FROM Order__c ORDER BY ${order}`).map((row) => row['Name']),
      names,
    );
  });
}

/** SOQL and SOSL Reference, "ORDER BY": capitals decide, so that `_` comes behind the letters. */
test('texts are sorted by their capitals, values that a picklist does not have come last', () => {
  const hand = openAgency();
  const names = ['b_', 'BA', 'bz', '_a'];
  hand.put(
    'insert',
    'Order__c',
    names.map((Name) => ({ Name, Note__c: 'sorted' })),
  );
  const found = hand.rows('SELECT Name FROM Order__c WHERE Key__c = NULL ORDER BY Name');
  assert.deepEqual(
    found.map((row) => row['Name']),
    ['BA', 'bz', 'b_', '_a'],
  );
  hand.put('insert', 'Account', [
    { Name: 'x', Industry: 'Unheard of' },
    { Name: 'y', Industry: 'Other' },
  ]);
  const industries = hand.rows('SELECT Industry FROM Account WHERE Industry != NULL ORDER BY Industry');
  assert.deepEqual(industries.at(-1), { Industry: 'Unheard of' });
});

test('LIMIT and OFFSET cut a piece out', () => {
  assert.deepEqual(org.rows('SELECT Name FROM Order__c ORDER BY Name LIMIT 2 OFFSET 1'), [
    { Name: 'one' },
    { Name: 'Three' },
  ]);
});
