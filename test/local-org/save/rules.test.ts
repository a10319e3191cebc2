/** Validation rules and the order in which a save goes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkbox,
  complaints,
  currency,
  file,
  lookup,
  newOrg,
  newUser,
  object,
  picklist,
  rule,
  text,
} from '../engine/build.ts';

const org = newOrg();
org.deploy(
  object(
    'Deal__c',
    currency('Amount__c'),
    checkbox('Locked__c'),
    text('Key__c'),
    picklist('Stage__c', ['Open', 'Won']),
    lookup('Parent__c', 'Deal__c', 'Deals'),
    rule('Not_negative', 'Amount__c < 0', 'No negative amounts.', 'Amount__c'),
    rule('Key_fixed', 'AND(NOT(ISNEW()), ISCHANGED(Key__c))', 'The key is fixed.', 'Key__c'),
    rule('Locked', 'PRIORVALUE(Locked__c) && Locked__c && ISCHANGED(Amount__c)', 'Locked.'),
    rule('Won_needs_amount', 'ISPICKVAL(Stage__c, "Won") && ISBLANK(Amount__c)', 'Won without an amount.'),
    rule('Parent_open', 'ISPICKVAL(Parent__r.Stage__c, "Won")', 'The parent is won.'),
    rule('Only_others', 'Key__c = "mine" && $User.Username <> "admin@todoku.local"', 'Not yours.'),
  ),
  file(
    'objectTranslations/Deal__c-ja.objectTranslation',
    'CustomObjectTranslation',
    '<validationRules><errorMessage>マイナスは入れられません。</errorMessage><name>Not_negative</name></validationRules>',
  ),
);

test('a true rule refuses its row with message and field, the others pass', () => {
  const results = org.save('insert', 'Deal__c', [{ Amount__c: -1 }, { Amount__c: 1 }, {}]);
  assert.deepEqual(
    results.map(({ errors }) => errors),
    [
      [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No negative amounts.', fields: ['Amount__c'] }],
      [],
      [],
    ],
  );
});

test('every broken rule is named', () => {
  const results = org.save('insert', 'Deal__c', [{ Stage__c: 'Won' }]);
  assert.deepEqual(complaints(results), [['FIELD_CUSTOM_VALIDATION_EXCEPTION: Won without an amount.']]);
});

test('rules know what was before the save', () => {
  const [id = ''] = org.put('insert', 'Deal__c', [{ Key__c: 'k', Amount__c: 1 }]);
  assert.deepEqual(complaints(org.save('update', 'Deal__c', [{ Id: id, Key__c: 'l' }])), [
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION: The key is fixed.'],
  ]);
  org.put('update', 'Deal__c', [{ Id: id, Key__c: 'k', Locked__c: true, Amount__c: 2 }]);
  assert.deepEqual(complaints(org.save('update', 'Deal__c', [{ Id: id, Amount__c: 3 }])), [
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION: Locked.'],
  ]);
  assert.deepEqual(org.rows(`SELECT Amount__c FROM Deal__c WHERE Id = '${id}'`), [{ Amount__c: 2 }]);
});

test('rules look at parents', () => {
  const [won] = org.put('insert', 'Deal__c', [{ Stage__c: 'Won', Amount__c: 1 }]);
  assert.deepEqual(complaints(org.save('insert', 'Deal__c', [{ Parent__c: won }])), [
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION: The parent is won.'],
  ]);
});

test('rules know the person, and speak their language', () => {
  org.put('insert', 'Deal__c', [{ Key__c: 'mine' }]);
  const other = org.as(newUser(org, 'yui@example.com', 'System Administrator'));
  assert.deepEqual(complaints(other.save('insert', 'Deal__c', [{ Key__c: 'mine' }, { Amount__c: -1 }])), [
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION: Not yours.'],
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION: マイナスは入れられません。'],
  ]);
});

test('a row that fails before the rules does not keep the others from being saved', () => {
  const results = org.save('insert', 'Deal__c', [
    { Amount__c: 'x' },
    { Amount__c: -1 },
    { Amount__c: 5, Name: 'last' },
  ]);
  assert.deepEqual(
    results.map((one) => one.success),
    [false, false, true],
  );
  assert.equal(org.rows("SELECT Id FROM Deal__c WHERE Name = 'last'").length, 1);
});
