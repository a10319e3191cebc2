/** What a person may do on a record page: the layout's actions, or those that every object has. */
import { basename } from 'node:path';
import { childRelationships, objectLabel, type ObjectSchema } from '../../schema/schema.ts';
import { isVisible, layoutFileOf, nodes, readXml, text, texts, type Viewer, type XmlNode } from '../../ui/ui.ts';
import type { ActionKind, ActionModel } from '../model.ts';
import type { PlaceableComponent } from '../build/components.ts';
import { fill, type Words } from '../texts/words.ts';
import { translated } from '../texts/labels.ts';

export interface ActionContext {
  readonly viewer: Viewer;
  readonly words: Words;
  readonly placeable: ReadonlyMap<string, PlaceableComponent>;
}

interface Wanted {
  readonly type: string;
  readonly name: string;
}

function standardAction({ viewer, words }: ActionContext, object: ObjectSchema, name: string): readonly ActionModel[] {
  const { create, edit, remove } = viewer.access(object);
  if (name === 'Edit' && edit && object.updateable) return [{ name, label: words.edit, kind: 'edit' }];
  if (name === 'Clone' && create && object.createable) return [{ name, label: words.clone, kind: 'clone' }];
  if (name === 'Delete' && remove && object.deletable) return [{ name, label: words.delete, kind: 'delete' }];
  return [];
}

const kinds: Readonly<Record<string, ActionKind>> = { Create: 'create', Update: 'update' };

function kindOf(context: ActionContext, file: XmlNode): ActionKind {
  const type = text(file, 'type') ?? '';
  if (type !== 'LightningWebComponent') return kinds[type] ?? 'refused';
  if (!context.placeable.has(text(file, 'lightningWebComponent') ?? '')) return 'refused';
  return text(file, 'actionSubtype') === 'Action' ? 'headless' : 'screen';
}

function layoutFieldsOf(file: XmlNode): readonly string[] {
  return nodes(file, 'quickActionLayout')
    .flatMap((layout) => nodes(layout, 'quickActionLayoutColumns'))
    .flatMap((column) => nodes(column, 'quickActionLayoutItems'))
    .flatMap((item) => texts(item, 'field'));
}

function mayCreate({ viewer }: ActionContext, name: string): boolean {
  const target = viewer.schema.objects.get(name.toLowerCase());
  return target !== undefined && target.createable && viewer.access(target).create;
}

/** What an action of its kind needs besides its name and label. */
function partsOf(kind: ActionKind, file: XmlNode): Pick<ActionModel, 'target' | 'value' | 'fields'> {
  const fields = layoutFieldsOf(file);
  const own = fields.length > 0 ? { fields } : {};
  if (kind === 'screen' || kind === 'headless') {
    return { ...own, value: `c:${text(file, 'lightningWebComponent') ?? ''}` };
  }
  if (kind !== 'create') return own;
  const parentField = text(file, 'targetParentField');
  const objectApiName = text(file, 'targetObject') ?? '';
  return { ...own, target: { objectApiName, ...(parentField === undefined ? {} : { parentField }) } };
}

function isGranted(context: ActionContext, object: ObjectSchema, kind: ActionKind, file: XmlNode): boolean {
  if (kind === 'create') return mayCreate(context, text(file, 'targetObject') ?? '');
  return kind !== 'update' || context.viewer.access(object).edit;
}

/** A quick action as deployed; nothing for one that the person has no right to or that does not exist. */
function quickAction(context: ActionContext, object: ObjectSchema, name: string): readonly ActionModel[] {
  const { engine, user } = context.viewer;
  const found = engine.deployed('quickActions').find(({ path }) => basename(path, '.quickAction') === name);
  if (found === undefined) return [];
  const file = readXml(found.content);
  const kind = kindOf(context, file);
  if (!isGranted(context, object, kind, file)) return [];
  const own = translated(engine, user.language, 'quickActions').get(name);
  const label = own !== undefined && own !== '' ? own : (text(file, 'label') ?? name.replace(/^.*\./, ''));
  return [{ name, label, kind, ...partsOf(kind, file) }];
}

