/** What becomes of the values that clients send (Data semantics: numbers as sent, text trimmed, instants in UTC). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkbox,
  complaints,
  currency,
  externalKey,
  field,
  formula,
  lookup,
  newOrg,
  number,
  object,
  picklist,
  text,
} from '../engine/build.ts';

const org = newOrg();
org.deploy(
  object(
    'Parcel__c',
    externalKey({ length: 20 }),
    text('Short__c', { length: 5 }),
    currency('Amount__c'),
    field('Small__c', 'Number', { precision: 3, scale: 1 }),
    number('Default__c', { defaultValue: '2 * 21' }),
    text('Who__c', { defaultValue: '$User.LastName' }),
    field('Share__c', 'Percent', { precision: 5, scale: 2 }),
    field('Day__c', 'Date'),
    field('Moment__c', 'DateTime'),
    field('Hour__c', 'Time'),
    field('Mail__c', 'Email'),
    checkbox('Yes__c', true),
    picklist('Color__c', ['Red', 'Blue']),
    picklist('Free__c', ['Red', 'Blue'], false),
    lookup('Account__c', 'Account', 'Parcels'),
    field('Must__c', 'Text', { length: 10, required: true }),
    formula('Twice__c', 'Currency', 'Amount__c * 2'),
  ),
);
const [account = ''] = org.put('insert', 'Account', [{ Name: 'Acme' }]);

const kept: readonly (readonly [name: string, given: unknown, stored: unknown])[] = [
  ['Amount__c', 12.3456789, 12.3456789],
  ['Amount__c', '1.5e3', 1500],
  ['Amount__c', ' -7 ', -7],
  ['Amount__c', '', null],
  ['Small__c', 99.999, 99.999],
  ['Short__c', '  ab  ', 'ab'],
  ['Short__c', '   ', null],
  ['Short__c', 12, '12'],
  ['Yes__c', 'FALSE', false],
  ['Yes__c', '1', true],
  ['Day__c', '2024-02-29', '2024-02-29'],
  ['Moment__c', '2026-01-02T03:04:05.999Z', '2026-01-02T03:04:05.000+0000'],
  ['Moment__c', '2026-01-02T03:04:05+09:00', '2026-01-01T18:04:05.000+0000'],
  ['Moment__c', '2026-01-02T03:04:05.000+0900', '2026-01-01T18:04:05.000+0000'],
  ['Hour__c', '07:30', '07:30:00.000Z'],
  ['Hour__c', '23:59:59.5Z', '23:59:59.500Z'],
  ['Hour__c', '', null],
  ['Color__c', 'Red', 'Red'],
  ['Free__c', 'Green', 'Green'],
  ['Account__c', account.slice(0, 15), account],
  ['Mail__c', 'a.b@example.co.jp', 'a.b@example.co.jp'],
];

for (const [name, given, stored] of kept) {
  test(`${name} ${JSON.stringify(given)} is kept as ${JSON.stringify(stored)}`, () => {
    const [id = ''] = org.put('insert', 'Parcel__c', [{ Must__c: 'x', [name]: given }]);
    assert.deepEqual(org.rows(`SELECT ${name} FROM Parcel__c WHERE Id = '${id}'`), [{ [name]: stored }]);
  });
}

/** What the reader of a JSON body says; bulk says INVALID_TYPE_ON_FIELD_IN_RECORD. */
const unreadable = (what: string): string =>
  `JSON_PARSER_ERROR: Cannot deserialize instance of ${what} or request may be missing a required field`;

