/** Who looks at the org, and what it is called in that person's language. */
import type { Response } from 'express';
import { ApiError, type Engine, type ObjectAccess, type Session, type UserProfile } from '../engine/engine.ts';
import { sessionOf } from '../http/http.ts';
import { field, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { Reader } from './format.ts';

/** Key of the org's settings that holds its corporate currency (Setup, Company Information), an ISO code. */
export const currencySetting = 'org.currency';

export interface Viewer extends Reader {
  readonly engine: Engine;
  readonly session: Session;
  readonly user: UserProfile;
  access(object: ObjectSchema): ObjectAccess;
}

export function viewerOf(engine: Engine, session: Session): Viewer {
  const known = new Map<string, ObjectAccess>();
  return {
    engine,
    session,
    user: engine.user(session),
    schema: engine.schema(),
    currency: engine.settings.get(currencySetting) ?? 'JPY',
    access(object) {
      let access = known.get(object.name);
      if (access === undefined) known.set(object.name, (access = engine.access(session, object)));
      return access;
    },
  };
}

export const viewerOfResponse = (engine: Engine, response: Response): Viewer => viewerOf(engine, sessionOf(response));

/** A field without access does not exist for the person (salesforce-api 5.11). */
export function visibleField(viewer: Viewer, object: ObjectSchema, name: string): FieldSchema | undefined {
  const found = field(object, name);
  return found !== undefined && viewer.access(object).canRead(found) ? found : undefined;
}

export function visibleFields(viewer: Viewer, object: ObjectSchema): readonly FieldSchema[] {
  const access = viewer.access(object);
  return object.fields.filter((one) => access.canRead(one));
}

export function isVisible(viewer: Viewer, object: ObjectSchema): boolean {
  return viewer.access(object).read;
}

/** An object that does not exist or may not be seen: 404, so that nobody learns which. */
export function visibleObject(viewer: Viewer, name: string): ObjectSchema {
  const object = viewer.schema.objects.get(name.toLowerCase());
  if (object !== undefined && isVisible(viewer, object)) return object;
  throw new ApiError(404, 'INVALID_TYPE', `sObject type '${name}' is not supported in UI API`); // text unverified
}
