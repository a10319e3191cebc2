/** Who looks at the org, and what it is called in that person's language. */
import type { Request, Response } from 'express';
import type { Engine, ObjectAccess, Session, UserProfile } from '../engine/engine.ts';
import { currencySetting, defaultCurrency } from '../formats.ts';
import { sessionOf } from '../http/http.ts';
import { field, objectNamed, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { Reader } from './format.ts';
import { noAccess } from './refusals.ts';

export interface Viewer extends Reader {
  readonly engine: Engine;
  readonly session: Session;
  readonly user: UserProfile;
  /** `http://127.0.0.1:PORT` for addresses in answers; empty where nobody asked over HTTP. */
  readonly origin: string;
  access(object: ObjectSchema): ObjectAccess;
}

export function viewerOf(engine: Engine, session: Session, origin = ''): Viewer {
  const known = new Map<string, ObjectAccess>();
  return {
    engine,
    session,
    user: engine.user(session),
    origin,
    schema: engine.schema(),
    currency: engine.settings.get(currencySetting) ?? defaultCurrency,
    access(object) {
      let access = known.get(object.name);
      if (access === undefined) known.set(object.name, (access = engine.access(session, object)));
      return access;
    },
  };
}

export function viewerOfRequest(engine: Engine, request: Request, response: Response): Viewer {
  return viewerOf(engine, sessionOf(response), `${request.protocol}://${request.get('host') ?? ''}`);
}

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

/** An object that does not exist or may not be seen is refused alike, so that nobody learns which. */
export function visibleObject(viewer: Viewer, name: string): ObjectSchema {
  const object = objectNamed(viewer.schema, name);
  if (object !== undefined && isVisible(viewer, object)) return object;
  throw noAccess();
}
