/** List views by the older adapter (deprecated on the platform in favour of `lightning/uiListsApi`, but still there). */
import { readAdapter } from '../../data/adapter.ts';
import { queryString, uiApi } from '../../data/fetch.ts';
import { objectName, type ObjectReference } from '../../data/representation.ts';

interface Config extends Record<string, unknown> {
  objectApiName?: ObjectReference | undefined;
  listViewApiName?: string | { readonly listViewApiName?: string } | symbol | undefined;
  pageSize?: number | undefined;
  pageToken?: string | undefined;
  sortBy?: string | readonly string[] | undefined;
}

/** Stands for the list view a person opened last; this host takes the first one. */
export const MRU = Symbol.for('MRU');

const nameOf = ({ listViewApiName }: Config): string | undefined =>
  typeof listViewApiName === 'string' ? listViewApiName : undefined;

export const getListUi = readAdapter<Config, unknown>(
  ({ objectApiName }) => objectApiName !== undefined,
  (config) => {
    const { pageSize, pageToken, sortBy, objectApiName = '' } = config;
    const list = nameOf(config);
    const query = queryString({ pageSize, pageToken, sortBy });
    return uiApi(`/list-ui/${objectName(objectApiName)}${list === undefined ? '' : `/${list}${query}`}`);
  },
);
