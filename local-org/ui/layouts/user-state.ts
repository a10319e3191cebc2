/** Which sections of a layout a person has folded away. */
import { isObject, type JsonObject } from '../../http/http.ts';
import type { ObjectSchema, RecordType } from '../../schema/schema.ts';
import { recordTypeNamed } from '../objects/record-types.ts';
import { preference, setPreference } from '../preferences.ts';
import { bodyOf, textOf, type Call } from '../request.ts';
import { visibleObject, type Viewer } from '../viewer.ts';
import { layoutId, sectionId } from './layouts.ts';
import { layoutOf } from './model.ts';

const keyOf = (layout: string): string => `layout ${layout}`;

/** `{id, sectionUserStates: {[section]: {collapsed, id}}}` of the full layout. */
export function layoutUserState(
  viewer: Viewer,
  object: ObjectSchema,
  recordType: RecordType,
): JsonObject & { readonly id: string } {
  const { name, sections } = layoutOf(viewer, object, recordType);
  const folded = preference(viewer, keyOf(name));
  const states = sections.map((_, place) => {
    const id = sectionId(name, place);
    return [id, { collapsed: folded[id] === true, id }] as const;
  });
  return { id: layoutId(name), sectionUserStates: Object.fromEntries(states) };
}

function askedOf({ viewer, part, query }: Call): readonly [Viewer, ObjectSchema, RecordType] {
  const object = visibleObject(viewer, part('object'));
  return [viewer, object, recordTypeNamed(viewer, object, textOf(query, 'recordTypeId'))];
}

/** `GET /layout/{object}/user-state`. */
export const readUserState = (call: Call): JsonObject => layoutUserState(...askedOf(call));

/** `PATCH /layout/{object}/user-state` with `{sectionUserStates: {[section]: {collapsed}}}`. */
export function saveUserState(call: Call): JsonObject {
  const [viewer, object, recordType] = askedOf(call);
  const { name } = layoutOf(viewer, object, recordType);
  const given = bodyOf(call)['sectionUserStates'];
  const states = Object.entries(isObject(given) ? given : {}).map(
    ([id, state]) => [id, isObject(state) && state['collapsed'] === true] as const,
  );
  setPreference(viewer, keyOf(name), { ...preference(viewer, keyOf(name)), ...Object.fromEntries(states) });
  return layoutUserState(viewer, object, recordType);
}