const refused: readonly (readonly [name: string, given: unknown, complaint: string])[] = [
  ['Small__c', 100, 'NUMBER_OUTSIDE_VALID_RANGE: Small: value outside of valid range on numeric field: 100'],
  ['Amount__c', 'abc', unreadable('currency from VALUE_STRING value abc')],
  ['Amount__c', '1,000', unreadable('currency from VALUE_STRING value 1,000')],
  ['Amount__c', true, unreadable('currency from VALUE_TRUE value true')],
  ['Short__c', 'abcdef', 'STRING_TOO_LONG: Short: data value too large: abcdef (max length=5)'],
  ['Short__c', { a: 1 }, unreadable('string from START_OBJECT value {"a":1}')],
  ['Yes__c', 'maybe', unreadable('boolean from VALUE_STRING value maybe')],
  ['Yes__c', null, 'INVALID_TYPE_ON_FIELD_IN_RECORD: Yes: value not of required type: null'],
  ['Day__c', '2023-02-29', unreadable('date from VALUE_STRING value 2023-02-29')],
  ['Day__c', '1699-12-31', unreadable('date from VALUE_STRING value 1699-12-31')],
  ['Moment__c', '2026-01-02T03:04:05', unreadable('datetime from VALUE_STRING value 2026-01-02T03:04:05')],
  ['Hour__c', '25:00', unreadable('time from VALUE_STRING value 25:00')],
  ['Hour__c', '7:30', unreadable('time from VALUE_STRING value 7:30')],
  [
    'Color__c',
    'Green',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Color: bad value for restricted picklist field: Green',
  ],
  ['Color__c', 'red', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Color: bad value for restricted picklist field: red'],
  ['Mail__c', 'nobody', 'INVALID_EMAIL_ADDRESS: Mail: invalid email address: nobody'],
  ['Account__c', 'A-1', 'MALFORMED_ID: Account: id value of incorrect type: A-1'],
  ['Account__c', org.session.userId, `MALFORMED_ID: Account: id value of incorrect type: ${org.session.userId}`],
  ['Account__c', '001000000000999AAA', 'INVALID_CROSS_REFERENCE_KEY: invalid cross reference id'],
  ['Must__c', '', 'REQUIRED_FIELD_MISSING: Required fields are missing: [Must__c]'],
  ['Nothing__c', 1, "INVALID_FIELD: No such column 'Nothing__c' on sobject of type Parcel__c"],
];

for (const [name, given, complaint] of refused) {
  test(`${name} ${JSON.stringify(given)} is refused: ${complaint.split(':')[0] ?? ''}`, () => {
    const results = org.save('insert', 'Parcel__c', [{ Must__c: 'x', [name]: given }]);
    assert.deepEqual(complaints(results), [[complaint]]);
    assert.deepEqual([results[0]?.id, results[0]?.success, results[0]?.created], [null, false, false]);
  });
}

test('in bulk a value of the wrong type is refused by the record', () => {
  const rows = [{ Must__c: 'x', Day__c: 'tomorrow' }];
  const { engine, session } = org;
  const request = { operation: 'insert', object: 'Parcel__c', rows, allOrNone: false, trimText: false } as const;
  assert.deepEqual(complaints(engine.save(session, request)), [
    ['INVALID_TYPE_ON_FIELD_IN_RECORD: Day: value not of required type: tomorrow'],
  ]);
});

test('Bulk keeps the blanks that REST removes', () => {
  const [id = ''] = org.put('insert', 'Parcel__c', [{ Must__c: 'x', Short__c: ' a ' }], { trimText: false });
  assert.deepEqual(org.rows(`SELECT Short__c FROM Parcel__c WHERE Id = '${id}'`), [{ Short__c: ' a ' }]);
});

test('what is not said gets its default, what is said to be empty stays empty', () => {
  const [id = '', other = ''] = org.put('insert', 'Parcel__c', [{ Must__c: 'x' }, { Must__c: 'x', Default__c: null }]);
  const [row, second] = org.rows(
    `SELECT Default__c, Who__c, Yes__c, Name FROM Parcel__c WHERE Id IN ('${id}', '${other}') ORDER BY Id`,
  );
  assert.deepEqual(row, { Default__c: 42, Who__c: 'Admin', Yes__c: true, Name: id.slice(0, 15) });
  assert.equal(second?.['Default__c'], null);
});

test('fields that are computed cannot be written', () => {
  assert.deepEqual(
    complaints(org.save('insert', 'Parcel__c', [{ Must__c: 'x', Twice__c: 2, CreatedDate: '2026-01-01T00:00:00Z' }])),
    [
      [
        'INVALID_FIELD_FOR_INSERT_UPDATE: Unable to create/update fields: Twice__c, CreatedDate. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
      ],
    ],
  );
});

test('an update changes what it names, stamps the record and leaves the rest', () => {
  const [id = ''] = org.put('insert', 'Parcel__c', [{ Must__c: 'x', Amount__c: 1, Short__c: 'a' }]);
  org.put('update', 'Parcel__c', [{ id, Amount__c: null }]);
  assert.deepEqual(org.rows(`SELECT Amount__c, Short__c, LastModifiedById FROM Parcel__c WHERE Id = '${id}'`), [
    { Amount__c: null, Short__c: 'a', LastModifiedById: org.session.userId },
  ]);
});

test('each outcome stands where its row stood', () => {
  const results = org.save('insert', 'Parcel__c', [{ Must__c: 'x' }, { Must__c: null }, { Must__c: 'y' }]);
  assert.deepEqual(
    results.map((one) => one.success),
    [true, false, true],
  );
});

test('all or none takes the good rows back with the bad one', () => {
  const before = org.engine.query(org.session, 'SELECT COUNT() FROM Parcel__c').totalSize;
  const results = org.save('insert', 'Parcel__c', [{ Must__c: 'x' }, { Must__c: null }], { allOrNone: true });
  assert.deepEqual(
    results.map((one) => one.errors[0]?.statusCode),
    ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING'],
  );
  assert.equal(org.engine.query(org.session, 'SELECT COUNT() FROM Parcel__c').totalSize, before);
});

test('more than 200 rows are not one call', () => {
  assert.throws(
    () =>
      org.save(
        'insert',
        'Parcel__c',
        Array.from({ length: 201 }, () => ({ Must__c: 'x' })),
      ),
    {
      errorCode: 'EXCEEDED_ID_LIMIT',
    },
  );
});

test('a record that is unknown, gone or of another object is not updated', () => {
  const [gone = ''] = org.put('insert', 'Parcel__c', [{ Must__c: 'x' }]);
  org.put('delete', 'Parcel__c', [{ Id: gone }]);
  const unknown = `${gone.slice(0, 3)}000000999999`;
  const codes = org
    .save('update', 'Parcel__c', [{ Id: gone }, { Id: unknown }, { Id: account }, {}])
    .map(({ errors }) => errors[0]?.statusCode);
  assert.deepEqual(codes, ['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY', 'MALFORMED_ID', 'MISSING_ARGUMENT']);
});

test('one transaction over several calls leaves nothing when it is broken off', () => {
  assert.throws(() =>
    org.engine.transaction(() => {
      org.put('insert', 'Account', [{ Name: 'Passing' }]);
      throw new Error('halt');
    }),
  );
  assert.deepEqual(org.rows("SELECT Id FROM Account WHERE Name = 'Passing'"), []);
});
