import { LightningElement, api } from 'lwc';
import { fill, labels } from 'c/labels';
import { formatCount, type Unit } from 'c/moneyFormat';
import { versionRows, type Said, type VersionRow } from './versionRows';

/** The earlier versions of a submission, closed until somebody asks; nothing when there are none. */
export default class VersionList extends LightningElement {
  @api versions: readonly Said[] = [];
  /** Id of the version that is shown beside the list. */
  @api shownId = '';
  @api unit: Unit = 'one';

  labels = labels;

  get rows(): readonly VersionRow[] {
    return versionRows(this.versions, this.shownId, this.unit);
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get summary(): string {
    return fill(labels.versionEarlier, formatCount(this.rows.length));
  }
}
