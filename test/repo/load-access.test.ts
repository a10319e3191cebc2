/** Least privilege of the user that loads: its permission set lets it write what loads write, field by field. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { childrenOf, filesOf, readSource, textOf } from '../../scripts/package/package.ts';
import { reminder } from '../../server/cycle/cycle.ts';
import { stamps } from '../../server/model/model.ts';
import { books } from '../../server/plan/plan.ts';
import { readSyncFolder } from '../../server/syncs/syncs.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const source = readSource(root);

/** RevOps explains what the comparison of a load has found. */
const explanation = 'Reconciliation__c.Explanation__c';

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** Fields of the package that may be edited. */
function editableFields(): readonly string[] {
  const set = filesOf(source, 'PermissionSet').find((one) => one.name === 'Todoku_Integration');
  assert.ok(set !== undefined);
  const editable = childrenOf(set.root, 'fieldPermissions').filter((one) => textOf(one, 'editable') === 'true');
  return sorted(editable.map((one) => textOf(one, 'field') ?? '').filter((name) => name.endsWith('__c')));
}

/** Fields of an object that have a value of their own and whose access a permission set may say. */
function storedFields(object: string): readonly string[] {
  const fields = [...(source.objects.get(object)?.fields.values() ?? [])];
  return fields
    .filter((one) => one.formula === undefined && one.type !== 'Summary')
    .filter((one) => !one.required && one.type !== 'MasterDetail')
    .map((one) => `${one.object}.${one.name}`);
}

/** What the syncs of the sample, of the examples and of the weekly cycle write, with the stamps of every record. */
function syncedFields(): readonly string[] {
  const folders = globSync(['syncs/*/', 'examples/*/syncs/*/', 'server/cycle/syncs/*/'], { cwd: root });
  const syncs = folders.map((folder) => {
    const { sync, problems } = readSyncFolder(join(root, folder), 'bigquery');
    assert.ok(sync !== undefined, `${folder}: ${problems.map(({ message }) => message).join(' ')}`);
    return sync;
  });
  return syncs.flatMap(({ object, fields }) => {
    const mapped = fields.map(({ field: name, parent }) => parent?.relationship.replace(/__r$/, '__c') ?? name);
    return [...mapped, ...Object.values(stamps)].map((name) => `${object}.${name}`);
  });
}

test('loads write what a sync maps, what runs keep of themselves, reminders, and nothing else', () => {
  const synced = syncedFields();
  const reminded = reminder.fields.map((name) => `${reminder.object}.${name}`);
  const kept = books.flatMap(([object]) => storedFields(object)).filter((name) => name !== explanation);
  const written = [...source.objects.keys()]
    .flatMap(storedFields)
    .filter((name) => synced.includes(name) || reminded.includes(name));
  assert.deepEqual(editableFields(), sorted([...written, ...kept]));
});

test('what a run keeps of itself is looked at field by field before the first record is written', () => {
  for (const [object, fields] of books) {
    const looked = fields.map((name) => `${object}.${name}`);
    const missed = storedFields(object).filter((name) => name !== explanation && !looked.includes(name));
    assert.deepEqual(missed, [], object);
  }
});
