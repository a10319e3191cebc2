/** Holds what force-app promises to loads and to people: names, roll-ups, who owns which field, access. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import {
  childrenOf,
  filesOf,
  metadataFolder,
  readSource,
  textOf,
  type Element,
  type SourceField,
} from '../../scripts/package/package.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const source = readSource(root);

const loadedObjects = [
  'Department__c',
  'Budget__c',
  'Target__c',
  'Project__c',
  'Project_Amount__c',
  'Menu_Amount__c',
  'Opportunity_Amount__c',
  'Forecast_Cycle__c',
  'Forecast_Submission__c',
  'Snapshot_Run__c',
  'Snapshot_Line__c',
  'Bridge_Line__c',
  'KPI_Definition__c',
  'KPI_Value__c',
];
const loadedStandardObjects = ['Account', 'Product2', 'Opportunity'];

/** What people enter, and which permission sets may; everything else on a loaded object belongs to the warehouse. */
const lineFields = [
  'Project_Amount__c.Expected_Member__c',
  'Project_Amount__c.Confidence__c',
  'Project_Amount__c.In_Landing__c',
  'Project_Amount__c.Note__c',
  'Opportunity_Amount__c.Expected__c',
  'Opportunity_Amount__c.In_Landing__c',
  'Target__c.Plan_Amount__c',
  'Target__c.Qualitative_Goal__c',
];
const judgement = ['Budget__c.Judgement__c', 'Budget__c.Judgement_Until__c'];
const explanation = ['Reconciliation__c.Explanation__c'];
/** What somebody who submits says. A load that carries over what nobody has said in time writes the figures among them. */
const saidFields = [
  ...['Target__c', 'Cycle__c', 'Kind__c', 'Version__c', 'State__c', 'Actual__c', 'Rolled_Up__c', 'Judgement__c'],
  ...['Landing_Forecast__c', 'Previous_Landing__c', 'Deals_Total__c', 'Deals_Changed__c', 'Deals_Stale__c', 'Note__c'],
  ...['Submitted_At__c', 'Submitted_By__c', 'On_Behalf_Of__c', 'Mismatch_Acknowledged__c'],
].map((name) => `Forecast_Submission__c.${name}`);
/** What a delegate submits under. */
const delegation = ['Forecast_Submission__c.Delegation__c'];
const factorFields = ['Code', 'Amount', 'Comment', 'Evidence', 'Bridge_Type', 'Opportunity', 'Project'].map(
  (name) => `Forecast_Factor__c.${name}__c`,
);
const decisionFields = ['State', 'Question', 'Decided_By', 'Decided_At'].map(
  (name) => `Forecast_Submission__c.${name}__c`,
);
const verdict = ['Forecast_Factor__c.Verdict__c'];
/** Written by people: loads only read them, but for reminders. */
const objectsOfPeople = ['Forecast_Factor__c', 'Gap_Action__c'];
/** Set by loads, corrected by RevOps. */
const amountsOfRevOps = [
  'Budget__c.Current_Amount__c',
  'Budget__c.Original_Amount__c',
  'Target__c.Original_Target__c',
  'Target__c.Target_Amount__c',
];

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

function field(object: string, name: string): SourceField {
  const found = source.objects.get(object)?.fields.get(name);
  assert.ok(found, `${object}.${name} is missing`);
  return found;
}

/** All of an action: whoever sees the budget may write one. */
function actionFields(): readonly string[] {
  const fields = [...(source.objects.get('Gap_Action__c')?.fields.values() ?? [])];
  return fields.filter((one) => one.type !== 'MasterDetail').map((one) => `Gap_Action__c.${one.name}`);
}

function permissionSet(name: string): Element {
  const file = filesOf(source, 'PermissionSet').find((one) => one.name === name);
  assert.ok(file, `permission set ${name} is missing`);
  return file.root;
}

const isOn = (element: Element, name: string): boolean => textOf(element, name) === 'true';

function editableFields(set: string): readonly string[] {
  const editable = childrenOf(permissionSet(set), 'fieldPermissions').filter((one) => isOn(one, 'editable'));
  return sorted(editable.map((one) => textOf(one, 'field') ?? ''));
}

function objectsWith(set: string, right: string): readonly string[] {
  const rights = childrenOf(permissionSet(set), 'objectPermissions').filter((one) => isOn(one, right));
  return sorted(rights.map((one) => textOf(one, 'object') ?? ''));
}

test('every loaded object carries the key, the as-of time, the row hash and the load batch', () => {
  for (const object of [...loadedObjects, ...loadedStandardObjects]) {
    const key = field(object, 'External_Key__c').root;
    for (const option of ['unique', 'caseSensitive', 'externalId']) {
      assert.ok(isOn(key, option), `${object}: ${option}`);
    }
    assert.equal(textOf(key, 'length'), '255');
    assert.equal(isOn(key, 'required'), loadedObjects.includes(object), `${object}: required`);
    assert.equal(field(object, 'Source_As_Of__c').type, 'DateTime');
    assert.equal(textOf(field(object, 'Row_Hash__c').root, 'length'), '64');
    assert.equal(field(object, 'Load_Batch__c').referenceTo, 'Load_Batch__c');
  }
});

