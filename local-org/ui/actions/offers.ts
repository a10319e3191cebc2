/** What can be done: buttons of the platform, buttons of an object's web links, deployed quick actions. */
import { basename } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import type { ObjectSchema } from '../../schema/schema.ts';
import { objectMetadata } from '../metadata.ts';
import { themeInfo } from '../objects/theme.ts';
import type { Viewer } from '../viewer.ts';
import { isTrue, nodes, readXml, text } from '../xml.ts';

export interface Offer {
  readonly apiName: string;
  readonly type: 'CustomButton' | 'QuickAction' | 'StandardButton';
  readonly label: string;
  readonly iconUrl: string;
  readonly color: string | null;
  readonly subtype: string | null;
  /** Name of the object that it acts on; null of what leads elsewhere. */
  readonly targetObject: string | null;
  readonly targetUrl: string | null;
  /** Acts on the rows that are chosen in a list. */
  readonly isMassAction: boolean;
}

interface Standard {
  readonly en: string;
  readonly ja: string;
  readonly icon: string;
  readonly color: string | null;
}

/** By API name (UI API, Platform Action Type; icons of SLDS). */
const standard: Readonly<Record<string, Standard>> = {
  CancelEdit: { en: 'Cancel', ja: 'キャンセル', icon: 'new_custom19', color: null },
  ChangeOwnerOne: { en: 'Change Owner', ja: '所有者の変更', icon: 'change_owner', color: '0070d2' },
  Clone: { en: 'Clone', ja: 'コピー', icon: 'clone', color: '6CA1E9' },
  CreateFromLookup: { en: 'New', ja: '新規', icon: 'new', color: '33BCE7' },
  Delete: { en: 'Delete', ja: '削除', icon: 'delete', color: 'E6717C' },
  Edit: { en: 'Edit', ja: '編集', icon: 'edit', color: '1DCCBF' },
  New: { en: 'New', ja: '新規', icon: 'new', color: '33BCE7' },
  SaveAndNew: { en: 'Save & New', ja: '保存 & 新規', icon: 'new_custom19', color: null },
  SaveEdit: { en: 'Save', ja: '保存', icon: 'new_custom19', color: null },
};

const iconUrl = ({ origin }: Viewer, icon: string): string => `${origin}/img/icon/t4v35/action/${icon}_120.png`;

export function standardOffer(viewer: Viewer, object: ObjectSchema, apiName: string): Offer {
  const { en, ja, icon, color } = standard[apiName] ?? { en: apiName, ja: apiName, icon: 'new_custom19', color: null };
  return {
    apiName,
    type: 'StandardButton',
    label: viewer.user.language === 'ja' ? ja : en,
    iconUrl: iconUrl(viewer, icon),
    color: apiName === 'New' ? themeInfo(viewer, object).color : color,
    subtype: null,
    targetObject: object.name,
    targetUrl: null,
    isMassAction: false,
  };
}

/** Buttons of the object's web links: on a record, or on lists of it. Their addresses keep their merge fields. */
export function customOffers(viewer: Viewer, object: ObjectSchema, place: 'list' | 'record'): readonly Offer[] {
  const displayType = place === 'record' ? 'button' : 'massActionButton';
  return nodes(objectMetadata(viewer.engine, object), 'webLinks')
    .filter((link) => text(link, 'displayType') === displayType)
    .map((link) => ({
      apiName: text(link, 'fullName') ?? '',
      type: 'CustomButton',
      label: text(link, 'masterLabel') ?? '',
      iconUrl: iconUrl(viewer, 'new_custom19'),
      color: null,
      subtype: 'L',
      targetObject: null,
      targetUrl: text(link, 'url') ?? null,
      isMassAction: isTrue(link, 'requireRowSelection'),
    }));
}

interface QuickAction {
  /** `Target__c.Log_Call`; a global one has no object in front. */
  readonly name: string;
  readonly object: string;
  readonly label: string;
  readonly type: string;
  readonly targetObject: string | null;
}

function quickActions(engine: Engine): readonly QuickAction[] {
  return engine.deployed('quickActions').map(({ path, content }) => {
    const root = readXml(content);
    const name = decodeURIComponent(basename(path, '.quickAction'));
    const [object = '', own] = name.split('.');
    return {
      name: own === undefined ? `Global.${name}` : name,
      object: own === undefined ? '' : object,
      label: text(root, 'label') ?? own ?? name,
      type: text(root, 'type') ?? 'Create',
      targetObject: text(root, 'targetObject') ?? (own === undefined ? null : object),
    };
  });
}

/** Quick actions of an object, or the global ones where there is none. */
export function quickOffers(viewer: Viewer, object: ObjectSchema | undefined): readonly Offer[] {
  return quickActions(viewer.engine)
    .filter((action) => action.object === (object?.name ?? ''))
    .map(({ name, label, type, targetObject }) => ({
      apiName: name,
      type: 'QuickAction',
      label,
      iconUrl: iconUrl(viewer, 'new_custom19'),
      color: null,
      subtype: type,
      targetObject,
      targetUrl: null,
      isMassAction: false,
    }));
}
