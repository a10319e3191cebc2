import { LightningElement, api } from 'lwc';
import { formatDay } from 'c/dateFormat';
import type { UnitProgress, WeekProgress } from 'c/home';
import { fill, labels, listed } from 'c/labels';
import { formatCount, formatRate } from 'c/moneyFormat';
import { rate } from 'c/gapMath';

interface Row {
  readonly name: string;
  readonly count: string;
  readonly open: string;
  readonly openClass: string;
}

const of = ({ done, total }: { readonly done: number; readonly total: number }): string =>
  fill(labels.homeProgressOf, formatCount(done), formatCount(total));

/** Of each unit how many forecasts of the month have been confirmed, who is still open, and the weeks before. */
export default class TeamProgress extends LightningElement {
  @api units: readonly UnitProgress[] = [];
  /** The newest first. */
  @api weeks: readonly WeekProgress[] = [];
  /** Targets that could not be read. */
  @api unread = 0;

  labels = labels;

  get sum(): string {
    const add = (key: 'done' | 'total'): number => this.units.reduce((sum, unit) => sum + unit[key], 0);
    return fill(labels.homeProgressSum, formatCount(add('done')), formatCount(add('total')));
  }

  get rows(): readonly Row[] {
    return this.units.map(({ unitName: name, open, ...progress }) => ({
      name,
      count: of(progress),
      open: open.length === 0 ? labels.homeProgressAll : listed(open),
      openClass: open.length === 0 ? 'done' : '',
    }));
  }

  get hasWeeks(): boolean {
    return this.weeks.length > 0;
  }

  get weekRows(): readonly object[] {
    return this.weeks.map(({ weekStart, ...progress }) => {
      const share = rate(progress.done, progress.total);
      return {
        key: weekStart,
        name: fill(labels.cycleWeek, formatDay(weekStart)),
        width: `inline-size: ${String(Math.round((share ?? 0) * 100))}%`,
        share: `${formatRate(share)} (${of(progress)})`,
      };
    });
  }

  get unreadText(): string {
    return this.unread === 0 ? '' : fill(labels.homeMore, formatCount(this.unread));
  }
}
