import { LightningElement, api } from 'lwc';
import { searchAll, type SearchGroup } from '../../data/searching.ts';
import { word } from 'host/words';

const most = 25;

/** Every record whose name holds what was searched, by object. */
export default class SearchPage extends LightningElement {
  @api term = '';

  groups: readonly SearchGroup[] | undefined;
  error: unknown;
  helpText = word('searchHelp');

  override connectedCallback(): void {
    document.title = word('searchResults');
    this.retry();
  }

  retry(): void {
    this.error = undefined;
    this.load().catch((error: unknown) => {
      this.error = error;
    });
  }

  private async load(): Promise<void> {
    this.groups = this.term === '' ? [] : await searchAll(this.term, most);
  }

  get heading(): string {
    return word('searchResultsFor', this.term);
  }

  get shownGroups(): readonly SearchGroup[] {
    return this.groups ?? [];
  }

  get isEmpty(): boolean {
    return this.groups?.length === 0;
  }

  get nothingText(): string {
    return word('searchNothing', this.term);
  }
}
