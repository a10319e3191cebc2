/** What the host's own components read of object info, layouts and records. */
import { asText, isObject } from './freeze.ts';

export interface FieldFacts {
  readonly apiName: string;
  readonly label: string;
  readonly dataType: string;
  readonly inlineHelpText: string | null;
  readonly nameField: boolean;
  readonly scale: number;
  readonly relationshipName: string | null;
  readonly referenceToInfos: readonly { readonly apiName: string; readonly nameFields: readonly string[] }[];
}

export interface ObjectFacts {
  readonly apiName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly nameFields: readonly string[];
  readonly fields: Readonly<Record<string, FieldFacts>>;
  readonly themeInfo: { readonly iconUrl: string };
}

/** `/img/icon/t4v35/custom/custom26_120.png` → `custom:custom26`. */
export function iconOf(object: ObjectFacts | undefined): string | undefined {
  if (object === undefined) return undefined;
  const [, kind, name] = /\/(\w+)\/(\w+?)_120\.png$/.exec(object.themeInfo.iconUrl) ?? [];
  return kind === undefined || name === undefined ? 'standard:custom' : `${kind}:${name}`;
}

const numberTypes = new Set(['Currency', 'Double', 'Int', 'Percent']);
export const isNumber = (field: FieldFacts | undefined): boolean => numberTypes.has(field?.dataType ?? '');

export interface Shown {
  readonly text: string;
  /** Page of the record that the text names. */
  readonly url: string | undefined;
  readonly isChecked: boolean | undefined;
}

const nothing: Shown = { text: '', url: undefined, isChecked: undefined };

/** The pair of value and display value at a path (`Rep__r.Name`) and the record that holds it. */
function place(record: unknown, path: string): { readonly holder: unknown; readonly pair: unknown } {
  let holder: unknown = record;
  let pair: unknown;
  for (const name of path.split('.')) {
    holder = pair === undefined ? record : isObject(pair) ? pair['value'] : undefined;
    pair = isObject(holder) && isObject(holder['fields']) ? holder['fields'][name] : undefined;
    if (pair === undefined) break;
  }
  return { holder, pair };
}

/** The page of the record that holds the value. A record reached by a lookup to several objects is known by its id alone. */
function pageOf(holder: unknown): string | undefined {
  if (!isObject(holder) || typeof holder['id'] !== 'string' || typeof holder['apiName'] !== 'string') return undefined;
  const { id, apiName } = holder;
  return apiName === 'Name' ? `/lightning/r/${id}/view` : `/lightning/r/${apiName}/${id}/view`;
}

/** Numbers and percentages come without a text of their own: the page writes them as the person's locale does. */
function numberText(value: number, field: FieldFacts | undefined): string {
  const digits = { minimumFractionDigits: field?.scale ?? 0, maximumFractionDigits: field?.scale ?? 20 };
  const locale = globalThis.__sf.user.locale.replaceAll('_', '-');
  if (field?.dataType !== 'Percent') return new Intl.NumberFormat(locale, digits).format(value);
  return new Intl.NumberFormat(locale, { style: 'percent', ...digits }).format(value / 100);
}

/** Where the text of a field is: a reference shows the name of what it refers to. */
export function pathOfField(object: ObjectFacts, name: string): string {
  const { relationshipName, referenceToInfos } = object.fields[name] ?? {};
  if (relationshipName === null || relationshipName === undefined) return name;
  return `${relationshipName}.${referenceToInfos?.at(-1)?.nameFields[0] ?? 'Name'}`;
}

/** How a value reads. With `link` the text opens the record that holds it: its own name, or a parent's. */
export function shownAt(record: unknown, object: ObjectFacts | undefined, path: string, link: boolean): Shown {
  const { holder, pair } = place(record, path);
  if (!isObject(pair)) return nothing;
  const { value, displayValue } = pair;
  if (typeof value === 'boolean') return { ...nothing, isChecked: value };
  const plain = typeof value === 'number' ? numberText(value, object?.fields[path]) : asText(value);
  const text = typeof displayValue === 'string' ? displayValue : plain;
  return { ...nothing, text, url: link ? pageOf(holder) : undefined };
}
