/** How values read: texts, links, ticks and addresses, from records as UI API answers them. */
import { nameFieldOf, type FieldFacts, type ObjectFacts } from './facts.ts';
import { asText, isObject } from './freeze.ts';
import { recordAddress } from './references.ts';

export interface Shown {
  readonly text: string;
  /** Page of the record that the text names, or the address that the value is. */
  readonly url: string | undefined;
  readonly isChecked: boolean | undefined;
  /** Markup that the value itself holds. */
  readonly html: string | undefined;
}

export const nothingShown: Shown = { text: '', url: undefined, isChecked: undefined, html: undefined };

export const isBlank = ({ text, isChecked, html }: Shown): boolean =>
  text === '' && isChecked === undefined && html === undefined;

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
  return recordAddress(holder['apiName'] === 'Name' ? '' : holder['apiName'], holder['id']);
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
  return `${relationshipName}.${nameFieldOf(referenceToInfos?.at(-1)?.nameFields ?? [])}`;
}

const schemes: Readonly<Record<string, string>> = { Email: 'mailto:', Phone: 'tel:' };

/** Only addresses of the web: a value such as `javascript:…` stays text. */
function webAddress(text: string): string | undefined {
  const address = /^[a-z][\w+.-]*:/i.test(text) ? text : `https://${text}`;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}

function addressIn(field: FieldFacts | undefined, text: string): string | undefined {
  if (text === '' || field === undefined) return undefined;
  if (field.dataType === 'Url') return webAddress(text);
  const scheme = schemes[field.dataType];
  return scheme === undefined ? undefined : scheme + text;
}

/** How a value reads. With `link` the text opens the record that holds it: its own name, or a parent's. */
export function shownAt(record: unknown, path: string, link: boolean, field?: FieldFacts): Shown {
  const { holder, pair } = place(record, path);
  if (!isObject(pair)) return nothingShown;
  const { value, displayValue } = pair;
  if (typeof value === 'boolean') return { ...nothingShown, isChecked: value };
  const plain = typeof value === 'number' ? numberText(value, field) : asText(value);
  const text = typeof displayValue === 'string' ? displayValue : plain;
  if (field?.extraTypeInfo === 'RichTextArea' && text !== '') return { ...nothingShown, html: text };
  return { ...nothingShown, text, url: (link ? pageOf(holder) : undefined) ?? addressIn(field, text) };
}

/** The value of a field of a layout, as it reads on a record page. */
export function shownField(record: unknown, object: ObjectFacts, name: string): Shown {
  const field = object.fields[name];
  const isReference = field !== undefined && field.relationshipName !== null;
  return shownAt(record, pathOfField(object, name), isReference, field);
}
