/** Which page a record opens with: the app's own assignment, then the object's, then the platform's standard page. */
import { basename } from 'node:path';
import { ApiError, type Engine, type UserProfile } from '../../engine/engine.ts';
import { objectLabel, objectOfId, type ObjectSchema } from '../../schema/schema.ts';
import { isVisible, nodes, readXml, text, type Viewer, type XmlNode } from '../../ui/ui.ts';
import type { RecordPageModel } from '../model.ts';
import { appMetadata } from './app.ts';
import { flexipageNamed, standardRecordPage, type PageContext } from './flexipage.ts';

interface Override {
  readonly page: string;
  readonly formFactor: string;
  readonly profile: string | undefined;
}

function overrides(root: XmlNode, element: string, object: ObjectSchema | undefined): readonly Override[] {
  return nodes(root, element)
    .filter((node) => text(node, 'actionName') === 'View' && text(node, 'type') === 'Flexipage')
    .filter((node) => object === undefined || text(node, 'pageOrSobjectType') === object.name)
    .map((node) => ({
      page: text(node, 'content') ?? '',
      formFactor: text(node, 'formFactor') ?? 'Large',
      profile: text(node, 'profile'),
    }));
}

function ofObject(engine: Engine, object: ObjectSchema): readonly Override[] {
  const file = engine.deployed('objects').find(({ path }) => basename(path) === `${object.name}.object`);
  return file === undefined ? [] : overrides(readXml(file.content), 'actionOverrides', undefined);
}

function pageNameOf(engine: Engine, object: ObjectSchema, user: UserProfile, formFactor: string): string | undefined {
  const app = appMetadata(engine);
  const candidates = [
    ...overrides(app, 'profileActionOverrides', object).filter(({ profile }) => profile === user.profileName),
    ...overrides(app, 'actionOverrides', object),
    ...ofObject(engine, object),
  ];
  return candidates.find((one) => one.formFactor === formFactor)?.page;
}

/** Refuses with 404 for an id whose object the viewer may not see. */
export function recordPageModel(
  viewer: Viewer,
  context: PageContext,
  recordId: string,
  formFactor: string,
): RecordPageModel {
  const object = objectOfId(viewer.schema, recordId);
  if (object === undefined || !isVisible(viewer, object)) {
    throw new ApiError(404, 'NOT_FOUND', `There is no record ${recordId} that you can see.`);
  }
  const label = objectLabel(viewer.schema, viewer.user.language, object);
  const name = pageNameOf(viewer.engine, object, viewer.user, formFactor);
  const model = (name === undefined ? undefined : flexipageNamed(context, name)) ?? standardRecordPage(label);
  return {
    ...model,
    label,
    objectApiName: object.name,
    userFacts: {
      'User.Profile.Name': viewer.user.profileName,
      'User.Id': viewer.user.id,
      'User.Username': viewer.user.username,
    },
  };
}
