import { LightningElement } from 'lwc';
import { find } from '../../data/dom.ts';
import { iconOf, readObject } from '../../data/facts.ts';
import { recentRecords } from '../../data/names.ts';
import { addressOf, recordAddress } from '../../data/references.ts';
import { goTo } from '../../data/router.ts';
import { searchAll } from '../../data/searching.ts';
import { word } from 'host/words';

interface Found {
  readonly name: string;
  readonly detail: string;
  readonly url: string;
  readonly icon: string | undefined;
}

interface Option extends Found {
  readonly key: string;
  readonly className: string;
  readonly selected: 'true' | 'false';
}

const typingMs = 200;
const mostOfEach = 3;
const mostRecent = 5;

/** Finds records by name while one types: what was opened lately before, what matches after the first letters. */
export default class SearchBox extends LightningElement {
  term = '';
  label = word('search');
  placeholder = word('searchPlaceholder');
  resultsLabel = word('searchResults');
  private found: readonly Found[] = [];
  private isOpen = false;
  private active = -1;
  private newest = 0;
  private typing: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    clearTimeout(this.typing);
  }

  get isShown(): boolean {
    return this.isOpen && this.options.length > 0;
  }

  get expanded(): 'true' | 'false' {
    return this.isShown ? 'true' : 'false';
  }

  get resultsClass(): string {
    return this.isShown ? 'results shown' : 'results';
  }

  get activeId(): string | null {
    return this.options[this.active]?.key ?? null;
  }

  get options(): readonly Option[] {
    const { term } = this;
    const url = addressOf({ type: 'host__search', state: { term } }) ?? '';
    const all: Found = { name: word('searchAll', term), detail: '', url, icon: undefined };
    const listed = term.trim() === '' ? this.found : [...this.found, all];
    return listed.map((one, index) => ({
      ...one,
      key: `option-${index}`,
      className: `option${one.icon === undefined ? ' all' : ''}${index === this.active ? ' active' : ''}`,
      selected: index === this.active ? 'true' : 'false',
    }));
  }

  handleFocus(): void {
    this.isOpen = true;
    this.search().catch(reportError);
  }

  handleFocusOut(): void {
    this.isOpen = false;
    this.active = -1;
  }

  handleInput(event: Event): void {
    // What was opened lately is no answer to what is typed now.
    if (this.term.trim() === '') this.found = [];
    this.newest += 1;
    this.term = (event.target as HTMLInputElement).value;
    this.isOpen = true;
    this.active = -1;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.search().catch(reportError);
    }, typingMs);
  }

  private async search(): Promise<void> {
    const mine = ++this.newest;
    const term = this.term.trim();
    const found = term === '' ? await this.opened() : await this.named(term);
    if (mine === this.newest) this.found = found;
  }

  private async opened(): Promise<readonly Found[]> {
    const records = await recentRecords(mostRecent);
    return Promise.all(
      records.map(async ({ id, name, detail, objectApiName }) => ({
        name,
        detail,
        url: recordAddress(objectApiName, id),
        icon: iconOf(await readObject(objectApiName)) ?? 'standard:default',
      })),
    );
  }

  private async named(term: string): Promise<readonly Found[]> {
    const groups = await searchAll(term, mostOfEach);
    return groups.flatMap(({ icon, records, labelPlural }) =>
      records.map(({ name, detail, url }) => ({ name, detail: detail === '' ? labelPlural : detail, url, icon })),
    );
  }

  handleKey(event: KeyboardEvent): void {
    const { options } = this;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.isOpen = true;
      if (options.length > 0) this.active = (this.active + step + options.length) % options.length;
      return;
    }
    if (event.key === 'Escape') this.isOpen = false;
    if (event.key !== 'Enter') return;
    const chosen = options[this.active];
    const all = this.term.trim() === '' ? undefined : options.at(-1);
    this.go((chosen ?? all)?.url);
  }

  /** On press, before the field loses the focus and the list closes. */
  choose(event: Event): void {
    event.preventDefault();
    this.go((event.currentTarget as HTMLElement).dataset['url']);
  }

  private go(url: string | undefined): void {
    if (url === undefined) return;
    this.isOpen = false;
    this.active = -1;
    this.term = '';
    find<HTMLElement>(this, 'input')?.blur();
    goTo(url);
  }
}
