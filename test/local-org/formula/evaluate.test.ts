/** Formulas as a query answers them: semantics from Salesforce Help, "Formula Operators and Functions". */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkbox,
  currency,
  field,
  file,
  formula,
  lookup,
  newOrg,
  number,
  object,
  picklist,
  text,
} from '../engine/build.ts';

type Case = readonly [source: string, type: string, expected: unknown, more?: Readonly<Record<string, string>>];

const blank = { formulaTreatBlanksAs: 'BlankAsBlank' };

/** One record: A 7, B -2.5, Empty nothing, T "Abc", D 2024-02-29, M 2026-11-22T01:02:03Z, W 17:00:00.5, P "Hot", Yes true, Share 25 %. */
const cases: readonly Case[] = [
  ['A__c / 2', 'Number', 3.5],
  ['A__c / 0', 'Number', null],
  ['1 / 3', 'Number', 0.33],
  ['2 / 3', 'Percent', 66.67],
  ['Share__c', 'Number', 0.25],
  ['Share__c', 'Percent', 25],
  ['12.345', 'Number', 12.35],
  ['-12.345', 'Number', -12.35],
  ['1.1 * 1.15', 'Number', 1.27],
  ['A__c + Empty__c', 'Number', 7],
  ['A__c + Empty__c', 'Number', null, blank],
  ['IF(ISBLANK(Empty__c), 1, 2)', 'Number', 2],
  ['IF(ISBLANK(Empty__c), 1, 2)', 'Number', 1, blank],
  ['BLANKVALUE(Empty__c, 9)', 'Number', 9, blank],
  ['NULLVALUE(Empty__c, 9)', 'Number', 9, blank],
  ['MAX(A__c, B__c, 3)', 'Number', 7],
  ['MIN(A__c)', 'Number', 7],
  ['MOD(7, 3)', 'Number', 1],
  ['ROUND(-2.5, 0)', 'Number', -3],
  ['CEILING(B__c)', 'Number', -3],
  ['FLOOR(B__c)', 'Number', -2],
  ['MCEILING(B__c)', 'Number', -2],
  ['MFLOOR(B__c)', 'Number', -3],
  ['ABS(B__c) ^ 2', 'Number', 6.25],
  ['VALUE("12.5") + 1', 'Number', 13.5],
  ['LEN(T__c)', 'Number', 3],
  ['LEN(Nothing__c)', 'Number', 0],
  ['FIND("c", T__c)', 'Number', 3],
  ['FIND("b", "abab", 3)', 'Number', 4],
  ['YEAR(D__c) * 100 + MONTH(D__c)', 'Number', 202402],
  ['DATE(2024, 3, 1) - D__c', 'Number', 1],
  ['WEEKDAY(D__c)', 'Number', 5],
  ['(M__c - (M__c - 0.5)) * 24', 'Number', 12],
  ['CASE(P__c, "Cold", 1, "Hot", 2, 0)', 'Number', 2],
  ['CASE(A__c, 1, 10, 7, 70, 0)', 'Number', 70],
  ['0.1 + 0.2 = 0.3', 'Checkbox', true],
  ['A__c > 5 && B__c < 0', 'Checkbox', true],
  ['NOT(Yes__c)', 'Checkbox', false],
  ['Empty__c > 0', 'Checkbox', false, blank],
  ['T__c = "abc"', 'Checkbox', false],
  ['Nothing__c = ""', 'Checkbox', true],
  ['ISBLANK(Nothing__c)', 'Checkbox', true],
  ['ISNULL(Nothing__c)', 'Checkbox', false],
  ['ISPICKVAL(P__c, "Hot")', 'Checkbox', true],
  ['ISPICKVAL(Q__c, "")', 'Checkbox', true],
  ['CONTAINS(T__c, "bc")', 'Checkbox', true],
  ['BEGINS(T__c, "Ab")', 'Checkbox', true],
  ['REGEX(T__c, "[A-Z]b.")', 'Checkbox', true],
  ['ISNUMBER("12x")', 'Checkbox', false],
  ['Other__r.Yes__c', 'Checkbox', false],
  ['D__c = DATE(2024, 2, 29)', 'Checkbox', true],
  ['D__c + 1', 'Date', '2024-03-01'],
  ['ADDMONTHS(D__c, 12)', 'Date', '2025-02-28'],
  ['ADDMONTHS(D__c, -1)', 'Date', '2024-01-31'],
  ['ADDMONTHS(DATE(2024, 1, 30), 1)', 'Date', '2024-02-29'],
  ['DATE(2023, 2, 30)', 'Date', null],
  ['TODAY()', 'Date', '2026-11-22'],
  ['DATEVALUE(M__c)', 'Date', '2026-11-22'],
  ['NOW()', 'DateTime', '2026-11-22T01:02:03.000+0000'],
  ['M__c + 1', 'DateTime', '2026-11-23T01:02:03.000+0000'],
  ['T__c & "-" & TEXT(A__c)', 'Text', 'Abc-7'],
  ['Nothing__c & ""', 'Text', null],
  ['TEXT(0.5)', 'Text', '0.5'],
  ['TEXT(D__c)', 'Text', '2024-02-29'],
  ['TEXT(P__c)', 'Text', 'Hot'],
  ['LEFT(T__c, 2) + RIGHT(T__c, 1) + MID(T__c, 2, 1)', 'Text', 'Abcb'],
  ['UPPER(T__c) + LOWER(T__c)', 'Text', 'ABCabc'],
  ['SUBSTITUTE(T__c, "b", "x")', 'Text', 'Axc'],
  ['TRIM("  x ")', 'Text', 'x'],
  ['HYPERLINK("/x", "y")', 'Text', '<a href="/x" target="_blank">y</a>'],
  ['IMAGE("/x.png", "y")', 'Text', '<img src="/x.png" alt="y" border="0"/>'],
  ['TRUNC(B__c * 1.111, 1)', 'Number', -2.7],
  ['TRUNC(1234.567, -2)', 'Number', 1200],
  ['TRUNC(0.29 * 100)', 'Number', 29],
  ['PI()', 'Number', 3.14],
  ['SIN(PI() / 2) + COS(0) + TAN(0)', 'Number', 2],
  ['ASIN(1) - ACOS(0)', 'Number', 0],
  ['ATAN(1) * 4 - ATAN2(0, -1)', 'Number', 0],
  ['DAYOFYEAR(D__c)', 'Number', 60],
  ['ISOYEAR(DATE(2027, 1, 1)) * 100 + ISOWEEK(DATE(2027, 1, 1))', 'Number', 202653],
  ['UNIXTIMESTAMP(M__c)', 'Number', 1795309323],
  ['UNIXTIMESTAMP(D__c)', 'Number', 1709164800],
  ['FROMUNIXTIME(1795309323)', 'DateTime', '2026-11-22T01:02:03.000+0000'],
  ['W__c + 2.5 * 3600000', 'Time', '19:30:00.500Z'],
  ['W__c + 25 * 3600000', 'Time', '18:00:00.500Z'],
  ['W__c - 600000', 'Time', '16:50:00.500Z'],
  ['(TIMEVALUE("05:00:00") - W__c) / 3600000', 'Number', 12],
  ['IF(TIMEVALUE(M__c) < W__c, HOUR(W__c) * 100 + MINUTE(W__c) + SECOND(W__c), 0)', 'Number', 1700],
  ['MILLISECOND(W__c)', 'Number', 500],
  ['HOUR(TIMENOW())', 'Number', 1],
  ['LPAD(TEXT(A__c), 3, "0") & RPAD(T__c, 5, "-") & RPAD(T__c, 2)', 'Text', '007Abc--Ab'],
  ['LPAD(T__c, 4) & "|"', 'Text', ' Abc|'],
  ['INITCAP("the QUICK brown-fox")', 'Text', 'The Quick Brown-Fox'],
  ['REVERSE(T__c) & CHR(65)', 'Text', 'cbAA'],
  ['ASCII(T__c)', 'Number', 65],
  ['$User.LastName', 'Text', 'Admin'],
  ['$System.OriginDateTime', 'DateTime', '1900-01-01T00:00:00.000+0000'],
  ['SUBSTITUTE($Api.Partner_Server_URL_260, $Organization.Id, "X")', 'Text', 'http://org/services/Soap/u/26.0/X'],
  ['$Api.Session_ID', 'Text', null],
  ['$Profile.Name', 'Text', 'System Administrator'],
  ['Other__r.T__c', 'Text', 'Parent'],
  ['IF(Other__c = Other__r.Id, "same", "not")', 'Text', 'same'],
];

