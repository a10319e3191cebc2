import { LightningElement, api } from 'lwc';
import { gap as gapOf } from 'c/gapMath';
import type { Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { FIGURES, figureName, figureText, type Figure } from 'c/lineage';
import type { Unit } from 'c/moneyFormat';
import { requiredText, type PaceFacts } from 'c/periods';

interface Item {
  readonly figure: Figure;
  readonly label: string;
  readonly value: string;
  /** For who cannot see that the figure is a button, and what it opens. */
  readonly opens: string;
  readonly className: string;
}

/** The key figures in one row. Sends `figurechosen` with the figure whose origin is asked for. */
export default class GapNumbers extends LightningElement {
  @api gap: Gap | undefined;
  @api unit: Unit = 'one';
  @api pace: PaceFacts | undefined;

  labels = labels;

  get items(): readonly Item[] {
    const { gap, unit } = this;
    if (gap === undefined) return [];
    const difference = gapOf(gap.figures.landing, gap.figures.target) ?? 0;
    const tone = difference === 0 ? '' : difference < 0 ? ' short' : ' over';
    return FIGURES.map((figure) => {
      const [label, value] = [figureName(gap, figure), figureText(gap, figure, unit)];
      const opens = fill(labels.lineageOpenFigure, label, value);
      return { figure, label, value, opens, className: `value${figure === 'gap' ? tone : ''}` };
    });
  }

  /** M10; nothing before there is a target and a calendar to reckon with. */
  get required(): string {
    return this.pace === undefined ? '' : requiredText(this.pace.required, this.unit);
  }

  get requiredHelp(): string {
    const { daysLeft = 0, businessDays = 0 } = this.pace ?? {};
    return fill(labels.requiredHelp, daysLeft, businessDays);
  }

  handleChoose(event: Event): void {
    // The handler sits on our own buttons only, and each names a figure.
    const figure = (event.currentTarget as HTMLElement).dataset['figure'] as Figure;
    this.dispatchEvent(new CustomEvent<Figure>('figurechosen', { detail: figure }));
  }
}
