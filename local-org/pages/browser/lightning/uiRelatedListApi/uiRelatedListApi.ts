/** Related lists of a record. */
import { readAdapter } from '../../data/adapter.ts';
import { queryString, uiApi } from '../../data/fetch.ts';
import { objectName, type ObjectReference } from '../../data/representation.ts';
import { readOnce } from '../uiObjectInfoApi/uiObjectInfoApi.ts';

interface RecordsConfig extends Record<string, unknown> {
  parentRecordId?: string | undefined;
  relatedListId?: string | undefined;
  fields?: readonly string[] | undefined;
  optionalFields?: readonly string[] | undefined;
  sortBy?: readonly string[] | undefined;
  pageSize?: number | undefined;
  pageToken?: string | undefined;
}

export const getRelatedListRecords = readAdapter<RecordsConfig, unknown>(
  ({ parentRecordId, relatedListId }) => typeof parentRecordId === 'string' && typeof relatedListId === 'string',
  ({ parentRecordId = '', relatedListId = '', ...query }) => {
    const { fields, optionalFields, sortBy, pageSize, pageToken } = query;
    const parameters = queryString({ fields, optionalFields, sortBy, pageSize, pageToken });
    return uiApi(`/related-list-records/${parentRecordId}/${relatedListId}${parameters}`);
  },
);

interface InfoConfig extends Record<string, unknown> {
  parentObjectApiName?: ObjectReference | undefined;
  relatedListId?: string | undefined;
}

export const getRelatedListInfo = readAdapter<InfoConfig, unknown>(
  ({ parentObjectApiName, relatedListId }) => parentObjectApiName !== undefined && typeof relatedListId === 'string',
  ({ parentObjectApiName = '', relatedListId = '' }) =>
    readOnce(`/related-list-info/${objectName(parentObjectApiName)}/${relatedListId}`),
);

export const getRelatedListsInfo = readAdapter<InfoConfig, unknown>(
  ({ parentObjectApiName }) => parentObjectApiName !== undefined,
  ({ parentObjectApiName = '' }) => readOnce(`/related-list-info/${objectName(parentObjectApiName)}`),
);

interface CountConfig extends Record<string, unknown> {
  parentRecordId?: string | undefined;
  relatedListId?: string | undefined;
}

export const getRelatedListCount = readAdapter<CountConfig, unknown>(
  ({ parentRecordId, relatedListId }) => typeof parentRecordId === 'string' && typeof relatedListId === 'string',
  ({ parentRecordId = '', relatedListId = '' }) => uiApi(`/related-list-count/${parentRecordId}/${relatedListId}`),
);
