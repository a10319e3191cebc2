/** The formulas that make up a landing, evaluated as they stand in force-app (M1, M2, M5, M6 of the design). */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { test } from 'node:test';
import { readSource, textOf, type SourceField } from '../../scripts/package/package.ts';

const source = readSource(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

function field(object: string, name: string): SourceField {
  const found = source.objects.get(object)?.fields.get(name);
  assert.ok(found, `${object}.${name} is missing`);
  return found;
}

/** These formulas are expressions of JavaScript too, once their functions exist; blanks arrive as the field says. */
const formulaFunctions = {
  IF: (condition: boolean, yes: unknown, no: unknown) => (condition ? yes : no),
  AND: (...all: readonly boolean[]) => all.every(Boolean),
  NOT: (one: boolean) => !one,
  MAX: Math.max,
  ISBLANK: (value: unknown) => value === null,
  NULL: null,
};

function evaluate(object: string, name: string, values: Readonly<Record<string, unknown>>): unknown {
  const { formula, root: definition } = field(object, name);
  assert.ok(formula);
  const zero = textOf(definition, 'formulaTreatBlanksAs') === 'BlankAsZero';
  const filled = Object.entries(values).map(([key, value]): readonly [string, unknown] => [
    key,
    zero && value === null && key !== 'Opportunity__c' ? 0 : value,
  ]);
  const context: Record<string, unknown> = { ...formulaFunctions, ...Object.fromEntries(filled) };
  return runInNewContext(formula, context);
}

test('the landing of a line: the actual once closed, else the larger of actual and expected, else nothing', () => {
  const landing = (closed: boolean, inLanding: boolean, actual: number | null, expected: number | null): unknown =>
    evaluate('Project_Amount__c', 'Landing__c', {
      Closed__c: closed,
      In_Landing__c: inLanding,
      Actual__c: actual,
      Expected__c: expected,
    });
  assert.equal(landing(false, true, 60, 100), 100);
  assert.equal(landing(false, true, 120, 100), 120);
  assert.equal(landing(false, true, null, 100), 100);
  assert.equal(landing(false, true, null, null), 0);
  assert.equal(landing(false, false, 60, 100), 0);
  assert.equal(landing(true, true, 60, 100), 60);
  assert.equal(landing(true, false, 60, 100), 60);
});

test('the member’s expected amount wins when there is one, zero included', () => {
  const expected = (member: number | null, system: number): unknown =>
    evaluate('Project_Amount__c', 'Expected__c', { Expected_Member__c: member, Expected_System__c: system });
  assert.equal(expected(null, 80), 80);
  assert.equal(expected(90, 80), 90);
  assert.equal(expected(0, 80), 0);
});

test('an opportunity counts while it is open, in the landing, and exists', () => {
  const counted = (open: boolean, inLanding: boolean, opportunity: string | null, expected: number | null): unknown =>
    evaluate('Opportunity_Amount__c', 'Counted__c', {
      Open__c: open,
      In_Landing__c: inLanding,
      Opportunity__c: opportunity,
      Expected__c: expected,
    });
  assert.equal(counted(true, true, '006', 50), 50);
  assert.equal(counted(true, true, '006', null), 0);
  assert.equal(counted(false, true, '006', 50), 0);
  assert.equal(counted(true, false, '006', 50), 0);
  assert.equal(counted(true, true, null, 50), 0);
});

test('landing forecast, gap and rates follow M1, M2, M5 and M6', () => {
  const totals = { Line_Landing__c: 90, Opportunity_Expected__c: 5, Judgement_In_Force__c: -3, Actual__c: 61 };
  assert.equal(evaluate('Target__c', 'Landing_Forecast__c', totals), 95);
  assert.equal(evaluate('Budget__c', 'Landing_Forecast__c', totals), 92);
  assert.equal(evaluate('Budget__c', 'Landing_Forecast__c', { ...totals, Judgement_In_Force__c: null }), 95);
  assert.equal(evaluate('Target__c', 'Gap__c', { Landing_Forecast__c: 95, Target_Amount__c: 100 }), -5);
  assert.equal(evaluate('Budget__c', 'Gap__c', { Landing_Forecast__c: 92, Current_Amount__c: 90 }), 2);
  assert.equal(textOf(field('Target__c', 'Gap__c').root, 'formulaTreatBlanksAs'), 'BlankAsBlank');
  assert.equal(evaluate('Target__c', 'Achievement_Rate__c', { Actual__c: 61, Target_Amount__c: 100 }), 0.61);
  assert.equal(evaluate('Target__c', 'Landing_Rate__c', { Landing_Forecast__c: 95, Target_Amount__c: 100 }), 0.95);
  for (const target of [0, -10, null]) {
    assert.equal(evaluate('Target__c', 'Achievement_Rate__c', { Actual__c: 61, Target_Amount__c: target }), null);
    assert.equal(evaluate('Budget__c', 'Target_Cover__c', { Target_Amount__c: 97, Current_Amount__c: target }), null);
  }
});
