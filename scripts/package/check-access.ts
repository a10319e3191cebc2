/** Permission sets: what they name exists, and nothing in them makes the org refuse the whole set. */
import type { Finding } from './finding.ts';
import { fieldOf, objectExists } from './names.ts';
import { filesOf, type Source, type SourceFile } from './source.ts';
import { childrenOf, textOf, type Element } from './xml.ts';

const isOn = (element: Element, name: string): boolean => textOf(element, name) === 'true';

/** Right → the rights that it needs on the same object ("depends on permission(s)"). */
const needs: Readonly<Record<string, readonly string[]>> = {
  allowCreate: ['allowRead'],
  allowEdit: ['allowRead'],
  allowDelete: ['allowRead', 'allowEdit'],
  viewAllRecords: ['allowRead'],
  modifyAllRecords: ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords'],
};

/** Salesforce Help, "View All and Modify All": not offered for products. */
const withoutViewAll = new Set(['Product2', 'Pricebook2']);

type Report = (code: string, place: string, problem: string) => Finding;

function checkObjectRights(source: Source, rights: Element, readable: ReadonlySet<string>, report: Report) {
  const object = textOf(rights, 'object') ?? '';
  const place = `objectPermissions ${object}`;
  if (!objectExists(source, object)) return [report('unknown-object', place, 'there is no such object')];
  const missing = Object.entries(needs).flatMap(([right, needed]) =>
    isOn(rights, right) ? needed.filter((one) => !isOn(rights, one)).map((one) => `${right} needs ${one}`) : [],
  );
  const masters = [...(source.objects.get(object)?.fields.values() ?? [])].flatMap((field) =>
    field.type === 'MasterDetail' && field.referenceTo !== undefined ? [field.referenceTo] : [],
  );
  const unseen = masters.filter((master) => !readable.has(master));
  const viewAll = withoutViewAll.has(object) && (isOn(rights, 'viewAllRecords') || isOn(rights, 'modifyAllRecords'));
  return [
    ...missing.map((problem) => report('missing-right', place, problem)),
    ...unseen.map((master) => report('missing-right', place, `a detail needs read access to its master ${master}`)),
    ...(viewAll ? [report('no-view-all', place, 'the platform has no View All and Modify All for this object')] : []),
  ];
}

function checkFieldRights(source: Source, rights: Element, readable: ReadonlySet<string>, report: Report) {
  const path = textOf(rights, 'field') ?? '';
  const place = `fieldPermissions ${path}`;
  const [object = '', name = ''] = path.split('.');
  const field = fieldOf(source, object, name);
  if (field === undefined) return [report('unknown-field', place, 'there is no such field')];
  const editable = isOn(rights, 'editable');
  const unseen = object !== 'User' && isOn(rights, 'readable') && !readable.has(object);
  return [
    ...(field.permissionable
      ? []
      : [report('not-permissionable', place, 'required and master-detail fields must not be in a permission set')]),
    ...(editable && field.calculated
      ? [report('computed-editable', place, 'a computed field cannot be editable')]
      : []),
    ...(editable && !isOn(rights, 'readable') ? [report('missing-right', place, 'editable needs readable')] : []),
    ...(unseen ? [report('missing-right', place, `the set gives no read access to ${object}`)] : []),
  ];
}

function checkRepeats(root: Element, report: Report): readonly Finding[] {
  const seen = new Set<string>();
  return [
    ...childrenOf(root, 'fieldPermissions').map((one) => `fieldPermissions ${textOf(one, 'field') ?? ''}`),
    ...childrenOf(root, 'objectPermissions').map((one) => `objectPermissions ${textOf(one, 'object') ?? ''}`),
  ].flatMap((place) => {
    if (seen.has(place)) return [report('repeated', place, 'named twice')];
    seen.add(place);
    return [];
  });
}

function checkSet(source: Source, { path, root }: SourceFile): readonly Finding[] {
  const report: Report = (code, place, problem) => ({ code, file: path, place, problem });
  const objects = childrenOf(root, 'objectPermissions');
  const readable = new Set(objects.filter((one) => isOn(one, 'allowRead')).map((one) => textOf(one, 'object') ?? ''));
  const tabs = new Set(filesOf(source, 'CustomTab').map((file) => file.name));
  const apps = new Set(filesOf(source, 'CustomApplication').map((file) => file.name));
  const unknown = (element: string, child: string, known: ReadonlySet<string>): readonly Finding[] =>
    childrenOf(root, element)
      .map((one) => textOf(one, child) ?? '')
      .filter((name) => !known.has(name) && !name.startsWith('standard-'))
      .map((name) => report(`unknown-${child}`, `${element} ${name}`, `there is no such ${child}`));
  return [
    ...objects.flatMap((one) => checkObjectRights(source, one, readable, report)),
    ...childrenOf(root, 'fieldPermissions').flatMap((one) => checkFieldRights(source, one, readable, report)),
    ...checkRepeats(root, report),
    ...unknown('tabSettings', 'tab', tabs),
    ...unknown('applicationVisibilities', 'application', apps),
  ];
}

export const checkAccess = (source: Source): readonly Finding[] =>
  filesOf(source, 'PermissionSet').flatMap((file) => checkSet(source, file));
