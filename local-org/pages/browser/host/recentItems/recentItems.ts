import { LightningElement } from 'lwc';
import { iconOf, readObject } from '../../data/facts.ts';
import { recentRecords, type RecentRecord } from '../../data/names.ts';
import { recordAddress } from '../../data/references.ts';
import { word } from 'host/words';

interface Item extends RecentRecord {
  readonly url: string;
  readonly icon: string;
}

const most = 10;

/** What the person opened lately, of any object. */
export default class RecentItems extends LightningElement {
  heading = word('recentItems');
  emptyText = word('recentNothing');
  items: readonly Item[] | undefined;
  error: unknown;

  override connectedCallback(): void {
    this.load().catch((error: unknown) => {
      this.error = error;
    });
  }

  private async load(): Promise<void> {
    const records = await recentRecords(most);
    this.items = await Promise.all(
      records.map(async (record) => {
        const object = await readObject(record.objectApiName);
        return { ...record, url: recordAddress(object.apiName, record.id), icon: iconOf(object) ?? 'standard:default' };
      }),
    );
  }

  get isEmpty(): boolean {
    return this.items?.length === 0;
  }
}
