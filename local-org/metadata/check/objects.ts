/** What a schema as a whole has to keep to: relationships, detail levels, roll-ups, formulas. */
import { checkCondition, checkFormulaField, defaultSql, FormulaError, namedUnder } from '../../formula/formula.ts';
import {
  field as fieldOf,
  objectNamed,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
} from '../../schema/schema.ts';
import { noSuch, type Component, type Report } from '../component.ts';
import { checkRollup } from '../schema/rollup.ts';
import { componentOf, isKnown, type Checking } from './checking.ts';

const mostMasters = 2;
const mostLevels = 3;
/** 25 in every source that tells the default from what Support may grant. */
const mostRollups = 25;
const mostRelationships = 40;

const mastersOf = (object: ObjectSchema): readonly FieldSchema[] =>
  object.fields.filter((one) => one.custom && one.reference?.kind === 'masterDetail');

/** Levels of custom details above and including this object. */
function levels(schema: OrgSchema, object: ObjectSchema, seen: readonly string[] = []): number {
  if (seen.includes(object.name)) return mostLevels + 1;
  const above = mastersOf(object).map((one) => {
    const master = objectNamed(schema, one.reference?.to[0] ?? '');
    return master === undefined ? 1 : 1 + levels(schema, master, [...seen, object.name]);
  });
  return Math.max(0, ...above);
}

/** What is wrong with one master of an object, in words. */
function* masterProblems(schema: OrgSchema, object: ObjectSchema, index: number): Iterable<string> {
  const masters = mastersOf(object);
  const reference = masters[index]?.reference;
  const target = objectNamed(schema, reference?.to[0] ?? '');
  if (!object.custom) yield 'A standard object cannot be on the detail side of a master-detail relationship';
  if (index >= mostMasters) yield `An object can have at most ${mostMasters} master-detail relationships`;
  if (levels(schema, object) > mostLevels) {
    yield `A master-detail relationship can be at most ${mostLevels} custom detail levels deep`;
  }
  if (target !== undefined && mastersOf(target).length === mostMasters) {
    yield `A junction object cannot be the master of ${object.name}`;
  }
  if (masters.findIndex((other) => other.reference?.order === reference?.order) !== index) {
    yield 'relationshipOrder must be 0 for the primary and 1 for the secondary master';
  }
}

function checkMasters(checking: Checking, object: ObjectSchema): void {
  const masters = mastersOf(object);
  for (const [index, one] of masters.entries()) {
    const component = componentOf(checking, 'CustomField', `${object.name}.${one.name}`);
    if (component === undefined) continue;
    for (const problem of masterProblems(checking.schema, object, index)) checking.report(component, problem);
  }
  const component = componentOf(checking, 'CustomObject', object.name);
  if (component === undefined || !object.custom) return;
  const isControlled = object.sharingModel === 'ControlledByParent';
  if (masters.length > 0 && !isControlled) {
    checking.report(component, 'The sharing model of an object on the detail side must be ControlledByParent');
  } else if (masters.length === 0 && isControlled) {
    checking.report(component, 'ControlledByParent needs a master-detail relationship');
  }
}

function checkReferences(checking: Checking, object: ObjectSchema): void {
  const { schema, report } = checking;
  const custom = object.fields.filter((one) => one.custom && one.reference !== undefined);
  for (const [index, one] of custom.entries()) {
    const component = componentOf(checking, 'CustomField', `${object.name}.${one.name}`);
    const to = one.reference?.to[0] ?? '';
    if (component === undefined) continue;
    if (objectNamed(schema, to) === undefined) {
      report(component, `referenceTo value of '${to}' does not resolve to a valid sObject type`);
    }
    if (index >= mostRelationships) report(component, `An object can have at most ${mostRelationships} relationships`);
  }
}

