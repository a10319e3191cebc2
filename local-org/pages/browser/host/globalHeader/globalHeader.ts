import { LightningElement, api } from 'lwc';
import { readObject } from '../../data/facts.ts';
import { newRecordAddress } from '../../data/references.ts';
import { goTo, type PageReference } from '../../data/router.ts';
import { word } from 'host/words';

interface NewItem {
  readonly value: string;
  readonly label: string;
}

/** The frame above every page: search, new records, the person, and the app's tabs. */
export default class GlobalHeader extends LightningElement {
  @api page: PageReference | undefined;

  localLabel = word('local');
  localHelp = word('localHelp');
  actionsLabel = word('globalActions');
  newItems: readonly NewItem[] = [];

  override connectedCallback(): void {
    this.load().catch(reportError);
  }

  /** What the person may create, of the objects of the open app. */
  private async load(): Promise<void> {
    const names = globalThis.__sf.app.items.flatMap(({ objectApiName }) => objectApiName ?? []);
    const objects = await Promise.all(names.map(readObject));
    this.newItems = objects
      .filter(({ createable }) => createable)
      .map(({ apiName, label }) => ({ value: apiName, label: word('newOf', label) }));
  }

  get hasNew(): boolean {
    return this.newItems.length > 0;
  }

  create(event: CustomEvent<{ readonly value: string }>): void {
    goTo(newRecordAddress(event.detail.value));
  }
}
