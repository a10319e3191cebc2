/** What every component of a page may know of it. */
import type { ActionModel, PageItem } from '../../../model.ts';

export interface PageContext {
  readonly facets: Readonly<Record<string, readonly PageItem[]>>;
  /** What rules compare and no record holds. */
  readonly facts: Readonly<Record<string, string>>;
  readonly recordId?: string | undefined;
  readonly objectApiName?: string | undefined;
  /** The page has a part that shows all fields on a phone, in place of its sections of fields. */
  readonly hasPhoneDetail?: boolean | undefined;
  readonly actions?: readonly ActionModel[] | undefined;
}

export const emptyPage: PageContext = { facets: {}, facts: {} };

/** Shows all fields on a phone, on pages whose fields are placed one by one. */
export const phoneDetail = 'force:recordDetailPanelMobile';