const fields = [
  number('A__c'),
  number('B__c'),
  number('Empty__c'),
  text('T__c'),
  text('Nothing__c'),
  field('D__c', 'Date'),
  field('M__c', 'DateTime'),
  field('W__c', 'Time'),
  picklist('P__c', ['Hot', 'Cold']),
  picklist('Q__c', ['Hot', 'Cold']),
  checkbox('Yes__c'),
  field('Share__c', 'Percent', { precision: 5, scale: 2 }),
  currency('Money__c'),
  lookup('Other__c', 'Thing__c', 'Others'),
];

const org = newOrg();
org.engine.serveAt('http://org');
org.deploy(
  object(
    'Thing__c',
    ...fields,
    ...cases.map(([source, type, , more], index) => formula(`F${index}__c`, type, source, more)),
  ),
);
const [parent] = org.put('insert', 'Thing__c', [{ T__c: 'Parent' }]);
const [thing] = org.put('insert', 'Thing__c', [
  {
    A__c: 7,
    B__c: -2.5,
    T__c: 'Abc',
    D__c: '2024-02-29',
    M__c: '2026-11-22T01:02:03Z',
    W__c: '17:00:00.5Z',
    P__c: 'Hot',
    Yes__c: true,
    Share__c: 25,
    Other__c: parent,
  },
]);
const names = cases.map((_, index) => `F${index}__c`);
const [record = {}] = org.rows(`SELECT ${names.join(', ')} FROM Thing__c WHERE Id = '${thing ?? ''}'`);

