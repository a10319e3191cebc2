/** Layouts, list views, compact and search layouts: every field they show exists and the required ones are shown. */
import type { Finding } from './finding.ts';
import { fieldOf, objectExists } from './names.ts';
import { filesOf, type Source, type SourceFile, type SourceObject } from './source.ts';
import { childrenOf, descendantsOf, textOf, textsOf } from './xml.ts';

/** Columns that list views and related lists of custom objects spell in their own way. */
const columnNames = new Set(['NAME', 'OWNER.ALIAS', 'CREATED_DATE', 'CREATEDBY_USER', 'LAST_UPDATE', 'UPDATEDBY_USER']);

const operations = new Set(
  'equals notEqual lessThan greaterThan lessOrEqual greaterOrEqual contains notContain startsWith includes excludes'.split(
    ' ',
  ),
);

const scopes = new Set(['Everything', 'Mine', 'MineAndMyGroups', 'Queue', 'Team']);

type Report = (code: string, place: string, problem: string) => Finding;

const reporter = (file: SourceFile): Report => {
  return (code, place, problem) => ({ code, file: file.path, place, problem });
};

function unknownFields(source: Source, object: string, names: readonly string[], place: string, report: Report) {
  return names
    .filter((name) => !columnNames.has(name) && fieldOf(source, object, name) === undefined)
    .map((name) => report('unknown-field', `${place} ${name}`, `${object} has no such field`));
}

function checkListView(source: Source, object: SourceObject, file: SourceFile): readonly Finding[] {
  const report = reporter(file);
  const filters = childrenOf(file.root, 'filters');
  const scope = textOf(file.root, 'filterScope') ?? '';
  const owned = ![...object.fields.values()].some((field) => field.type === 'MasterDetail');
  return [
    ...unknownFields(source, object.name, textsOf(file.root, 'columns'), 'columns', report),
    ...unknownFields(
      source,
      object.name,
      filters.map((one) => textOf(one, 'field') ?? ''),
      'filters',
      report,
    ),
    ...filters
      .map((one) => textOf(one, 'operation') ?? '')
      .filter((operation) => !operations.has(operation))
      .map((operation) => report('unknown-operation', `filters ${operation}`, 'there is no such operation')),
    ...(scopes.has(scope) && (owned || scope === 'Everything')
      ? []
      : [report('filter-scope', `filterScope ${scope}`, owned ? 'there is no such scope' : 'details have no owner')]),
  ];
}

function checkObjectViews(source: Source, object: SourceObject): readonly Finding[] {
  const definition = object.definition;
  const compact = object.compactLayouts.flatMap((file) => [
    ...unknownFields(source, object.name, textsOf(file.root, 'fields'), 'fields', reporter(file)),
    ...(textsOf(file.root, 'fields').length > 10
      ? [reporter(file)('too-long', 'fields', 'a compact layout shows ten fields at most')]
      : []),
  ]);
  const lists = object.listViews.flatMap((file) => checkListView(source, object, file));
  if (definition === undefined) return [...compact, ...lists];
  const report = reporter(definition);
  const assigned = textOf(definition.root, 'compactLayoutAssignment');
  const search = childrenOf(definition.root, 'searchLayouts').flatMap((one) => one.children.map((child) => child.text));
  const known =
    assigned === undefined || assigned === 'SYSTEM' || object.compactLayouts.some((one) => one.name === assigned);
  return [
    ...compact,
    ...lists,
    ...unknownFields(source, object.name, search, 'searchLayouts', report),
    ...(known ? [] : [report('unknown-layout', 'compactLayoutAssignment', `there is no compact layout ${assigned}`)]),
  ];
}

function checkRelatedLists(source: Source, object: string, file: SourceFile): readonly Finding[] {
  const report = reporter(file);
  return childrenOf(file.root, 'relatedLists').flatMap((list) => {
    const name = textOf(list, 'relatedList') ?? '';
    const [child = '', field = ''] = name.split('.');
    const place = `relatedLists ${name}`;
    if (fieldOf(source, child, field)?.referenceTo.includes(object) !== true) {
      return [report('unknown-field', place, `there is no field ${name} that refers to ${object}`)];
    }
    return unknownFields(source, child, textsOf(list, 'fields'), place, report);
  });
}

/** A layout that leaves out a required field is refused ("Layout must contain an item for required layout field"). */
function missingRequired(source: Source, object: string, shown: ReadonlySet<string>): readonly string[] {
  const fields = [...(source.objects.get(object)?.fields.values() ?? [])];
  const required = fields.filter((field) => field.required || field.type === 'MasterDetail').map((field) => field.name);
  return required.filter((name) => !shown.has(name));
}

function checkLayout(source: Source, file: SourceFile): readonly Finding[] {
  const report = reporter(file);
  const object = file.name.split('-')[0] ?? '';
  if (!objectExists(source, object)) return [report('unknown-object', object, 'there is no such object')];
  const items = descendantsOf(file.root).filter((element) => element.name === 'layoutItems');
  const names = items.flatMap((item) => textOf(item, 'field') ?? []);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  const computed = items.filter((item) => {
    const field = fieldOf(source, object, textOf(item, 'field') ?? '');
    return field?.calculated === true && textOf(item, 'behavior') !== 'Readonly';
  });
  return [
    ...unknownFields(source, object, names, 'layoutItems', report),
    ...repeated.map((name) => report('repeated', `layoutItems ${name}`, 'the field stands twice on the layout')),
    ...missingRequired(source, object, new Set(names)).map((name) =>
      report('missing-required', `layoutItems ${name}`, 'a required field must be on the layout'),
    ),
    ...computed.map((item) =>
      report('computed-editable', `layoutItems ${textOf(item, 'field') ?? ''}`, 'a computed field is Readonly'),
    ),
    ...checkRelatedLists(source, object, file),
  ];
}

export function checkLayouts(source: Source): readonly Finding[] {
  return [
    ...[...source.objects.values()].flatMap((object) => checkObjectViews(source, object)),
    ...filesOf(source, 'Layout').flatMap((file) => checkLayout(source, file)),
  ];
}
