import { get, patch, post, remove, saving, type Route } from '../request.ts';
import { saveBatch } from './batch.ts';
import { childRecords } from './children.ts';
import { getRecord, getRecords } from './read.ts';
import { createRecord, deleteRecord, updateRecord } from './save.ts';

export const recordRoutes: readonly Route[] = [
  saving(post('/records', createRecord, 201)),
  saving(post('/records/batch', saveBatch)),
  get('/records/batch/:ids', getRecords),
  get('/records/:id', getRecord),
  saving(patch('/records/:id', updateRecord)),
  saving(remove('/records/:id', deleteRecord)),
  get('/records/:id/child-relationships/:relationship', childRecords),
];