for (const [index, [source, type, expected, more]] of cases.entries()) {
  test(`${source} as ${type}${more === undefined ? '' : ', blanks stay blank,'} is ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(record[`F${index}__c`], expected);
  });
}

test('a formula field is filtered, sorted and summed like any other', () => {
  assert.deepEqual(org.rows('SELECT Id FROM Thing__c WHERE F0__c > 3 ORDER BY F0__c'), [{ Id: thing }]);
  assert.deepEqual(org.rows('SELECT SUM(F0__c) s FROM Thing__c'), [{ s: 3.5 }]);
});

test('the parent of nothing has no values, and no true checkbox', () => {
  const [alone] = org.rows(
    `SELECT F${names.length - 2}__c v, Other__r.Yes__c FROM Thing__c WHERE Id = '${parent ?? ''}'`.replace(' v,', ','),
  );
  assert.deepEqual(alone, { [`F${names.length - 2}__c`]: null, Other__r: null });
});

test('a custom label is told in the language of whoever asks, or as it was written', () => {
  const label = (name: string, value: string): string =>
    `<labels><fullName>${name}</fullName><language>en_US</language><protected>false</protected><shortDescription>x</shortDescription><value>${value}</value></labels>`;
  org.deploy(
    file('labels/CustomLabels.labels', 'CustomLabels', label('Hot_Word', 'Hot') + label('Cold_Word', 'Cold')),
    file(
      'translations/ja.translation',
      'Translations',
      '<customLabels><label>熱い</label><name>Hot_Word</name></customLabels>',
    ),
    object(
      'Thing__c',
      formula('Word__c', 'Text', 'CASE(P__c, "Hot", $Label.Hot_Word, $Label.Cold_Word)'),
      formula('Other_Word__c', 'Text', '$label.cold_word'),
    ),
  );
  const words = (): unknown => org.rows(`SELECT Word__c, Other_Word__c FROM Thing__c WHERE Id = '${thing ?? ''}'`);
  assert.deepEqual(words(), [{ Word__c: 'Hot', Other_Word__c: 'Cold' }]);
  org.put('update', 'User', [{ Id: org.session.userId, LanguageLocaleKey: 'ja' }]);
  assert.deepEqual(words(), [{ Word__c: '熱い', Other_Word__c: 'Cold' }]);
});
