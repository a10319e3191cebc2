import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import type { FieldShape, ObjectShape } from '../../../server/model/model.ts';
import { mapProject } from '../../../server/plan/plan.ts';
import { books } from '../../../server/plan/preflight.ts';
import { readProject } from '../../../server/syncs/syncs.ts';
import { shape } from '../shapes.ts';
import { projectFolder } from '../syncs/folder.ts';

/** Objects as describe shows them: stamps and a key, and the fields named. */
function object(name: string, fields: readonly FieldShape[] = [], rights: Partial<ObjectShape> = {}): ObjectShape {
  const key = { externalId: true, unique: true, nillable: false, idLookup: true };
  const all = [
    shape('External_Key__c', 'text', key),
    shape('Source_As_Of__c', 'datetime'),
    shape('Row_Hash__c', 'text'),
    shape('Load_Batch__c', 'reference'),
    ...fields,
  ];
  return {
    name,
    createable: true,
    updateable: true,
    deletable: true,
    queryable: true,
    fields: new Map(all.map((field) => [field.name.toLowerCase(), field])),
    recordTypes: [],
    ...rights,
  };
}

const lookup = (name: string, to: string, more: Partial<FieldShape> = {}): FieldShape =>
  shape(name, 'reference', { reference: { relationship: name.replace(/__c$/, '__r'), to: [to] }, ...more });

const sync = (text: string): string => `object: ${text}`;

/** A project of two syncs, `one` on One__c and `two` on Two__c, checked against the objects. */
async function mapped(
  files: { one: string; two: string },
  objects: readonly ObjectShape[],
): Promise<readonly string[] | { code: string; message: string }> {
  using folder = projectFolder({
    syncs: undefined,
    'syncs/one/model.sql': 'SELECT 1 AS k',
    'syncs/two/model.sql': 'SELECT 1 AS k',
    'syncs/one/sync.yml': sync(files.one),
    'syncs/two/sync.yml': sync(files.two),
  });
  const written = books.map(([name, fields]) =>
    object(
      name,
      fields.map((field) => shape(field, 'text')),
    ),
  );
  const known = [...objects, ...written];
  const describe = async (name: string): Promise<ObjectShape | undefined> => known.find((item) => item.name === name);
  try {
    return (await mapProject(readProject(folder.dir), undefined, describe)).map((item) => item.sync.name);
  } catch (error) {
    assert.ok(error instanceof Fault, String(error));
    return { code: error.code, message: error.message };
  }
}

const plain = (name: string, more = ''): string =>
  `${name}\nkey: External_Key__c\nmode: mirror\nfields:\n  External_Key__c: k\n${more}`;

test('parents come first, whatever the folders are called', async () => {
  const files = { one: plain('One__c', '  Two__r.External_Key__c: k\n'), two: plain('Two__c') };
  assert.deepEqual(await mapped(files, [object('One__c', [lookup('Two__c', 'Two__c')]), object('Two__c')]), [
    'two',
    'one',
  ]);
});

test('syncs that are parents of each other are refused with the circle', async () => {
  const files = {
    one: plain('One__c', '  Two__r.External_Key__c: k\n'),
    two: plain('Two__c', '  One__r.External_Key__c: k\n'),
  };
  const fault = await mapped(files, [
    object('One__c', [lookup('Two__c', 'Two__c')]),
    object('Two__c', [lookup('One__c', 'One__c')]),
  ]);
  assert.deepEqual(fault, {
    code: 'sync-cycle',
    message: 'Syncs are parents of each other in a circle: one → two → one.',
  });
});

test('an object may be its own parent', async () => {
  const files = { one: plain('One__c', '  Parent__r.External_Key__c: k\n'), two: plain('Two__c') };
  assert.deepEqual(await mapped(files, [object('One__c', [lookup('Parent__c', 'One__c')]), object('Two__c')]), [
    'one',
    'two',
  ]);
});

test('everything the org lacks is told at once: objects, rights, fields, keys, stamps', async () => {
  const files = {
    one: plain(
      'One__c',
      '  Formula__c: k\n  Locked__c: k\n  Two__r.Name: k\nreconcile:\n  period: { column: k, field: Two__r.Nothing__c }\n',
    ),
    two: plain('Missing__c'),
  };
  const one = object(
    'One__c',
    [
      shape('Formula__c', 'decimal', { calculated: true, createable: false }),
      shape('Locked__c', 'text', { createable: false, updateable: false }),
      shape('Needed__c', 'text', { nillable: false }),
      shape('External_Key__c', 'text', { externalId: true, unique: false }),
      shape('Row_Hash__c', 'text', { updateable: false }),
      lookup('Two__c', 'Two__c'),
    ],
    { deletable: false },
  );
  const fault = await mapped(files, [one, object('Two__c', [shape('Name', 'text')])]);
  assert.ok('code' in fault);
  assert.equal(fault.code, 'preflight-failed');
  for (const words of [
    'no right to delete One__c',
    'One__c.Row_Hash__c is read-only',
    'One__c.Formula__c is calculated by Salesforce',
    'One__c.Locked__c may not be written by the integration user',
    'Two__c.Name is no external id',
    'the key External_Key__c is not unique',
    'One__c.Needed__c is required and not mapped',
    'One__c has no field Two__r.Nothing__c',
    'two: there is no object Missing__c',
  ]) {
    assert.ok(fault.message.includes(words), `${words}\n---\n${fault.message}`);
  }
});

test('what an archive writes must fit its field, and a mirror that archives needs no right to delete', async () => {
  const archive = (text: string): { one: string; two: string } => ({
    one: plain('One__c', `archive: ${text}\n`),
    two: plain('Two__c'),
  });
  const one = object(
    'One__c',
    [
      shape('Gone__c', 'boolean'),
      shape('Stage__c', 'picklist', { allowed: ['Live', 'Gone'] }),
      shape('Amount__c', 'decimal'),
    ],
    { deletable: false },
  );
  const told = async (text: string): Promise<string> => {
    const answer = await mapped(archive(text), [one, object('Two__c')]);
    return 'message' in answer ? answer.message : answer.join(', ');
  };
  assert.equal(await told('{ field: Gone__c, value: true }'), 'one, two');
  assert.equal(await told('{ field: Stage__c, value: Gone, otherwise: Live }'), 'one, two');
  assert.match(
    await told('{ field: Gone__c, value: yes }'),
    /One__c.Gone__c does not take "yes". It takes true and false/,
  );
  assert.match(
    await told('{ field: Stage__c, value: Gone, otherwise: Active }'),
    /One__c.Stage__c does not take "Active". It takes Live, Gone/,
  );
  assert.match(await told('{ field: Amount__c, value: true }'), /archived by a checkbox, a picklist or a text/);
  assert.match(await told('{ field: Nowhere__c, value: true }'), /One__c has no field Nowhere__c/);
});
