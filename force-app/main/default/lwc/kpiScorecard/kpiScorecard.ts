import { LightningElement, api } from 'lwc';
import { formatDay } from 'c/dateFormat';
import { rate } from 'c/gapMath';
import { valueText, type Scorecard, type ScoreLine } from 'c/kpi';
import { fill, labels } from 'c/labels';
import { formatRate, NOTHING, type Unit } from 'c/moneyFormat';

interface Cell {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** U6: what a person does, on a day, in its week and in the month, against the target, and what each day left must bring. */
export default class KpiScorecard extends LightningElement {
  @api score: Scorecard | undefined;
  @api unit: Unit = 'one';

  labels = labels;

  get hasLines(): boolean {
    return (this.score?.lines.length ?? 0) > 0;
  }

  get columns(): readonly string[] {
    const { score } = this;
    if (score === undefined) return [];
    const { day, isToday, weekFrom } = score;
    const days =
      day === undefined
        ? []
        : [isToday ? labels.kpiToday : formatDay(day), fill(labels.kpiWeekOf, formatDay(weekFrom))];
    return [...days, labels.periodMonth, labels.figureAchievement, labels.kpiNeededADay];
  }

  get rows(): readonly Row[] {
    return (this.score?.lines ?? []).map((line) => ({
      id: line.kpi.id,
      name: line.kpi.name,
      cells: this.textsOf(line).map((text, index) => ({ key: String(index), label: this.columns[index] ?? '', text })),
    }));
  }

  private textsOf(line: ScoreLine): readonly string[] {
    const { kpi, month, required } = line;
    const stretches = this.score?.day === undefined ? [month] : [line.day, line.week, month];
    const of = (value: number | undefined, isTarget: boolean): string => {
      // Part of a month's target: a whole one more is needed for any part of it.
      const shown = isTarget && kpi.unit === 'Count' && value !== undefined ? Math.ceil(value - 1e-9) : value;
      return valueText(kpi, shown, this.unit);
    };
    const achieved = month.actual === undefined ? undefined : rate(month.actual, month.target ?? null);
    return [
      ...stretches.map(({ actual, target }) => fill(labels.kpiOf, of(actual, false), of(target, true))),
      formatRate(achieved),
      required === undefined ? NOTHING : this.requiredText(line),
    ];
  }

  private requiredText({ kpi, required }: ScoreLine): string {
    if (required === undefined) return NOTHING;
    if (required.kind === 'reached') return labels.paceReached;
    if (required.kind === 'closedShort') return labels.paceClosedShort;
    return valueText(kpi, kpi.unit === 'Count' ? Math.ceil(required.perDay) : required.perDay, this.unit);
  }

  /** Which day the numbers are of, where that is not today. */
  get note(): string {
    const { day, isToday } = this.score ?? {};
    if (day === undefined) return labels.kpiScoreNoDays;
    return isToday === true ? '' : fill(labels.kpiScoreNotToday, formatDay(day));
  }
}
