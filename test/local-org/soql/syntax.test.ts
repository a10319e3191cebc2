/** What is SOQL and what is not. The messages are those of the Summer '24 release notes, "Changed Error Messages". */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../../local-org/engine/engine.ts';
import { openAgency } from './agency.ts';

const org = openAgency();
const names = (soql: string): readonly unknown[] => org.rows(soql).map((row) => row['Name']);

/** The last line of a message: what stands behind the place. */
function reason(soql: string): string {
  try {
    org.engine.query(org.session, soql);
  } catch (error) {
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.status, error.errorCode], [400, 'MALFORMED_QUERY'], error.message);
    return error.message.split('\n').at(-1) ?? '';
  }
  return 'taken';
}

const documented: readonly (readonly [soql: string, message: string])[] = [
  ['SELECT Id FROM Account USING everything', "unexpected token: 'everything'"],
  ['SELECT ParentId FROM Account WHERE ParentId IN ()', "unexpected token: 'ParentId IN ()'"],
  ['SELECT FROM Account', "unexpected token: 'SELECT FROM'"],
  ['SELECT Id from $casecomment WHERE isdeleted = false', "line 1:15 unexpected token: '$'"],
  [
    "SELECT Id FROM Account WHERE (IsDeleted = false AND Name != 'a') OR (IsDeleted = false AND Name = 'b') AND ParentId = '000000000000000'",
    "unexpected token: 'AND'",
  ],
  [
    "SELECT Id FROM Lead WHERE Status = 'Commercial' AND Company LIKE '%GM%' OR LastName = 'x'",
    "unexpected token: 'OR'",
  ],
  ['SELECT toLabel(calendar_year(convertTimezone(lastmodifieddate))) FROM Account', "unexpected token: '('"],
  [
    'SELECT Id FROM Account WHERE SystemModstamp > 2020-12-12t12:12:00-25:00',
    'Invalid datetime: 2020-12-12t12:12:00-25:00',
  ],
  [
    'SELECT Id FROM Account WHERE SystemModstamp > 2020-52-12t12:12:00-05:00',
    'Invalid datetime: 2020-52-12t12:12:00-05:00',
  ],
  [
    'SELECT Id FROM Account WITH SECURITY_ENFORCED',
    'rule soqlWithIdentifierClause failed predicate: {this.helper.allowApexSyntax() && this.helper.hasApexContext()}?',
  ],
];

const others: readonly (readonly [soql: string, message: string])[] = [
  [
    'SELECT Id FROM Account WITH USER_MODE',
    'rule soqlWithIdentifierClause failed predicate: {this.helper.allowApexSyntax() && this.helper.hasApexContext()}?',
  ],
  ['SELECT Id', "unexpected token: '<EOF>'"],
  ['', "unexpected token: '<EOF>'"],
  ['SELECT Id FRM Account', "unexpected token: 'Account'"],
  ['SELECT Id FROM Account WHERE Name = ', "unexpected token: '<EOF>'"],
  ['SELECT Id FROM Account WHERE Name = :name', 'Bind variables only allowed in Apex code'],
  ["SELECT Id FROM Account WHERE Name = 'a", "line 1:36 mismatched character '<EOF>' expecting '''"],
  ["SELECT Id FROM Account WHERE Name = 'a\\q'", 'invalid escape sequence: \\q'],
  ['SELECT Id FROM Account -- all of them', "line 1:23 unexpected token: '-'"],
  ['SELECT Id /* only */ FROM Account', "line 1:10 unexpected token: '/'"],
  ['SELECT Id FROM Account LIMIT -1', "unexpected token: '-1'"],
  ['SELECT Id FROM Account LIMIT 1 WHERE Name = null', "unexpected token: 'WHERE'"],
  ['SELECT Id FROM Account; DELETE', "line 1:22 unexpected token: ';'"],
  ['SELECT * FROM Account', "unexpected token: '*'"],
  ['SELECT UPPER(Name) FROM Account', "unexpected token: '('"],
  ['SELECT Id FROM Account WHERE Name IS NULL', "unexpected token: 'IS'"],
  ['SELECT Id FROM Account WHERE AnnualRevenue = 1e3', "unexpected token: 'e3'"],
  ['SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS', "unexpected token: 'LAST_N_DAYS'"],
];

for (const [soql, message] of [...documented, ...others]) {
  test(`"${soql}" is refused: ${message}`, () => {
    assert.equal(reason(soql), message);
  });
}

test('keywords may have any letter case, and names of objects that are keywords are names', () => {
  assert.deepEqual(names("sElEcT Name fRoM Order__c wHeRe nOt Name LiKe 't%' oRdEr bY Name nUlLs lAsT lImIt 1"), [
    "fo'ur_%",
  ]);
  assert.equal(org.engine.query(org.session, "SELECT COUNT() FROM Group WHERE Type = 'Regular'").totalSize, 0);
  assert.equal(reason('SELECT Group.Name FROM GroupMember ORDER BY Group.Name'), 'taken');
});

/** SOQL and SOSL Reference, "Alias Notation". */
test('an alias may stand for the object and for a path', () => {
  assert.deepEqual(
    names(
      "SELECT o.Name FROM Order__c o, o.Account__r a, a.Owner w WHERE a.Name = 'Acme' AND w.IsActive = TRUE ORDER BY o.Name",
    ),
    ['one', 'two'],
  );
});

test('FOR VIEW, FOR REFERENCE and FOR UPDATE are taken', () => {
  for (const purpose of ['VIEW', 'REFERENCE', 'UPDATE']) {
    assert.deepEqual(names(`SELECT Name FROM Order__c WHERE Name = 'one' LIMIT 1 FOR ${purpose}`), ['one']);
  }
});

/** SOQL and SOSL Reference, "USING SCOPE". */
test('a scope narrows to the records of the person who asks', () => {
  assert.equal(org.engine.query(org.session, 'SELECT COUNT() FROM Order__c USING SCOPE mine').totalSize, 4);
  assert.equal(org.engine.query(org.session, 'SELECT COUNT() FROM Order__c USING SCOPE Everything').totalSize, 4);
});

test('a sub-select may name its parent in front of the relationship', () => {
  const soql = "SELECT (SELECT Contact.LastName FROM Account.Contacts) FROM Account WHERE Name = 'Ärzte GmbH'";
  assert.deepEqual(org.rows(soql), [{ Contacts: { totalSize: 1, done: true, records: [{ LastName: 'Klein' }] } }]);
});
