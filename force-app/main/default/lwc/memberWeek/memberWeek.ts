import { formatInstant } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import { MemberPanel } from 'c/memberPanel';
import { NOTHING } from 'c/moneyFormat';
import { openItemsOf } from './openItems';

/** On top of the right pane of a Target: the week, where its rep stands in it, and what is open. */
export default class MemberWeek extends MemberPanel {
  get openItems(): readonly string[] {
    const { member, standing, reviewed, entry } = this;
    return member === undefined ? [] : openItemsOf({ member, standing, reviewed, entry });
  }

  /** Who asked for the submission that is still missing. */
  get nudged(): string {
    const nudge = this.member?.nudge;
    const isAnswered = ['submitted', 'late', 'confirmed'].includes(this.standing);
    if (nudge === undefined || nudge.cycleId !== this.cycle?.id || isAnswered) return '';
    return fill(labels.weekNudged, nudge.by ?? NOTHING, nudge.at === null ? NOTHING : formatInstant(nudge.at));
  }
}
