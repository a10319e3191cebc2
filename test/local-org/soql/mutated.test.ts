/** Queries with words left out, doubled or exchanged are answered or refused; none of them is a defect of the org. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../../local-org/engine/engine.ts';
import { openAgency } from './agency.ts';
import { randomNumbers } from '../../world/random.ts';

const org = openAgency();

const seeds: readonly string[] = [
  "SELECT Id, Name, Account__r.Owner.Name FROM Order__c WHERE Amount__c > 100 AND (Size__c IN ('Large', 'Small') OR NOT Name LIKE 'o%') ORDER BY Account__r.Name DESC NULLS LAST LIMIT 5 OFFSET 1",
  'SELECT Account__r.Name, CALENDAR_YEAR(Day__c) y, COUNT(Id), SUM(Amount__c) total, GROUPING(Account__r.Name) FROM Order__c GROUP BY ROLLUP(Account__r.Name, CALENDAR_YEAR(Day__c)) HAVING COUNT(Id) > 0 ORDER BY SUM(Amount__c)',
  'SELECT Name, (SELECT LastName FROM Contacts WHERE LastName != null ORDER BY LastName LIMIT 2), (SELECT Id, (SELECT Name FROM Parts__r) FROM Orders__r) FROM Account a WHERE a.Id IN (SELECT AccountId FROM Contact) AND CreatedDate = LAST_N_DAYS:3',
  'SELECT TYPEOF Who WHEN Contact THEN FirstName WHEN Lead THEN Company ELSE Name END, What.Type FROM Task USING SCOPE mine WHERE Who.Type = NULL FOR VIEW',
  "SELECT toLabel(Size__c), FORMAT(Amount__c) shown FROM Order__c WHERE Tags__c INCLUDES ('a;b', 'b') AND DAY_ONLY(convertTimezone(Moment__c)) = 2026-11-22 AND Moment__c < 2026-11-22T00:00:00Z",
  'SELECT FIELDS(ALL) FROM Order__c WHERE Paid__c = TRUE LIMIT 200',
  "SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Order__c'",
  'SELECT COUNT() FROM Account WHERE Owner.Profile.Name != NULL',
];

const wordsOf = (soql: string): string[] => soql.match(/'[^']*'|[<>!]=|[\w:.-]+|[^\s\w]/g) ?? [];
const vocabulary = [...new Set(seeds.flatMap(wordsOf))];
function classOf(word: string): string {
  const classes = [/^'/, /^\d/, /^[A-Z_]+$/, /^\w/, /^[<>!=]/];
  const index = classes.findIndex((one) => one.test(word));
  return index < 0 ? word : String(index);
}

/** Mostly an exchange for a word of the same kind, so that what is wrong is not always the syntax. */
function mutated(words: string[], random: () => number): string {
  const at = Math.floor(random() * words.length);
  const alike = vocabulary.filter((word) => classOf(word) === classOf(words[at] ?? ''));
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const kind = Math.floor(random() * 10);
  if (kind === 0) words.splice(at, 1);
  else if (kind === 1) words.splice(at, 0, words[at] ?? '');
  else if (kind === 2) words.splice(at, 1, pick(vocabulary));
  else words.splice(at, 1, pick(alike));
  return words.join(' ');
}

test('what the changes start from is answered', () => {
  for (const soql of seeds) assert.equal(typeof org.engine.query(org.session, soql).totalSize, 'number', soql);
});

test('3,000 changed queries are answered or refused as the platform refuses', () => {
  const random = randomNumbers(7);
  let answered = 0;
  for (let round = 0; round < 3000; round++) {
    const seed = seeds[round % seeds.length] ?? '';
    let soql = seed;
    for (let change = 0; change <= round % 3; change++) soql = mutated(wordsOf(soql), random);
    try {
      org.engine.query(org.session, soql);
      answered++;
    } catch (error) {
      assert.ok(error instanceof ApiError, `${soql}\n${String(error)}`);
      assert.equal(error.status, 400, `${soql}\n${error.message}`);
    }
  }
  assert.ok(answered > 100 && answered < 2900, String(answered));
});
