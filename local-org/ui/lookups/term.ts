/** What a person types into a lookup field, as a condition: words that begin with it. */
import { ApiError } from '../../engine/engine.ts';
import { isText, nameField, type FieldSchema, type ObjectSchema } from '../../schema/schema.ts';
import { quote } from '../records/records.ts';
import { illegalValue } from '../refusals.ts';
import { visibleFields, type Viewer } from '../viewer.ts';

export const searchTypes = ['Recent', 'Search', 'TypeAhead'] as const;
export type SearchType = (typeof searchTypes)[number];

/** Chinese, Japanese and Korean are searched from one character on (SOQL and SOSL Reference, FIND). */
const isDense = (term: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(term);

/**
 * Two characters at least (UI API, Get Lookup Field Suggestions With POST: three for TypeAhead, and yet its example has
 * two, which is what is taken). The refusal's texts are unverified.
 */
export function checkTerm(searchType: SearchType, term: string | undefined): void {
  if (searchType === 'Recent') return;
  if (term === undefined) {
    throw new ApiError(400, 'MISSING_ARGUMENT', `Query parameter 'q' is required for the search type ${searchType}.`);
  }
  const isShort = term.replaceAll('*', '').length < 2 && !isDense(term);
  if (isShort || (searchType === 'TypeAhead' && term.includes('?'))) throw illegalValue('q', term);
}

function beginning(term: string): string {
  const escaped = term.replaceAll('\\', '\\\\').replaceAll('%', '\\%').replaceAll('_', '\\_');
  return `${escaped.replaceAll('*', '%').replaceAll('?', '_')}%`;
}

function beginsIn(name: string, term: string): string {
  const text = beginning(term);
  return `(${name} LIKE ${quote(text)} OR ${name} LIKE ${quote(`% ${text}`)})`;
}

const isSearched = (field: FieldSchema): boolean => isText(field) && field.filterable && field.type !== 'picklist';

/** The fields that a search looks into: the name alone, or every text. */
export function matchedFields(viewer: Viewer, target: ObjectSchema, searchType: SearchType): readonly string[] {
  const name = nameField(target);
  const names = name === undefined || !viewer.access(target).canRead(name) ? [] : [name.name];
  if (searchType !== 'Search') return names;
  const others = visibleFields(viewer, target).filter(isSearched);
  return [...new Set([...names, ...others.map((one) => one.name)])];
}

/** Undefined for what begins with nothing. */
export function termCondition(
  viewer: Viewer,
  target: ObjectSchema,
  searchType: SearchType,
  term: string | undefined,
): string | undefined {
  if (term === undefined) return undefined;
  const parts = matchedFields(viewer, target, searchType).map((name) => beginsIn(name, term));
  return parts.length === 0 ? 'Id = null' : parts.join(' OR ');
}
