/** Objects and fields: references, masters, roll-ups, and the platform's limits. */
import type { Finding } from './finding.ts';
import { namesIn } from './formulas.ts';
import { fieldOf, objectExists } from './names.ts';
import type { Source, SourceField, SourceObject } from './source.ts';
import { childrenOf, textOf } from './xml.ts';

/** Salesforce Help, "Custom object relationship considerations" and "Roll-up summary field" (25 before asking Support). */
const limits = { masters: 2, detailLevels: 3, rollups: 25, label: 40, help: 510 };

const found = (field: SourceField, code: string, problem: string): Finding => ({
  code,
  file: field.path,
  place: `${field.object}.${field.name}`,
  problem,
});

const fieldsOf = (object: SourceObject): readonly SourceField[] => [...object.fields.values()];

const mastersOf = (object: SourceObject): readonly SourceField[] =>
  fieldsOf(object).filter((field) => field.type === 'MasterDetail');

/** How many masters stand above an object, one over the other; stops at a loop. */
function levelsAbove(source: Source, object: string, seen: readonly string[] = []): number {
  const known = source.objects.get(object);
  if (known === undefined || seen.includes(object)) return 0;
  const above = mastersOf(known).map((field) => levelsAbove(source, field.referenceTo ?? '', [...seen, object]) + 1);
  return Math.max(0, ...above);
}

function checkText(field: SourceField): readonly Finding[] {
  const label = textOf(field.root, 'label');
  const help = textOf(field.root, 'inlineHelpText') ?? '';
  return [
    ...(label === undefined ? [found(field, 'no-label', 'the field has no label')] : []),
    ...((label ?? '').length > limits.label ? [found(field, 'too-long', `label over ${limits.label} characters`)] : []),
    ...(help.length > limits.help ? [found(field, 'too-long', `help over ${limits.help} characters`)] : []),
  ];
}

function checkReference(source: Source, field: SourceField): readonly Finding[] {
  if (field.type !== 'Lookup' && field.type !== 'MasterDetail') return [];
  const target = field.referenceTo ?? '';
  if (!objectExists(source, target)) {
    return [found(field, 'unknown-object', `refers to ${target}, which does not exist`)];
  }
  const constraint = textOf(field.root, 'deleteConstraint');
  if (field.type === 'MasterDetail' && (constraint !== undefined || textOf(field.root, 'required') !== undefined)) {
    return [found(field, 'master-options', 'a master-detail field takes neither deleteConstraint nor required')];
  }
  if (field.required && constraint === 'SetNull') {
    return [found(field, 'required-set-null', 'a required lookup cannot be cleared when its record is deleted')];
  }
  return [];
}

/** True when the formula, or one that it builds on, looks at another record or at the clock: no roll-up may sum it. */
function crossesObjects(source: Source, field: SourceField, seen: readonly string[] = []): boolean {
  if (field.formula === undefined || seen.includes(field.name)) return false;
  const { fields, functions } = namesIn(field.formula);
  if (functions.some((name) => ['NOW', 'TODAY', 'TIMENOW'].includes(name.toUpperCase()))) return true;
  return fields.some((name) => {
    if (name.includes('.')) return true;
    const other = source.objects.get(field.object)?.fields.get(name);
    return other !== undefined && crossesObjects(source, other, [...seen, field.name]);
  });
}

function checkSummarized(source: Source, field: SourceField, child: string): readonly Finding[] {
  const operation = textOf(field.root, 'summaryOperation');
  const summarized = textOf(field.root, 'summarizedField');
  if (operation === 'count') return [];
  const [object = '', name = ''] = (summarized ?? '').split('.');
  const known = fieldOf(source, object, name);
  if (known === undefined || object !== child) {
    return [found(field, 'unknown-field', `summarizes ${summarized ?? 'nothing'}, which is no field of ${child}`)];
  }
  if (operation === 'sum' && !known.numeric) {
    return [found(field, 'rollup-type', `${object}.${name} is no number, so it has no sum`)];
  }
  if (known.custom !== undefined && crossesObjects(source, known.custom)) {
    return [
      found(field, 'rollup-crosses', `${object}.${name} looks across objects or at the clock: it cannot be rolled up`),
    ];
  }
  return [];
}

function checkRollup(source: Source, field: SourceField): readonly Finding[] {
  if (field.type !== 'Summary') return [];
  const [child = '', name = ''] = (textOf(field.root, 'summaryForeignKey') ?? '').split('.');
  const master = source.objects.get(child)?.fields.get(name);
  if (master?.type !== 'MasterDetail' || master.referenceTo !== field.object) {
    return [found(field, 'rollup-key', `${child}.${name} is no master-detail field to ${field.object}`)];
  }
  const filters = childrenOf(field.root, 'summaryFilterItems').flatMap((item) => {
    const [object = '', filtered = ''] = (textOf(item, 'field') ?? '').split('.');
    if (object === child && fieldOf(source, object, filtered) !== undefined) return [];
    return [found(field, 'unknown-field', `filters by ${object}.${filtered}, which is no field of ${child}`)];
  });
  return [...checkSummarized(source, field, child), ...filters];
}

function checkObject(source: Source, object: SourceObject): readonly Finding[] {
  const file = object.definition?.path ?? `objects/${object.name}`;
  const limit = (code: string, problem: string): Finding => ({ code, file, place: object.name, problem });
  const masters = mastersOf(object);
  const rollups = fieldsOf(object).filter((field) => field.type === 'Summary').length;
  const levels = levelsAbove(source, object.name);
  const controlled =
    object.definition !== undefined && textOf(object.definition.root, 'sharingModel') === 'ControlledByParent';
  const hasDetails = [...source.objects.values()].some((other) =>
    mastersOf(other).some((field) => field.referenceTo === object.name),
  );
  return [
    ...(masters.length > limits.masters ? [limit('too-many-masters', `${masters.length} masters, 2 are allowed`)] : []),
    ...(masters.length > 1 && hasDetails
      ? [limit('junction-master', 'an object with two masters has no details')]
      : []),
    ...(levels > limits.detailLevels ? [limit('too-deep', `detail level ${levels}, 3 are allowed`)] : []),
    ...(rollups > limits.rollups
      ? [limit('too-many-rollups', `${rollups} roll-ups, ${limits.rollups} are allowed`)]
      : []),
    ...(object.definition !== undefined && controlled !== masters.length > 0
      ? [limit('sharing-model', 'details, and only they, are controlled by their parent')]
      : []),
  ];
}

/** Two references to one object cannot give it children of one name. */
function checkChildNames(source: Source): readonly Finding[] {
  const seen = new Map<string, SourceField>();
  return [...source.objects.values()].flatMap(fieldsOf).flatMap((field) => {
    if (field.referenceTo === undefined || field.childrenName === undefined) return [];
    const name = `${field.referenceTo}.${field.childrenName}`;
    const first = seen.get(name);
    seen.set(name, field);
    if (first === undefined) return [];
    return [found(field, 'child-name', `${first.object}.${first.name} already calls its records ${name}__r`)];
  });
}

export function checkFields(source: Source): readonly Finding[] {
  const fields = [...source.objects.values()].flatMap(fieldsOf);
  return [
    ...[...source.objects.values()].flatMap((object) => checkObject(source, object)),
    ...fields.flatMap((field) => [
      ...checkText(field),
      ...checkReference(source, field),
      ...checkRollup(source, field),
    ]),
    ...checkChildNames(source),
  ];
}
