/** How a person wants a list: widths and wrapping of its columns, and what it is sorted by. */
import { isObject, type JsonObject } from '../../http/http.ts';
import type { ObjectSchema } from '../../schema/schema.ts';
import { preference, setPreference } from '../preferences.ts';
import type { Viewer } from '../viewer.ts';
import { orderTerms, writtenTerm, type OrderTerm } from './order.ts';

export interface ListPreferences {
  readonly columnWidths: JsonObject;
  readonly columnWrap: JsonObject;
  /** Terms as clients write them: `-Name`. */
  readonly sortBy: readonly string[];
}

const mapIn = (kept: JsonObject, name: string): JsonObject => (isObject(kept[name]) ? kept[name] : {});

/** `name` tells the list: `list Account.AllAccounts`, `related Account.Contacts`. */
export function listPreferences(viewer: Viewer, name: string): ListPreferences {
  const kept = preference(viewer, name);
  const sortBy: unknown = kept['sortBy'];
  return {
    columnWidths: mapIn(kept, 'columnWidths'),
    columnWrap: mapIn(kept, 'columnWrap'),
    sortBy: Array.isArray(sortBy) ? (sortBy as string[]) : [], // written below
  };
}

/** A column without a preference has the default width, -1, and does not wrap. */
export function userPreferences({ columnWidths, columnWrap }: ListPreferences, columns: readonly string[]): JsonObject {
  return {
    columnWidths: Object.fromEntries(columns.map((name) => [name, columnWidths[name] ?? -1])),
    columnWrap: Object.fromEntries(columns.map((name) => [name, columnWrap[name] ?? false])),
  };
}

/** `[{fieldApiName, isAscending}]` as terms. */
function termsIn(viewer: Viewer, object: ObjectSchema, given: unknown): readonly OrderTerm[] {
  const written = (Array.isArray(given) ? (given as unknown[]) : []).flatMap((one) => {
    const { fieldApiName, isAscending } = isObject(one) ? one : {};
    return typeof fieldApiName === 'string' ? [`${isAscending === false ? '-' : ''}${fieldApiName}`] : [];
  });
  return orderTerms(viewer, object, written, true);
}

/** Takes over what the body says; null sets a preference back to the default. */
export function saveListPreferences(viewer: Viewer, object: ObjectSchema, name: string, body: JsonObject): void {
  const kept = listPreferences(viewer, name);
  const merged = (key: 'columnWidths' | 'columnWrap'): JsonObject => {
    const given = body[key];
    if (given === undefined) return kept[key];
    return isObject(given) ? { ...kept[key], ...given } : {};
  };
  const given = body['orderedBy'] ?? body['orderedByInfo'];
  const sortBy =
    given === undefined && !('orderedBy' in body) ? kept.sortBy : termsIn(viewer, object, given).map(writtenTerm);
  setPreference(viewer, name, { columnWidths: merged('columnWidths'), columnWrap: merged('columnWrap'), sortBy });
}
