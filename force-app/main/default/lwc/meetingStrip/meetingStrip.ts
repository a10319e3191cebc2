import { LightningElement, api } from 'lwc';
import lang from '@salesforce/i18n/lang';
import { formatDuration, formatMoment } from 'c/dateFormat';
import { messageIn } from 'c/forecastCycle';
import { fill, labels } from 'c/labels';
import type { Handed, Meeting } from 'c/meeting';
import { formatCount } from 'c/moneyFormat';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A meeting that began longer ago is over. */
const LONGEST_MS = 4 * HOUR_MS;

/** Above the meeting: of which moment its numbers are, who has submitted, and when it begins. Sends `present`. */
export default class MeetingStrip extends LightningElement {
  @api meeting: Meeting | undefined;
  @api handed: Handed | undefined;
  @api nowMs = 0;
  @api isPresenting = false;

  get isFrozen(): boolean {
    return (this.meeting?.frozen.length ?? 0) > 0;
  }

  get icon(): string {
    return this.isFrozen ? 'utility:lock' : 'utility:unlock';
  }

  get stateClass(): string {
    return this.isFrozen && this.meeting?.asOfs.length === 1 ? 'state' : 'state moving';
  }

  /** Which moment the totals are true of, or why there is none. */
  get moment(): string {
    if (this.meeting === undefined) return '';
    const { cycle, asOfs } = this.meeting;
    const moments = asOfs.map((asOf) => formatMoment(asOf));
    const [first = '', last = first] = [moments[0], moments.at(-1)];
    if (moments.length > 1) return fill(labels.meetingManyMoments, formatCount(moments.length), first, last);
    if (this.isFrozen) return fill(labels.meetingFrozen, first);
    if (cycle.state === 'Frozen' || cycle.state === 'Closed') return labels.meetingNothingKept;
    return fill(labels.meetingLive, cycle.freezeAt === null ? '–' : formatMoment(cycle.freezeAt));
  }

  get facts(): readonly string[] {
    return [...this.handedFacts, ...this.timerFacts, ...this.told];
  }

  get handedFacts(): readonly string[] {
    if (this.handed === undefined || this.handed.expected === 0) return [];
    const { expected, submitted, carried, late, returned } = this.handed;
    const some: readonly (readonly [string, number])[] = [
      [labels.meetingCarried, carried],
      [labels.meetingLate, late],
      [labels.meetingReturned, returned],
    ];
    return [
      fill(labels.meetingHanded, formatCount(submitted), formatCount(expected)),
      ...some.filter(([, count]) => count > 0).map(([label, count]) => fill(label, formatCount(count))),
    ];
  }

  get timerFacts(): readonly string[] {
    const { meetingAt = null, state } = this.meeting?.cycle ?? {};
    if (meetingAt === null) return [];
    const when = fill(labels.meetingAt, formatMoment(meetingAt));
    const leftMs = Date.parse(meetingAt) - this.nowMs;
    if (leftMs >= 0 && leftMs < DAY_MS) return [when, fill(labels.meetingStartsIn, formatDuration(leftMs))];
    if (leftMs < 0 && leftMs > -LONGEST_MS && state !== 'Closed') {
      return [when, fill(labels.meetingRunning, formatDuration(-leftMs))];
    }
    return [when];
  }

  get told(): readonly string[] {
    const { message = '' } = this.meeting?.cycle ?? {};
    return [messageIn(message, lang)].filter((text) => text !== '');
  }

  get presentLabel(): string {
    return this.isPresenting ? labels.meetingPresentEnd : labels.meetingPresent;
  }

  handlePresent(): void {
    this.dispatchEvent(new CustomEvent('present'));
  }
}