/** A custom button: an address without merge fields is followed, every other kind is named and refused. */
function customButton({ viewer }: ActionContext, object: ObjectSchema, name: string): readonly ActionModel[] {
  const file = viewer.engine.deployed('objects').find(({ path }) => basename(path, '.object') === object.name);
  const links = file === undefined ? [] : nodes(readXml(file.content), 'webLinks');
  const link = links.find((one) => text(one, 'fullName') === name.replace(/^.*\./, ''));
  if (link === undefined) return [];
  const url = text(link, 'url') ?? '';
  const isPlain = text(link, 'linkType') === 'url' && !url.includes('{!');
  const label = text(link, 'masterLabel') ?? name;
  return [isPlain ? { name, label, kind: 'link', value: url } : { name, label, kind: 'refused' }];
}

function actionOf(context: ActionContext, object: ObjectSchema, { type, name }: Wanted): readonly ActionModel[] {
  if (type === 'StandardButton') return standardAction(context, object, name);
  if (type === 'QuickAction') return quickAction(context, object, name);
  return type === 'CustomButton' ? customButton(context, object, name) : [];
}

/** `New Harvest` for each related list of the layout that the person may add to. */
function newChildren(
  context: ActionContext,
  object: ObjectSchema,
  layout: XmlNode | undefined,
): readonly ActionModel[] {
  const { viewer, words } = context;
  const listed =
    layout === undefined ? [] : nodes(layout, 'relatedLists').map((list) => text(list, 'relatedList') ?? '');
  return childRelationships(viewer.schema, object).flatMap(({ childObject, childField }): readonly ActionModel[] => {
    const child = viewer.schema.objects.get(childObject.toLowerCase());
    if (child === undefined || !listed.includes(`${childObject}.${childField}`)) return [];
    if (!isVisible(viewer, child) || !mayCreate(context, childObject)) return [];
    const label = fill(words.newOf, objectLabel(viewer.schema, viewer.user.language, child));
    const target = { objectApiName: child.name, parentField: childField };
    return [{ name: `New.${child.name}.${childField}`, label, kind: 'create', target }];
  });
}

function byDefault(context: ActionContext, object: ObjectSchema, layout: XmlNode | undefined): readonly ActionModel[] {
  const excluded = new Set(layout === undefined ? [] : texts(layout, 'excludeButtons'));
  const standard = ['Edit', 'Delete', 'Clone']
    .filter((name) => !excluded.has(name))
    .flatMap((name) => standardAction(context, object, name));
  return [...standard, ...newChildren(context, object, layout)];
}

/** How App Builder names an action: `Edit`, `Project__c.Ship`, `CustomButton.Project__c.Map` (unverified). */
function wantedOf(name: string): Wanted {
  if (name.startsWith('CustomButton.')) return { type: 'CustomButton', name: name.slice('CustomButton.'.length) };
  return { type: name.includes('.') || !standardNames.has(name) ? 'QuickAction' : 'StandardButton', name };
}

const standardNames = new Set(['Edit', 'Delete', 'Clone']);

/** `configured`: the names that the page itself gives (dynamic actions); undefined leaves it to the layout. */
export function actionsOf(
  context: ActionContext,
  object: ObjectSchema,
  configured: readonly string[] | undefined,
): readonly ActionModel[] {
  if (configured !== undefined) return configured.flatMap((name) => actionOf(context, object, wantedOf(name)));
  const layout = layoutFileOf(context.viewer.engine, object, context.viewer.user.profileName)?.root;
  const items = nodes(layout ?? {}, 'platformActionList')
    .flatMap((list) => nodes(list, 'platformActionListItems'))
    .toSorted((a, b) => Number(text(a, 'sortOrder')) - Number(text(b, 'sortOrder')));
  if (items.length === 0) return byDefault(context, object, layout);
  return items.flatMap((item) =>
    actionOf(context, object, { type: text(item, 'actionType') ?? '', name: text(item, 'actionName') ?? '' }),
  );
}
