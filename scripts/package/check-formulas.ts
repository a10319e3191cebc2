/** Formulas and validation rules: every name in them exists, and they are legal where they stand. */
import type { Finding } from './finding.ts';
import { isFunction, namesIn } from './formulas.ts';
import { fieldAt, fieldOf } from './names.ts';
import type { Source, SourceField, SourceFile, SourceObject } from './source.ts';
import { textOf } from './xml.ts';

/** Characters of a formula as written, and of what a rule says to people (Salesforce Help, "Formula field limits"). */
const limits = { formula: 3900, said: 255 };

/** Functions that compare with the record as it was: for rules, not for formula fields. */
const ruleOnly = new Set(['ISCHANGED', 'ISNEW', 'PRIORVALUE', 'VLOOKUP', 'REGEX']);

const globals: Readonly<Record<string, string>> = { $User: 'User', $Profile: 'Profile', $UserRole: 'UserRole' };

function nameExists(source: Source, object: string, path: string): boolean {
  if (!path.startsWith('$')) return fieldAt(source, object, path) !== undefined;
  const [global = '', ...rest] = path.split('.');
  const standard = globals[global];
  return standard === undefined || fieldAt(source, standard, rest.join('.')) !== undefined;
}

interface Formula {
  readonly file: string;
  readonly object: string;
  readonly place: string;
  readonly text: string;
  readonly inRule: boolean;
}

function checkFormula(source: Source, { file, object, place, text, inRule }: Formula): readonly Finding[] {
  const { fields, functions } = namesIn(text);
  const finding = (code: string, problem: string): Finding => ({ code, file, place, problem });
  return [
    ...(text.length > limits.formula ? [finding('too-long', `formula over ${limits.formula} characters`)] : []),
    ...fields
      .filter((name) => !nameExists(source, object, name))
      .map((name) => finding('unknown-field', `the formula uses ${name}, which ${object} does not have`)),
    ...functions
      .filter((name) => !isFunction(name))
      .map((name) => finding('unknown-function', `the formula calls ${name}, which is no function`)),
    ...functions
      .filter((name) => !inRule && ruleOnly.has(name.toUpperCase()))
      .map((name) => finding('rule-function', `${name} is for validation rules, not for formula fields`)),
  ];
}

/** ISBLANK of a number is never true where blanks are read as zero (Salesforce Help, ISBLANK). */
function checkBlanks(source: Source, field: SourceField): readonly Finding[] {
  if (textOf(field.root, 'formulaTreatBlanksAs') !== 'BlankAsZero') return [];
  const tested = [...(field.formula ?? '').matchAll(/\bIS(?:BLANK|NULL)\(\s*(\w+)\s*\)/gi)].map(
    (match) => match[1] ?? '',
  );
  return tested
    .filter((name) => fieldOf(source, field.object, name)?.numeric === true)
    .map((name) => ({
      code: 'never-blank',
      file: field.path,
      place: `${field.object}.${field.name}`,
      problem: `ISBLANK(${name}) is never true while the formula treats blanks as zero`,
    }));
}

function checkField(source: Source, field: SourceField): readonly Finding[] {
  const { path: file, object, formula } = field;
  if (formula === undefined) return [];
  const place = `${object}.${field.name}`;
  return [
    ...checkFormula(source, { file, object, place, text: formula, inRule: false }),
    ...checkBlanks(source, field),
  ];
}

function checkRule(source: Source, object: SourceObject, rule: SourceFile): readonly Finding[] {
  const place = `${object.name}.${rule.name}`;
  const finding = (code: string, problem: string): Finding => ({ code, file: rule.path, place, problem });
  const text = textOf(rule.root, 'errorConditionFormula') ?? '';
  const shownAt = textOf(rule.root, 'errorDisplayField');
  const field = shownAt === undefined ? undefined : fieldOf(source, object.name, shownAt);
  const said = textOf(rule.root, 'errorMessage') ?? '';
  return [
    ...checkFormula(source, { file: rule.path, object: object.name, place, text, inRule: true }),
    ...(shownAt !== undefined && field === undefined
      ? [finding('unknown-field', `the message is shown at ${shownAt}, which ${object.name} does not have`)]
      : []),
    ...(field?.calculated === true
      ? [finding('rule-place', `${field.name} is computed, so no message can be shown at it`)]
      : []),
    ...(said === '' ? [finding('no-message', 'the rule has no message')] : []),
    ...(said.length > limits.said ? [finding('too-long', `message over ${limits.said} characters`)] : []),
  ];
}

export function checkFormulas(source: Source): readonly Finding[] {
  return [...source.objects.values()].flatMap((object) => [
    ...[...object.fields.values()].flatMap((field) => checkField(source, field)),
    ...object.rules.flatMap((rule) => checkRule(source, object, rule)),
  ]);
}
