import { get, patch, post, type Route } from '../request.ts';
import {
  relatedListInfo,
  relatedListInfoBatch,
  relatedListPreferences,
  relatedListPreferencesBatch,
  relatedListsInfo,
  saveRelatedListInfo,
  saveRelatedListPreferences,
} from './related-info.ts';
import {
  relatedListCount,
  relatedListCountBatch,
  relatedListRecords,
  relatedListRecordsBatch,
  relatedListRecordsPosted,
} from './related-records.ts';

export const relatedRoutes: readonly Route[] = [
  get('/related-list-info/batch/:parent/:lists', relatedListInfoBatch),
  get('/related-list-info/:parent', relatedListsInfo),
  get('/related-list-info/:parent/:list', relatedListInfo),
  patch('/related-list-info/:parent/:list', saveRelatedListInfo),
  get('/related-list-records/batch/:parent/:lists', relatedListRecordsBatch),
  post('/related-list-records/batch/:parent', relatedListRecordsPosted),
  get('/related-list-records/:parent/:list', relatedListRecords),
  post('/related-list-records/:parent/:list', relatedListRecords),
  get('/related-list-count/batch/:parent/:lists', relatedListCountBatch),
  get('/related-list-count/:parent/:list', relatedListCount),
  get('/related-list-preferences/batch/:ids', relatedListPreferencesBatch),
  get('/related-list-preferences/:id', relatedListPreferences),
  patch('/related-list-preferences/:id', saveRelatedListPreferences),
];