test('amounts roll up natively, from the menu to the budget', () => {
  const rollups = [...source.objects.values()]
    .flatMap((object) => [...object.fields.values()])
    .filter((one) => one.type === 'Summary')
    .map(
      (one) =>
        `${one.object}.${one.name} = ${textOf(one.root, 'summaryOperation')} ${textOf(one.root, 'summarizedField') ?? textOf(one.root, 'summaryForeignKey')?.split('.')[0]}`,
    );
  assert.deepEqual(sorted(rollups), [
    'Budget__c.Actual__c = sum Target__c.Actual__c',
    'Budget__c.Line_Landing__c = sum Target__c.Line_Landing__c',
    'Budget__c.Opportunity_Expected__c = sum Target__c.Opportunity_Expected__c',
    'Budget__c.Target_Amount__c = sum Target__c.Target_Amount__c',
    'Forecast_Submission__c.Explained__c = sum Forecast_Factor__c.Amount__c',
    'Forecast_Submission__c.Factor_Count__c = count Forecast_Factor__c',
    'Project_Amount__c.Actual__c = sum Menu_Amount__c.Actual__c',
    'Project_Amount__c.Budget_Amount__c = sum Menu_Amount__c.Budget_Amount__c',
    'Project_Amount__c.Expected_System__c = sum Menu_Amount__c.Expected_System__c',
    'Snapshot_Run__c.Bridge_Total__c = sum Bridge_Line__c.Amount__c',
    'Snapshot_Run__c.Lines_Landing__c = sum Snapshot_Line__c.Landing__c',
    'Target__c.Actual__c = sum Project_Amount__c.Actual__c',
    'Target__c.Line_Landing__c = sum Project_Amount__c.Landing__c',
    'Target__c.Opportunity_Expected__c = sum Opportunity_Amount__c.Counted__c',
  ]);
});

test('a person edits details without owning the budget, but never menu amounts', () => {
  const openness = [
    ['Target__c', 'Budget__c', true],
    ['Project_Amount__c', 'Target__c', true],
    ['Opportunity_Amount__c', 'Target__c', true],
    ['Menu_Amount__c', 'Project_Amount__c', false],
    ['Forecast_Submission__c', 'Budget__c', true],
    ['Forecast_Factor__c', 'Submission__c', true],
    ['Gap_Action__c', 'Budget__c', true],
    ['Snapshot_Run__c', 'Budget__c', false],
    ['Snapshot_Line__c', 'Snapshot_Run__c', false],
    ['Bridge_Line__c', 'Snapshot_Run__c', false],
    ['KPI_Value__c', 'Budget__c', false],
  ] as const;
  for (const [object, name, open] of openness) {
    const master = field(object, name);
    assert.equal(master.type, 'MasterDetail');
    assert.equal(isOn(master.root, 'writeRequiresMasterRead'), open, `${object}.${name}`);
    assert.equal(isOn(master.root, 'reparentableMasterDetail'), false, `${object}.${name}`);
  }
});

test('who may edit is said by permission sets; records that the loads own are open to those', () => {
  const sharing = [...source.objects.values()].flatMap((object) =>
    object.definition === undefined ? [] : [`${object.name} ${textOf(object.definition.root, 'sharingModel') ?? ''}`],
  );
  // Rules open the budgets of a department to its people; RevOps explains reconciliations that the loads own.
  assert.deepEqual(sorted(sharing), [
    'Bridge_Line__c ControlledByParent',
    'Budget__c Private',
    'Department__c Read',
    'Forecast_Cycle__c Read',
    'Forecast_Factor__c ControlledByParent',
    'Forecast_Submission__c ControlledByParent',
    'Gap_Action__c ControlledByParent',
    'KPI_Definition__c Read',
    'KPI_Value__c ControlledByParent',
    'Load_Batch__c Read',
    'Menu_Amount__c ControlledByParent',
    'Opportunity_Amount__c ControlledByParent',
    'Project_Amount__c ControlledByParent',
    'Project__c Read',
    'Reconciliation__c ReadWrite',
    'Snapshot_Line__c ControlledByParent',
    'Snapshot_Run__c ControlledByParent',
    'Target__c ControlledByParent',
  ]);
  for (const set of ['Todoku_Rep', 'Todoku_Manager', 'Todoku_Unit_Manager']) {
    assert.ok(!objectsWith(set, 'allowEdit').includes('Reconciliation__c'), set);
  }
  assert.ok(!objectsWith('Todoku_Rep', 'allowEdit').includes('Budget__c'));
});

test('deleting an opportunity empties the lookup instead of blocking or deleting amounts', () => {
  for (const object of ['Opportunity_Amount__c', 'Project__c']) {
    assert.equal(textOf(field(object, 'Opportunity__c').root, 'deleteConstraint'), 'SetNull');
  }
});

