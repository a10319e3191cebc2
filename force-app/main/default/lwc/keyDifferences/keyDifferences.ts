import { LightningElement, api } from 'lwc';
import type { KeyDifference, Trust } from 'c/gapQuery';
import { counted, fill, labels } from 'c/labels';
import { formatCount } from 'c/moneyFormat';

const CAUSES: Readonly<Record<string, string>> = {
  DELETED_IN_SALESFORCE: labels.causeDeleted,
  EDITED_IN_SALESFORCE: labels.causeEdited,
  PERIOD_DIFFERS: labels.causeEdited,
  EXTRA_IN_SALESFORCE: labels.causeExtra,
  NOT_OURS_TO_DELETE: labels.causeExtra,
  DUPLICATE_IN_SALESFORCE: labels.causeDuplicate,
  NOT_SENT: labels.causeNotSent,
};

/** The records that differ from the warehouse, by their keys and why, and what to do about it. */
export default class KeyDifferences extends LightningElement {
  @api trust: Trust | undefined;

  labels = labels;

  get hasAny(): boolean {
    return this.all > 0;
  }

  private get all(): number {
    return (this.trust?.keys.length ?? 0) + (this.trust?.moreKeys ?? 0);
  }

  get heading(): string {
    return counted(labels.differenceTitleOne, labels.differenceTitleMany, this.all);
  }

  get items(): readonly { readonly id: string; readonly key: string; readonly cause: string }[] {
    return (this.trust?.keys ?? []).map(({ cause, sync, key }: KeyDifference) => ({
      id: `${sync} ${key}`,
      key,
      cause: CAUSES[cause] ?? labels.causeOpen,
    }));
  }

  get more(): string {
    const count = this.trust?.moreKeys ?? 0;
    return count === 0 ? '' : fill(labels.differenceMore, formatCount(count));
  }
}
