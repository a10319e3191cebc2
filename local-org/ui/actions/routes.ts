import { get, type Route } from '../request.ts';
import {
  createActions,
  globalActions,
  listViewActions,
  listViewRecordActions,
  lookupActions,
  recentListActions,
  recordActions,
  recordEditActions,
  relatedListActions,
  relatedRecordActions,
} from './actions.ts';

export const actionRoutes: readonly Route[] = [
  get('/actions/global', globalActions),
  get('/actions/list-view/:ids', listViewActions),
  get('/actions/list-view-record/:ids', listViewRecordActions),
  get('/actions/lookup/:names', lookupActions),
  get('/actions/mru-list/:names', recentListActions),
  get('/actions/object/:names/record-create', createActions),
  get('/actions/record/:ids', recordActions),
  get('/actions/record/:ids/record-edit', recordEditActions),
  get('/actions/record/:ids/related-list/:lists', relatedListActions),
  get('/actions/record/:ids/related-list-record/:rows', relatedRecordActions),
];
