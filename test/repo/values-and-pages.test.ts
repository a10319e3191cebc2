/** Holds what force-app promises of values and pages: picklists that loads fill, whose budgets are, pages that open. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { childrenOf, filesOf, readSource, textOf, type Element } from '../../scripts/package/package.ts';

const source = readSource(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

const sorted = (names: readonly string[]): readonly string[] => [...names].sort();

test('restricted picklists hold the API values that loads send', () => {
  const values = (object: string, name: string): readonly string[] => {
    const found = source.objects.get(object)?.fields.get(name);
    assert.ok(found, `${object}.${name} is missing`);
    const set = childrenOf(found.root, 'valueSet')[0];
    assert.ok(set && textOf(set, 'restricted') === 'true', `${object}.${name} is restricted`);
    const definition = childrenOf(set, 'valueSetDefinition').flatMap((one) => childrenOf(one, 'value'));
    return definition.map((one) => textOf(one, 'fullName') ?? '');
  };
  assert.deepEqual(values('Budget__c', 'Measure__c'), ['Revenue', 'Gross_Profit']);
  assert.deepEqual(values('Project__c', 'Status__c'), ['Planned', 'Active', 'Closed', 'Cancelled']);
  assert.deepEqual(values('Project__c', 'Type__c'), ['New', 'Base']);
  assert.deepEqual(values('Project_Amount__c', 'Confidence__c'), ['A', 'B', 'C', 'D']);
  const states = ['Running', 'Matched', 'Mismatch', 'Failed', 'Partial', 'Not_Checked'];
  assert.deepEqual(values('Load_Batch__c', 'State__c'), states);
  assert.deepEqual(values('Reconciliation__c', 'Level__c'), ['Object', 'Period', 'Record']);
  assert.deepEqual(values('Reconciliation__c', 'State__c'), ['Matched', 'Explained', 'Mismatch', 'Not_Checked']);
});

test('targets, budgets, weeks and projects open on their own page on the desktop and on the phone, in the app and elsewhere', () => {
  const app = filesOf(source, 'CustomApplication').find((one) => one.name === 'Todoku');
  assert.ok(app);
  for (const [object, page] of [
    ['Target__c', 'Target_Record_Page'],
    ['Budget__c', 'Budget_Record_Page'],
    ['Forecast_Cycle__c', 'Forecast_Cycle_Record_Page'],
    ['Project__c', 'Project_Record_Page'],
  ] as const) {
    const everywhere = childrenOf(source.objects.get(object)?.definition?.root ?? app.root, 'actionOverrides');
    const inApp: readonly Element[] = childrenOf(app.root, 'actionOverrides').filter(
      (one) => textOf(one, 'pageOrSobjectType') === object,
    );
    for (const overrides of [everywhere, inApp]) {
      assert.deepEqual(sorted(overrides.map((one) => textOf(one, 'formFactor') ?? '')), ['Large', 'Small']);
      assert.ok(overrides.every((one) => textOf(one, 'content') === page && textOf(one, 'actionName') === 'View'));
    }
  }
});

test('in the app, an opportunity opens on its own page and Home is ours; elsewhere both stay as the org has them', () => {
  const app = filesOf(source, 'CustomApplication').find((one) => one.name === 'Todoku');
  assert.ok(app);
  const pages = childrenOf(app.root, 'actionOverrides')
    .filter((one) => ['Opportunity', 'standard-home'].includes(textOf(one, 'pageOrSobjectType') ?? ''))
    .map(
      (one) => `${textOf(one, 'content') ?? ''} ${textOf(one, 'actionName') ?? ''} ${textOf(one, 'formFactor') ?? ''}`,
    );
  assert.deepEqual(sorted(pages), [
    'Opportunity_Record_Page View Large',
    'Opportunity_Record_Page View Small',
    'Todoku_Home Tab Large',
  ]);
});

test('a budget is changed by loads and by RevOps: no permission set lets who asks for another one do it', () => {
  const amounts = ['Budget__c.Current_Amount__c', 'Budget__c.Original_Amount__c'];
  const edits = (set: Element): boolean =>
    childrenOf(set, 'fieldPermissions').some(
      (one) => textOf(one, 'editable') === 'true' && amounts.includes(textOf(one, 'field') ?? ''),
    );
  const mayEdit = filesOf(source, 'PermissionSet').filter(({ root }) => edits(root));
  assert.deepEqual(sorted(mayEdit.map(({ name }) => name)), ['Todoku_Integration', 'Todoku_RevOps']);
});