test('people write what they say and nothing that the warehouse owns', () => {
  const submits = [...saidFields, ...delegation, ...factorFields, ...actionFields()];
  assert.deepEqual(editableFields('Todoku_Rep'), sorted([...lineFields, ...submits]));
  const unit = [...lineFields, ...judgement, ...submits, ...decisionFields];
  assert.deepEqual(editableFields('Todoku_Unit_Manager'), sorted(unit));
  assert.deepEqual(
    editableFields('Todoku_Manager'),
    sorted([...judgement, ...decisionFields, ...verdict, ...actionFields()]),
  );
  const ofRevOps = [...unit, ...verdict, ...explanation, ...amountsOfRevOps, 'User.Employee_Key__c'];
  assert.deepEqual(editableFields('Todoku_RevOps'), sorted(ofRevOps));
});

test('people see everything the panels show; only RevOps and loads see row hashes and what was compared', () => {
  const readable = (set: string): readonly string[] =>
    childrenOf(permissionSet(set), 'fieldPermissions').map((one) => textOf(one, 'field') ?? '');
  const all = [...source.objects.values()]
    .flatMap((object) => [...object.fields.values()])
    .filter((one) => !one.required && one.type !== 'MasterDetail')
    .map((one) => `${one.object}.${one.name}`);
  // A reconciliation is open to everyone; the totals in it belong to one department.
  const ofRevOps = /\.Row_Hash__c$|^Reconciliation__c\.(?:Warehouse|Salesforce)_Value__c$/;
  const ofEveryone = all.filter((name) => !ofRevOps.test(name));
  for (const set of ['Todoku_Rep', 'Todoku_Unit_Manager', 'Todoku_Manager']) {
    assert.deepEqual(sorted(readable(set)), sorted(ofEveryone), set);
  }
  assert.deepEqual(sorted(readable('Todoku_RevOps')), sorted(all));
});

test('people create what they say, never an amount; loads see every row that an upsert may match', () => {
  const amounts = ['Budget__c', 'Menu_Amount__c', 'Opportunity_Amount__c', 'Project_Amount__c', 'Target__c'];
  const said = ['Forecast_Submission__c', 'Snapshot_Run__c', 'Snapshot_Line__c', 'Bridge_Line__c', 'KPI_Value__c'];
  for (const set of ['Todoku_Rep', 'Todoku_Unit_Manager', 'Todoku_Manager', 'Todoku_RevOps']) {
    const submits = set === 'Todoku_Manager' ? [] : ['Forecast_Factor__c', 'Forecast_Submission__c'];
    assert.deepEqual(objectsWith(set, 'allowCreate'), sorted([...submits, 'Gap_Action__c']), set);
    // A factor of a draft may go; what was submitted stays, since the sum of its factors may not change.
    assert.deepEqual(objectsWith(set, 'allowDelete'), submits.slice(0, 1), set);
    assert.deepEqual(objectsWith(set, 'modifyAllRecords'), [], set);
    const seen = set === 'Todoku_RevOps' ? sorted([...amounts, ...said, ...objectsOfPeople]) : [];
    assert.deepEqual(objectsWith(set, 'viewAllRecords'), seen, set);
  }
  const own = [...loadedObjects, 'Load_Batch__c', 'Reconciliation__c'];
  const written = sorted([...own, ...loadedStandardObjects]);
  for (const right of ['allowCreate', 'allowEdit']) {
    assert.deepEqual(objectsWith('Todoku_Integration', right), sorted([...written, 'Gap_Action__c']), right);
  }
  assert.deepEqual(objectsWith('Todoku_Integration', 'allowDelete'), written);
  assert.deepEqual(objectsWith('Todoku_Integration', 'allowRead'), sorted([...written, ...objectsOfPeople]));
  // Everybody who may read products sees all of them; the platform has no View All for them.
  const withViewAll = written.filter((name) => name !== 'Product2');
  assert.deepEqual(objectsWith('Todoku_Integration', 'modifyAllRecords'), withViewAll);
});

test('a key that field security cannot guard is fixed by a rule wherever people may edit the record', () => {
  const edited = new Set(
    ['Todoku_Rep', 'Todoku_Unit_Manager', 'Todoku_Manager', 'Todoku_RevOps'].flatMap((set) =>
      objectsWith(set, 'allowEdit'),
    ),
  );
  for (const object of edited) {
    if (!source.objects.get(object)?.fields.has('External_Key__c')) continue;
    const rules = source.objects.get(object)?.rules.map((rule) => rule.name) ?? [];
    assert.ok(rules.includes('External_Key_Fixed'), object);
  }
});

test('a parent saved by a roll-up cannot fail on a rule about what people entered', () => {
  for (const object of ['Budget__c', 'Target__c', 'Project_Amount__c', 'Forecast_Submission__c', 'Snapshot_Run__c']) {
    for (const rule of source.objects.get(object)?.rules ?? []) {
      assert.match(textOf(rule.root, 'errorConditionFormula') ?? '', /ISCHANGED\(/, `${object}.${rule.name}`);
    }
  }
});

test('there is no code that would make a deployment run tests', () => {
  const folders = globSync(`${metadataFolder}/*`, { cwd: root }).map((path) => path.slice(metadataFolder.length + 1));
  for (const folder of ['classes', 'triggers', 'flows', 'aura', 'pages', 'components']) {
    assert.ok(!folders.includes(folder), folder);
  }
});
