/** Names of people follow the locale of who asks (Help "Update Your Integrations for New Locale Formats"); unverified for SOQL. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFamilyFirst } from '../../../local-org/names.ts';
import type { Session } from '../../../local-org/engine/engine.ts';
import { newOrg, newUser } from '../engine/build.ts';

const org = newOrg();
const ai = newUser(org, 'ai@example.com', 'System Administrator', { FirstName: '愛', LastName: '木村' });
const [account = ''] = org.put('insert', 'Account', [{ Name: 'Acme', OwnerId: ai.userId }]);
org.put('insert', 'Contact', [
  { FirstName: 'Grace', LastName: 'Hopper', AccountId: account },
  { LastName: 'Plato', AccountId: account },
]);
org.put('insert', 'Lead', [{ FirstName: 'Alan', LastName: 'Turing', Company: 'Bletchley' }]);

const asked = (session: Session, soql: string): readonly unknown[] =>
  org.engine.query(session, soql).records.map((record) => {
    const { attributes: _attributes, ...values } = record;
    return values;
  });

test('the family name stands in front for a reader in Japan and behind for one elsewhere', () => {
  const soql = 'SELECT Name FROM Contact ORDER BY LastName';
  assert.deepEqual(asked(ai, soql), [{ Name: 'Hopper Grace' }, { Name: 'Plato' }]);
  assert.deepEqual(asked(org.session, soql), [{ Name: 'Grace Hopper' }, { Name: 'Plato' }]);
  assert.deepEqual(asked(ai, 'SELECT Name FROM Lead'), [{ Name: 'Turing Alan' }]);
  assert.deepEqual(asked(org.session, 'SELECT Name FROM Lead'), [{ Name: 'Alan Turing' }]);
});

test('owners, authors and other parents are named likewise, in conditions and groups, too', () => {
  const named = (session: Session, name: string): readonly unknown[] =>
    asked(session, `SELECT Owner.Name n, COUNT(Id) c FROM Account WHERE Owner.Name = '${name}' GROUP BY Owner.Name`);
  assert.deepEqual(named(ai, '木村 愛'), [{ n: '木村 愛', c: 1 }]);
  assert.deepEqual(named(ai, '愛 木村'), []);
  assert.deepEqual(named(org.session, '愛 木村'), [{ n: '愛 木村', c: 1 }]);
  const [created] = org.engine.query(ai, 'SELECT CreatedBy.Name FROM Account').records;
  assert.deepEqual((created?.['CreatedBy'] as { Name: string }).Name, 'Admin Ada');
});

test('what a person is called at sign-in is their own order', () => {
  assert.equal(org.engine.user(ai).name, '木村 愛');
  assert.equal(org.engine.user(org.session).name, 'Ada Admin');
});

test('Japan, China, Korea and Hungary put the family first', () => {
  assert.deepEqual(
    ['ja', 'ja_JP', 'zh_CN', 'zh_TW', 'ko_KR', 'hu_HU', 'en_US', 'de_DE', 'vi_VN', ''].map(isFamilyFirst),
    [true, true, true, true, true, true, false, false, false, false],
  );
});
