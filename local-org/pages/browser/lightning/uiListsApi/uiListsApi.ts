/** List views. */
import { readAdapter } from '../../data/adapter.ts';
import { queryString, uiApi } from '../../data/fetch.ts';
import { objectName, type ObjectReference } from '../../data/representation.ts';
import { readOnce } from '../uiObjectInfoApi/uiObjectInfoApi.ts';

interface ListConfig extends Record<string, unknown> {
  objectApiName?: ObjectReference | undefined;
  listViewApiName?: string | undefined;
}

export const getListInfosByObjectName = readAdapter<ListConfig, unknown>(
  ({ objectApiName }) => objectApiName !== undefined,
  ({ objectApiName = '' }) => readOnce(`/list-info/${objectName(objectApiName)}`),
);

const isNamed = ({ objectApiName, listViewApiName }: ListConfig): boolean =>
  objectApiName !== undefined && typeof listViewApiName === 'string';

export const getListInfoByName = readAdapter<ListConfig, unknown>(isNamed, (config) =>
  readOnce(`/list-info/${objectName(config.objectApiName ?? '')}/${config.listViewApiName ?? ''}`),
);

interface RecordsConfig extends ListConfig {
  fields?: readonly string[] | undefined;
  optionalFields?: readonly string[] | undefined;
  sortBy?: readonly string[] | undefined;
  pageSize?: number | undefined;
  pageToken?: string | undefined;
}

export const getListRecordsByName = readAdapter<RecordsConfig, unknown>(isNamed, (config) => {
  const { fields, optionalFields, sortBy, pageSize, pageToken } = config;
  const parameters = queryString({ fields, optionalFields, sortBy, pageSize, pageToken });
  return uiApi(`/list-records/${objectName(config.objectApiName ?? '')}/${config.listViewApiName ?? ''}${parameters}`);
});
