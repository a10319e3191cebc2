/** SOQL and SOSL Reference, "SOSL Syntax"; REST API Developer Guide, "Search" and "Parameterized Search". */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../world/world.ts';

const stack = new AsyncDisposableStack();
let world: World;

interface Found {
  readonly attributes: { readonly type: string };
  readonly Id?: string;
  readonly Name?: string;
}

before(async () => {
  world = stack.use(await startWorld());
  const records = [
    { attributes: { type: 'Account' }, Name: 'Acme Media', Phone: '03-1234-5678' },
    { attributes: { type: 'Account' }, Name: 'Acmeville', Website: 'https://acme.example.com' },
    { attributes: { type: 'Account' }, Name: '株式会社青山広告' },
    { attributes: { type: 'Contact' }, LastName: 'Sato', FirstName: 'Yui', Email: 'yui@acme.example.com' },
    { attributes: { type: 'Contact' }, LastName: 'Media', Title: 'Buyer (print & web)' },
  ];
  const { json } = await world.ask('POST', 'composite/sobjects', { records });
  assert.ok((json as { success: boolean }[]).every(({ success }) => success));
});
after(() => stack.disposeAsync());

async function find(sosl: string): Promise<readonly Found[]> {
  const { status, json } = await world.ask('GET', `search?q=${encodeURIComponent(sosl)}`);
  assert.equal(status, 200, JSON.stringify(json));
  return (json as { searchRecords: Found[] }).searchRecords; // the reply's one key
}

/** Search → the names that it finds among accounts. */
const searches: readonly (readonly [find: string, names: readonly string[]])[] = [
  ['{acme}', ['Acme Media', 'Acmeville']],
  ['{acme} IN NAME FIELDS', ['Acme Media']],
  ['{acme*} IN NAME FIELDS', ['Acme Media', 'Acmeville']],
  ['{acm?} IN NAME FIELDS', ['Acme Media']],
  ['{ACME media}', ['Acme Media']],
  ['{"media acme"}', []],
  ['{"acme media"}', ['Acme Media']],
  ['{acme AND NOT media}', ['Acmeville']],
  ['{media OR acmeville} IN NAME FIELDS', ['Acme Media', 'Acmeville']],
  ['{(media OR acmeville) AND acme*} IN NAME FIELDS', ['Acme Media', 'Acmeville']],
  ['{1234} IN PHONE FIELDS', ['Acme Media']],
  ['{acme} IN EMAIL FIELDS', []],
  ['{青山}', ['株式会社青山広告']],
  ['{03\\-1234}', ['Acme Media']],
  ['{nothing}', []],
];

for (const [text, names] of searches) {
  test(`FIND ${text} finds ${names.join(', ') || 'nothing'}`, async () => {
    const records = await find(`FIND ${text} RETURNING Account(Name ORDER BY Name)`);
    assert.deepEqual(
      records.map(({ Name }) => Name),
      names,
    );
  });
}

test('what is returned is filtered, ordered and cut for each object', async () => {
  const records = await find(
    "find {acme* or media} in all fields returning Account(Id, Name where Name like 'A%' order by Name desc limit 1), Contact(Email WHERE LastName = 'Sato LIMIT 9' OR Email != null), Lead limit 10",
  );
  assert.deepEqual(
    records.map(({ attributes, Name }) => [attributes.type, Name]),
    [
      ['Account', 'Acmeville'],
      ['Contact', undefined],
    ],
  );
  assert.equal((await find('FIND {acme* OR media} RETURNING Account, Contact LIMIT 3')).length, 3);
});

test('without RETURNING every object is searched, for ids alone', async () => {
  const records = await find('FIND {media}');
  assert.deepEqual(records.map(({ attributes }) => attributes.type).sort(), ['Account', 'Contact']);
  assert.deepEqual(Object.keys(records[0] ?? {}), ['attributes', 'Id']);
});

test('a search that says nothing is refused', async () => {
  const refusals: readonly (readonly [sosl: string, code: string, message: RegExp])[] = [
    ['FIND acme', 'MALFORMED_SEARCH', /No search term found\. The search term must be enclosed in braces\./],
    ['FIND {a}', 'INVALID_SEARCH', /search term must be longer than one character: a/],
    ['FIND {(acme} RETURNING Account', 'INVALID_SEARCH', /not balanced/],
    ['FIND {acme} IN SOME FIELDS', 'MALFORMED_SEARCH', /unexpected token/],
    ['FIND {acme} GIVING Account', 'MALFORMED_SEARCH', /unexpected token/],
    ['FIND {acme} RETURNING Account(Nothing)', 'INVALID_FIELD', /No such column 'Nothing'/],
  ];
  for (const [sosl, code, message] of refusals) {
    const { status, json } = await world.ask('GET', `search?q=${encodeURIComponent(sosl)}`);
    const [refusal] = json as { errorCode: string; message: string }[]; // a refusal's body
    assert.deepEqual([status, refusal?.errorCode], [400, code], sosl);
    assert.match(refusal?.message ?? '', message);
  }
  const unknown = await world.ask('GET', `search?q=${encodeURIComponent('FIND {acme} RETURNING Nothing')}`);
  assert.equal((unknown.json as { errorCode: string }[])[0]?.errorCode, 'INVALID_TYPE');
});

test('a parameterized search takes its parts from the address or from the body', async () => {
  const byAddress = await world.ask(
    'GET',
    'parameterizedSearch/?q=acme*&sobject=Account&Account.fields=id,name&Account.limit=1&sobject=Contact',
  );
  const records = (json: unknown): readonly Found[] => (json as { searchRecords: Found[] }).searchRecords; // the one key
  assert.deepEqual(
    records(byAddress.json).map(({ attributes }) => attributes.type),
    ['Account', 'Contact'],
  );
  const byBody = await world.ask('POST', 'parameterizedSearch', {
    q: 'acme*',
    in: 'NAME',
    fields: ['Id', 'Name'],
    sobjects: [{ name: 'Account', where: "Phone != ''", orderBy: 'Name' }],
  });
  assert.deepEqual(
    records(byBody.json).map(({ Name }) => Name),
    ['Acme Media'],
  );
  assert.equal((await world.ask('GET', 'parameterizedSearch?sobject=Account')).status, 400);
});

test('jsforce searches', async () => {
  const { searchRecords } = await world.connect().search('FIND {sato} RETURNING Contact(Id, LastName)');
  assert.equal(searchRecords.length, 1);
});
