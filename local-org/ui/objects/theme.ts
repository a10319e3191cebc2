/** Colour and icon of an object: the platform's for a standard one, the tab's for a custom one. */
import type { ObjectSchema } from '../../schema/schema.ts';
import { tabMetadata } from '../metadata.ts';
import type { Viewer } from '../viewer.ts';
import { text } from '../xml.ts';

export interface ThemeInfo {
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly iconUrl: string | null;
}

/** Icon and colour (SLDS 2.26, standard object icons). */
const standard: Readonly<Record<string, readonly [string, string]>> = {
  Account: ['account', '7F8DE1'],
  Campaign: ['campaign', 'F49756'],
  Case: ['case', 'F2CF5B'],
  Contact: ['contact', 'A094ED'],
  Event: ['event', 'EB7092'],
  Group: ['orders', '769ED9'],
  Lead: ['lead', 'F88962'],
  Opportunity: ['opportunity', 'FCB95B'],
  OpportunityLineItem: ['product', 'B781D3'],
  Pricebook2: ['pricebook', 'B781D3'],
  PricebookEntry: ['pricebook', 'B781D3'],
  Product2: ['product', 'B781D3'],
  Task: ['task', '4BC076'],
  User: ['user', '65CAE4'],
};

const iconUrl = ({ origin }: Viewer, place: string): string => `${origin}/img/icon/t4v35/${place}_120.png`;

/** `Custom53: Bell` of the object's tab → the icon's place in SLDS. */
export function tabIcon(viewer: Viewer, tab: string): string | undefined {
  const [number] = /\d+/.exec(text(tabMetadata(viewer.engine, tab), 'motif') ?? '') ?? [];
  return number === undefined ? undefined : iconUrl(viewer, `custom/custom${number}`);
}

export function themeInfo(viewer: Viewer, object: ObjectSchema): ThemeInfo {
  const [icon, color] = standard[object.name] ?? [];
  if (icon !== undefined && color !== undefined) return { color, iconUrl: iconUrl(viewer, `standard/${icon}`) };
  return { color: '747E96', iconUrl: tabIcon(viewer, object.name) ?? null };
}

/** A custom object is searched and remembered as recently used only when it has a tab. */
export function hasTab(viewer: Viewer, object: ObjectSchema): boolean {
  return object.name in standard || tabIcon(viewer, object.name) !== undefined;
}
