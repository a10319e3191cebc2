/**
 * UI API: records, object info, picklists, layouts and lists as Lightning Data Service asks for them (User Interface API
 * Developer Guide). Labels and formatted values are in the language, locale and time zone of the session's user.
 */
import type { Router } from 'express';
import type { Engine } from '../engine/engine.ts';
import { actionRoutes } from './actions/routes.ts';
import { layoutRoutes } from './layouts/routes.ts';
import { listRoutes } from './lists/routes.ts';
import { lookupRoutes } from './lookups/routes.ts';
import { objectRoutes } from './objects/routes.ts';
import { recordRoutes } from './records/routes.ts';
import { relatedRoutes } from './related/routes.ts';
import { routerOf } from './routes.ts';

export { viewerOf, visibleField, visibleFields, isVisible, type Viewer } from './viewer.ts';
export { conditionOf } from './conditions.ts';
export { localeTag } from '../formats.ts';
export { displayValue, formatNumber, instantText } from './format.ts';
export {
  compactLayoutFields,
  layoutFileOf,
  layoutOf,
  type Layout,
  type LayoutItem,
  type LayoutLink,
} from './layouts/model.ts';
export { columnsOf, type Column } from './lists/columns.ts';
export { conditionOfView } from './lists/filters.ts';
export { orderOf } from './lists/list-info.ts';
export { orderBy } from './lists/order.ts';
export { isListId, listId, listsOf, listWithId, type ListView } from './lists/views.ts';
export { objectInfo } from './objects/object-info.ts';
export { picklistFor } from './objects/picklists.ts';
export { recordTypeNamed } from './objects/record-types.ts';
export { quote } from './records/records.ts';
export { isTrue, nodes, readXml, text, texts, type XmlNode } from './xml.ts';

/** Mounted at `/services/data/:version/ui-api`, behind the authentication. */
export function uiRouter(engine: Engine): Router {
  return routerOf(engine, [
    ...recordRoutes,
    ...objectRoutes,
    ...layoutRoutes,
    ...listRoutes,
    ...relatedRoutes,
    ...lookupRoutes,
    ...actionRoutes,
  ]);
}
