import { get, post, type Route } from '../request.ts';
import { lookups, lookupsOfTarget } from './lookups.ts';

export const lookupRoutes: readonly Route[] = [
  get('/lookups/:object/:field', lookups),
  post('/lookups/:object/:field', lookups),
  get('/lookups/:object/:field/:target', lookupsOfTarget),
];
