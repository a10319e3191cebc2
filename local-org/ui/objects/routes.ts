import { get, type Route } from '../request.ts';
import { visibleObject } from '../viewer.ts';
import { objectDirectory, objectInfo, objectInfoBatch } from './object-info.ts';
import { picklistOfField, picklistValues } from './picklists.ts';

export const objectRoutes: readonly Route[] = [
  get('/object-info', objectDirectory),
  get('/object-info/batch/:names', objectInfoBatch),
  get('/object-info/:object', ({ viewer, part }) => objectInfo(viewer, visibleObject(viewer, part('object')))),
  get('/object-info/:object/picklist-values/:recordType', picklistValues),
  get('/object-info/:object/picklist-values/:recordType/:field', picklistOfField),
];
