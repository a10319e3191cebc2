import { LightningElement, api, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getListInfoByName, getListInfosByObjectName } from 'lightning/uiListsApi';
import type { WireResult } from '../../data/adapter.ts';
import { find } from '../../data/dom.ts';
import { iconOf, type ObjectFacts } from '../../data/facts.ts';
import { chosenList, rememberList } from '../../data/last-list.ts';
import { nextOrder, orderLabel } from '../../data/order.ts';
import type { ListSource } from '../../data/record-list.ts';
import { addressOf, newRecordAddress } from '../../data/references.ts';
import { goTo } from '../../data/router.ts';
import { columnsOf, type ListInfo } from '../../data/table.ts';
import { removeRecords } from 'host/removal';
import { word } from 'host/words';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Count {
  readonly count: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
}

interface ListElement extends HTMLElement {
  reload(): Promise<void>;
}

const recent = '__Recent';
const pageSize = 50;
const typingMs = 300;

/** An object's home: a list view, chosen, searched, sorted, and what may be done with its records. */
export default class ListPage extends LightningElement {
  @api objectApiName: string | undefined;
  /** API name of the list view; the one opened last when the address names none. */
  @api listView: string | undefined;

  object: ObjectFacts | undefined;
  info: ListInfo | undefined;
  error: unknown;
  searchTerm = '';
  sortedBy: string | undefined;
  selected: readonly string[] = [];
  chooseLabel = word('chooseList');
  searchLabel = word('searchList');
  refreshLabel = word('refresh');
  newLabel = word('new');
  deleteSelectedLabel = word('deleteSelected');
  private lists: readonly Choice[] = [];
  private count: Count = { count: 0, hasMore: false, isLoading: true };
  private typing: ReturnType<typeof setTimeout> | undefined;

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  handleObject({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data === undefined) return;
    this.object = data as ObjectFacts; // UI API, Object Info
    document.title = this.object.labelPlural;
  }

  @wire(getListInfosByObjectName, { objectApiName: '$objectApiName' })
  handleLists({ data }: WireResult<unknown>): void {
    if (data === undefined) return;
    const { lists } = data as { readonly lists: readonly { readonly apiName: string; readonly label: string }[] };
    this.lists = lists.map(({ apiName, label }) => ({ value: apiName, label }));
  }

  @wire(getListInfoByName, { objectApiName: '$objectApiName', listViewApiName: '$chosen' })
  handleInfo({ data, error }: WireResult<unknown>): void {
    this.error ??= error;
    if (data !== undefined) this.info = data as ListInfo; // UI API, List Info
  }

  get chosen(): string | undefined {
    const { objectApiName = '', lists, listView } = this;
    if (listView !== undefined || lists.length === 0) return listView;
    const last = chosenList(objectApiName);
    return last === recent || lists.some(({ value }) => value === last) ? last : lists[0]?.value;
  }

  get choices(): readonly (Choice & { readonly isChosen: boolean })[] {
    const all = [...this.lists, { value: recent, label: word('recentlyViewed') }];
    const listed = all.filter(({ value }, index) => all.findIndex((one) => one.value === value) === index);
    return listed.map((one) => ({ ...one, isChosen: one.value === this.chosen }));
  }

  get source(): ListSource | undefined {
    const { objectApiName, chosen, sortedBy } = this;
    if (objectApiName === undefined || chosen === undefined) return undefined;
    const searchTerm = this.searchTerm === '' ? undefined : this.searchTerm;
    return { path: `/list-records/${objectApiName}/${chosen}`, pageSize, sortBy: sortedBy, searchTerm };
  }

  get icon(): string | undefined {
    return iconOf(this.object);
  }

  get objectLabel(): string {
    return this.object?.labelPlural ?? '';
  }

  get listLabel(): string {
    return this.choices.find(({ isChosen }) => isChosen)?.label ?? this.info?.label ?? '';
  }

  get summary(): string {
    const { count, hasMore, isLoading } = this.count;
    if (isLoading) return '\u00a0';
    const items = count === 1 && !hasMore ? word('itemsOne') : word('items', count, hasMore ? '+' : '');
    const chosen = this.selected.length === 0 ? items : word('itemsSelected', items, this.selected.length);
    const order = this.info === undefined ? undefined : orderLabel(columnsOf(this.info, this.object), this.sortedBy);
    return order === undefined ? chosen : word('itemsSorted', chosen, order);
  }

  get emptyText(): string {
    return this.searchTerm === '' ? word('emptyList') : word('emptySearch', this.searchTerm);
  }

  get canCreate(): boolean {
    return this.object?.createable === true;
  }

  get canSelect(): boolean {
    return this.object?.deletable === true && globalThis.__sf.formFactor !== 'Small';
  }

  get canDeleteSelected(): boolean {
    return this.selected.length > 0;
  }

  chooseList(event: CustomEvent<{ readonly value: string }>): void {
    const { objectApiName = '' } = this;
    const filterName = event.detail.value;
    rememberList(objectApiName, filterName);
    const attributes = { objectApiName, actionName: 'list' };
    goTo(addressOf({ type: 'standard__objectPage', attributes, state: { filterName } }) ?? '');
  }

  /** Asks when the typing rests. */
  handleSearch(event: CustomEvent<{ readonly value: string }>): void {
    const { value } = event.detail;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.searchTerm = value.trim();
      this.selected = [];
    }, typingMs);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.typing);
  }

  sort(event: CustomEvent<string>): void {
    this.sortedBy = nextOrder(this.sortedBy, event.detail);
  }

  select(event: CustomEvent<readonly string[]>): void {
    this.selected = event.detail;
  }

  handleCount(event: CustomEvent<Count>): void {
    this.count = event.detail;
  }

  refresh(): void {
    find<ListElement>(this, 'host-list-table')?.reload().catch(reportError);
  }

  create(): void {
    goTo(newRecordAddress(this.objectApiName ?? ''));
  }

  deleteSelected(): void {
    const { object, selected } = this;
    if (object === undefined) return;
    removeRecords(object.apiName, object.label, selected)
      .then(() => {
        this.selected = [];
      })
      .catch(reportError);
  }
}
