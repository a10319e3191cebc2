import type { JsonObject } from '../../http/http.ts';
import { recordTypeNamed } from '../objects/record-types.ts';
import { layoutModes, layoutTypes } from '../records/read.ts';
import { choice, get, patch, textOf, type Call, type Route } from '../request.ts';
import { visibleObject } from '../viewer.ts';
import { cloneDefaults, cloneTemplate, createDefaults, createTemplate } from './defaults.ts';
import { layoutRepresentation } from './layouts.ts';
import { recordUi } from './record-ui.ts';
import { readUserState, saveUserState } from './user-state.ts';

function layout({ viewer, part, query }: Call): JsonObject {
  const object = visibleObject(viewer, part('object'));
  return layoutRepresentation(viewer, object, {
    layoutType: choice(query, 'layoutType', layoutTypes),
    mode: choice(query, 'mode', layoutModes),
    recordType: recordTypeNamed(viewer, object, textOf(query, 'recordTypeId')),
  });
}

export const layoutRoutes: readonly Route[] = [
  get('/record-ui/:ids', recordUi),
  get('/layout/:object', layout),
  get('/layout/:object/user-state', readUserState),
  patch('/layout/:object/user-state', saveUserState),
  get('/record-defaults/create/:object', createDefaults),
  get('/record-defaults/clone/:id', cloneDefaults),
  get('/record-defaults/template/create/:object', createTemplate),
  get('/record-defaults/template/clone/:id', cloneTemplate),
];
