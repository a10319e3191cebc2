/** What a person has set for pages of this org: folded sections, columns of lists, tabs of apps. */
import { isObject, type JsonObject } from '../http/http.ts';
import type { Viewer } from './viewer.ts';

const keyOf = ({ user }: Viewer): string => `ui.preferences.${user.id}`;

function all(viewer: Viewer): JsonObject {
  const text = viewer.engine.settings.get(keyOf(viewer));
  const read: unknown = text === undefined ? {} : JSON.parse(text);
  return isObject(read) ? read : {};
}

/** Empty when the person has set nothing under this name. */
export function preference(viewer: Viewer, name: string): JsonObject {
  const found = all(viewer)[name];
  return isObject(found) ? found : {};
}

export function setPreference(viewer: Viewer, name: string, value: JsonObject): void {
  viewer.engine.settings.set(keyOf(viewer), JSON.stringify({ ...all(viewer), [name]: value }));
}
