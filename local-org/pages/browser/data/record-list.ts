/** A list that grows as one reads on: the records of a list view or of a related list, page by page. */
import { isFetchResponse, queryString, uiApi, type FetchResponse } from './fetch.ts';
import type { ListRecord, RecordPage } from './table.ts';

export interface ListSource {
  /** `/list-records/Target__c/All`, `/related-list-records/a00…/Amounts__r` */
  readonly path: string;
  readonly pageSize: number;
  readonly sortBy?: string | undefined;
  readonly searchTerm?: string | undefined;
  /** Paths such as `Rep__r.Name`: a related list brings no fields but these, a list view its columns besides. */
  readonly fields?: readonly string[] | undefined;
}

export interface ListState {
  readonly records: readonly ListRecord[];
  readonly hasMore: boolean;
  /** The first page is on its way. */
  readonly isLoading: boolean;
  readonly isLoadingMore: boolean;
  readonly error: FetchResponse | undefined;
}

const empty: ListState = { records: [], hasMore: false, isLoading: false, isLoadingMore: false, error: undefined };

export class RecordList {
  private state: ListState = empty;
  private source: ListSource | undefined;
  private next: string | null = null;
  private newest = 0;
  private readonly changed: (state: ListState) => void;

  /** `changed` is told of every new state. */
  constructor(changed: (state: ListState) => void) {
    this.changed = changed;
  }

  open(source: ListSource): void {
    this.source = source;
    this.show({ ...empty, isLoading: true });
    this.read(null, source.pageSize).catch(reportError);
  }

  /** Reads again as much as is shown, and keeps showing it meanwhile. */
  async reload(): Promise<void> {
    const { source, state } = this;
    if (source !== undefined) await this.read(null, Math.min(2000, Math.max(source.pageSize, state.records.length)));
  }

  more(): void {
    const { source, next, state } = this;
    if (source === undefined || next === null || state.isLoadingMore || state.isLoading) return;
    this.show({ ...state, isLoadingMore: true });
    this.read(next, source.pageSize).catch(reportError);
  }

  private async read(pageToken: string | null, pageSize: number): Promise<void> {
    const mine = ++this.newest;
    const { path, sortBy, searchTerm, fields } = this.source ?? { path: '' };
    const query = queryString({ pageSize, pageToken: pageToken ?? undefined, sortBy, searchTerm, fields });
    try {
      const page = (await uiApi(path + query)) as RecordPage; // UI API, List Records and Related List Records
      if (mine !== this.newest) return; // another order or search has been asked for since
      this.next = page.nextPageToken;
      const records = pageToken === null ? page.records : [...this.state.records, ...page.records];
      this.show({ ...empty, records, hasMore: page.nextPageToken !== null });
    } catch (error) {
      if (!isFetchResponse(error)) throw error;
      if (mine === this.newest) this.show({ ...this.state, isLoading: false, isLoadingMore: false, error });
    }
  }

  private show(state: ListState): void {
    this.state = state;
    this.changed(state);
  }
}

export const emptyList: ListState = empty;
