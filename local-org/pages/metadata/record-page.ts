/** Which page a record opens with: the app's own assignment, then the object's, then the platform's standard page. */
import { basename } from 'node:path';
import { ApiError, type Engine } from '../../engine/engine.ts';
import { objectLabel, objectOfId, type ObjectSchema } from '../../schema/schema.ts';
import { isVisible, quote, readXml, type Viewer, type XmlNode } from '../../ui/ui.ts';
import type { PageModel, RecordPageModel } from '../model.ts';
import { actionsOf, type ActionContext } from './actions.ts';
import { appMetadata } from './app.ts';
import { flexipageNamed, standardRecordPage, type PageContext } from './flexipage.ts';
import { overridesOf, pageOfOverrides } from './overrides.ts';
import { withFacts, type FactsContext } from './page-facts.ts';

export interface RecordPageContext extends PageContext, ActionContext, FactsContext {
  /** API name of the open app. */
  readonly appName: string;
  readonly formFactor: string;
}

function objectFile(engine: Engine, object: ObjectSchema): XmlNode {
  const file = engine.deployed('objects').find(({ path }) => basename(path) === `${object.name}.object`);
  return file === undefined ? {} : readXml(file.content);
}

/** `Project__c.Retainer`, as assignments name record types; undefined for a record without one. */
function recordTypeOf(viewer: Viewer, object: ObjectSchema, recordId: string): string | undefined {
  if (!object.fields.some(({ name }) => name === 'RecordTypeId')) return undefined;
  const soql = `SELECT RecordTypeId FROM ${object.name} WHERE Id = ${quote(recordId)}`;
  const id = viewer.engine.query(viewer.session, soql).records[0]?.['RecordTypeId'];
  const type = object.recordTypes.find((one) => one.id === id);
  return type === undefined ? undefined : `${object.name}.${type.developerName}`;
}

function pageNameOf(context: RecordPageContext, object: ObjectSchema, recordId: string): string | undefined {
  const { engine, viewer, appName, formFactor } = context;
  const app = appMetadata(engine, appName);
  const ofApp = { action: 'View', target: object.name };
  const found = [
    ...overridesOf(app, 'profileActionOverrides', ofApp),
    ...overridesOf(app, 'actionOverrides', ofApp),
    ...overridesOf(objectFile(engine, object), 'actionOverrides', { action: 'View' }),
  ];
  const profile = viewer.user.profileName;
  return pageOfOverrides(found, { profile, formFactor, recordType: recordTypeOf(viewer, object, recordId) });
}

/** Names of the actions that the page's highlights panel lists by itself; undefined when the layout decides. */
function configuredActions(model: PageModel): readonly string[] | undefined {
  const items = [...model.regions.flatMap((region) => region.items), ...Object.values(model.facets).flat()];
  const properties = items.find(({ name }) => name === 'force:highlightsPanel')?.properties ?? {};
  const names = properties['actionNames'];
  if (properties['enableActionsConfiguration'] !== 'true' || !Array.isArray(names)) return undefined;
  return names.filter((name) => typeof name === 'string');
}

/** Refuses with 404 for an id whose object the viewer may not see. */
export function recordPageModel(context: RecordPageContext, recordId: string): RecordPageModel {
  const { viewer } = context;
  const object = objectOfId(viewer.schema, recordId);
  if (object === undefined || !isVisible(viewer, object)) {
    throw new ApiError(404, 'NOT_FOUND', `There is no record ${recordId} that you can see.`);
  }
  const label = objectLabel(viewer.schema, viewer.user.language, object);
  const name = pageNameOf(context, object, recordId);
  const model = (name === undefined ? undefined : flexipageNamed(context, name)) ?? standardRecordPage(label);
  const actions = actionsOf(context, object, configuredActions(model));
  return { ...withFacts(context, model), label, objectApiName: object.name, actions };
}
