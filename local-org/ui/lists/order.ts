/** Sorting of lists: `Name`, `-CreatedDate`, `Account.Name`; up to five fields (UI API, Get List View Records). */
import { illegalValue } from '../refusals.ts';
import type { ObjectSchema } from '../../schema/schema.ts';
import { visiblePath } from '../records/selection.ts';
import { visibleField, type Viewer } from '../viewer.ts';
import { fieldOfColumn } from './columns.ts';

const mostTerms = 5;

export interface OrderTerm {
  /** Path below the object. */
  readonly path: string;
  readonly isAscending: boolean;
}

const soqlOf = ({ path, isAscending }: OrderTerm): string =>
  `${path} ${isAscending ? 'ASC NULLS FIRST' : 'DESC NULLS LAST'}`;

/** A term as clients write it. */
export const writtenTerm = ({ path, isAscending }: OrderTerm): string => (isAscending ? path : `-${path}`);

/** Undefined for a field that is not there for this person or cannot be sorted by. */
function termOf(viewer: Viewer, object: ObjectSchema, written: string): OrderTerm | undefined {
  const name = written.replace(/^-/, '').replace(new RegExp(`^${object.name}\\.`, 'i'), '');
  const isAscending = !written.startsWith('-');
  if (name.includes('.')) {
    const path = visiblePath(viewer, object, name);
    return path === undefined ? undefined : { path, isAscending };
  }
  const one = fieldOfColumn(object, name);
  if (one?.sortable !== true || visibleField(viewer, object, one.name) === undefined) return undefined;
  return { path: one.name, isAscending };
}

/** `strict` refuses what cannot be sorted by; otherwise it is passed over, as related lists do. */
export function orderTerms(
  viewer: Viewer,
  object: ObjectSchema,
  sortBy: readonly string[],
  strict: boolean,
): readonly OrderTerm[] {
  if (strict && sortBy.length > mostTerms) throw illegalValue('sortBy', sortBy.join(','));
  return sortBy.slice(0, mostTerms).flatMap((written) => {
    const term = termOf(viewer, object, written);
    if (term === undefined && strict) throw illegalValue('sortBy', written);
    return term ?? [];
  });
}

export const orderBy = (terms: readonly OrderTerm[]): readonly string[] => terms.map(soqlOf);