/** Every master knows its children by different names. */
function checkChildNames(checking: Checking): void {
  const names = new Map<string, string>();
  for (const object of checking.schema.objects.values()) {
    for (const { name, reference } of object.fields) {
      for (const parent of reference?.childRelationshipName === undefined ? [] : reference.to) {
        const key = `${parent} ${reference?.childRelationshipName ?? ''}`.toLowerCase();
        const component = componentOf(checking, 'CustomField', `${object.name}.${name}`);
        if (names.has(key) && component !== undefined) {
          const relation = reference?.childRelationshipName?.replace(/__r$/, '') ?? '';
          checking.report(component, `There is already a Child Relationship named ${relation} on ${parent}.`);
        }
        names.set(key, `${object.name}.${name}`);
      }
    }
  }
}

function checkRollups(checking: Checking, object: ObjectSchema): void {
  const rollups = object.fields.filter((one) => one.rollup !== undefined);
  for (const [index, { name, rollup }] of rollups.entries()) {
    const component = componentOf(checking, 'CustomField', `${object.name}.${name}`);
    if (component === undefined || rollup === undefined) continue;
    if (index >= mostRollups) {
      checking.report(component, `An object can have at most ${mostRollups} roll-up summary fields`);
    }
    checkRollup(component, object, rollup, objectNamed(checking.schema, rollup.childObject), checking.report);
  }
}

/** Runs a check and reports a formula's complaint on the component. */
function guarded(report: Report, component: Component | undefined, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof FormulaError) || component === undefined) throw error;
    report(component, error.message);
  }
}

/** What is another component: the platform has no formula that names one it does not have. */
const globals = [
  ['$Permission', 'CustomPermission'],
  ['$Label', 'CustomLabel'],
] as const;

function checkGlobals(checking: Checking, component: Component | undefined, source: string): void {
  if (component === undefined) return;
  for (const [global, type] of globals) {
    for (const name of namedUnder(global, source)) {
      if (isKnown(checking, type, name)) continue;
      checking.report(component, `Field ${global}.${name} does not exist. Check spelling.`);
    }
  }
}

function checkFormulas(checking: Checking, object: ObjectSchema): void {
  const { schema, report } = checking;
  for (const one of object.fields.filter(({ custom }) => custom)) {
    const component = componentOf(checking, 'CustomField', `${object.name}.${one.name}`);
    guarded(report, component, () => {
      if (one.formula !== undefined) {
        checkFormulaField(schema, object, one);
        checkGlobals(checking, component, one.formula.source);
      } else if (one.defaultValue !== undefined && one.type !== 'boolean') defaultSql(schema, one.defaultValue);
    });
  }
  for (const rule of object.validationRules) {
    const component = componentOf(checking, 'ValidationRule', `${object.name}.${rule.name}`);
    guarded(report, component, () => {
      checkCondition(schema, object, rule.condition);
      checkGlobals(checking, component, rule.condition);
    });
    if (rule.errorField === undefined || component === undefined) continue;
    if (fieldOf(object, rule.errorField) === undefined) {
      report(component, `Field ${rule.errorField} does not exist. Check spelling.`);
    }
  }
}

/** A dependent picklist needs a picklist or a checkbox that it depends on. */
function checkControllers(checking: Checking, object: ObjectSchema): void {
  for (const { name, picklist } of object.fields) {
    const component = componentOf(checking, 'CustomField', `${object.name}.${name}`);
    if (picklist?.controller === undefined || component === undefined) continue;
    const controller = fieldOf(object, picklist.controller);
    if (controller?.type === 'picklist' || controller?.type === 'boolean') continue;
    checking.report(component, noSuch('controllingField', 'CustomField', `${object.name}.${picklist.controller}`));
  }
}

/** What objects are to each other. Formulas can only be looked at when this is sound. */
export function checkRelations(checking: Checking): void {
  for (const object of checking.schema.objects.values()) {
    checkMasters(checking, object);
    checkReferences(checking, object);
    checkControllers(checking, object);
  }
  checkChildNames(checking);
}

export function checkCalculations(checking: Checking): void {
  for (const object of checking.schema.objects.values()) {
    checkRollups(checking, object);
    checkFormulas(checking, object);
  }
}
