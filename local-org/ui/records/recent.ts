/** Records that a person has looked at, newest first: what lists of the most recently used show. */
import { isObject } from '../../http/http.ts';
import { normalizeId, type ObjectSchema } from '../../schema/schema.ts';
import type { Viewer } from '../viewer.ts';

/** The platform remembers this many for each object (SOQL and SOSL Reference, FOR VIEW). */
const remembered = 200;

const keyOf = ({ user }: Viewer): string => `ui.recent.${user.id}`;

function known({ engine }: Viewer, key: string): Readonly<Record<string, readonly string[]>> {
  const text = engine.settings.get(key);
  const read: unknown = text === undefined ? {} : JSON.parse(text);
  return isObject(read) ? (read as Record<string, readonly string[]>) : {}; // written below
}

export const recentIds = (viewer: Viewer, object: ObjectSchema): readonly string[] =>
  known(viewer, keyOf(viewer))[object.name] ?? [];

export function remember(viewer: Viewer, object: ObjectSchema, id: string): void {
  const key = keyOf(viewer);
  const all = known(viewer, key);
  const full = normalizeId(id) ?? id;
  const ids = [full, ...(all[object.name] ?? []).filter((other) => other !== full)].slice(0, remembered);
  viewer.engine.settings.set(key, JSON.stringify({ ...all, [object.name]: ids }));
}
