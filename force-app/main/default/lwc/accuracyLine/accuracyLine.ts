import { LightningElement, api } from 'lwc';
import { minus } from 'c/gapMath';
import { labels } from 'c/labels';
import type { Unit } from 'c/moneyFormat';
import type { PastMonth } from 'c/submissions';
import { accuracyView, type AccuracyView } from './accuracyView';

/** Beside what a rep confirms, for the rep alone: how such forecasts came out (N5). Only tells; nothing is changed by it. */
export default class AccuracyLine extends LightningElement {
  @api months: readonly PastMonth[] = [];
  @api actual = 0;
  @api landing = 0;
  @api unit: Unit = 'one';

  labels = labels;

  get view(): AccuracyView {
    return accuracyView(this.months, { actual: this.actual, expected: minus(this.landing, this.actual) }, this.unit);
  }
}
