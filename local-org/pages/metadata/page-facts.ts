/** What visibility rules compare and no record holds: facts of the user, of permissions and of the organization. */
import { ApiError, type Session } from '../../engine/engine.ts';
import { isObject } from '../../http/http.ts';
import { quote, type Viewer } from '../../ui/ui.ts';
import type { PageItem, PageModel, ShownPage } from '../model.ts';
import type { Grants } from './grants.ts';

export interface FactsContext {
  readonly viewer: Viewer;
  readonly grants: Grants;
  /** By whose rights the user's own record is read: a rule may compare fields that the user may not see. */
  readonly reader: Session;
}

/** `User.Profile.Name` of `{!$User.Profile.Name}`, for every rule of the page. */
function namesOf(model: PageModel): readonly string[] {
  const items: readonly PageItem[] = [
    ...model.regions.flatMap((region) => region.items),
    ...Object.values(model.facets).flat(),
  ];
  const lefts = items.flatMap(({ visibility }) => (visibility?.criteria ?? []).map(({ left }) => left));
  return [...new Set(lefts.flatMap((left) => /^\{!\$([\w.]+)\}$/.exec(left)?.[1] ?? []))];
}

function valueAt(row: unknown, path: readonly string[]): string {
  let value: unknown = row;
  for (const name of path) value = isObject(value) ? value[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** One value of one row; empty where the path does not exist, as a rule on nothing. */
function read({ viewer, reader }: FactsContext, object: string, path: string, where: string): string {
  try {
    const [row] = viewer.engine.query(reader, `SELECT ${path} FROM ${object} ${where}`).records;
    return valueAt(row, path.split('.'));
  } catch (error) {
    if (error instanceof ApiError) return '';
    throw error;
  }
}

function factOf(context: FactsContext, name: string): string {
  const { viewer, grants } = context;
  const [source = '', kind = '', last = ''] = name.split('.');
  const path = name.slice(source.length + 1);
  switch (source) {
    case 'User':
      return read(context, 'User', path, `WHERE Id = ${quote(viewer.user.id)}`);
    case 'Organization':
      return read(context, 'Organization', path, '');
    case 'Permission':
      return String((kind === 'CustomPermission' ? grants.customPermissions : grants.userPermissions).has(last));
    default:
      return '';
  }
}

export function withFacts(context: FactsContext, model: PageModel): ShownPage {
  return { ...model, facts: Object.fromEntries(namesOf(model).map((name) => [name, factOf(context, name)])) };
}
