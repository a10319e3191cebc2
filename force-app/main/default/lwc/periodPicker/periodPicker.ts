import { LightningElement, api } from 'lwc';
import { labels } from 'c/labels';
import { DEFAULT_CHOICE, type Choice, type PeriodUnit } from 'c/periods';

const UNITS: readonly (readonly [unit: PeriodUnit, label: string, single: string])[] = [
  ['day', labels.periodDay, labels.periodSingleDay],
  ['week', labels.periodWeek, labels.periodSingleWeek],
  ['month', labels.periodMonth, labels.periodSingleMonth],
  ['quarter', labels.periodQuarter, labels.periodSingleQuarter],
];

interface Option {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

/** Day, week, month or quarter; single or cumulative. Sends `periodchosen` with the choice. */
export default class PeriodPicker extends LightningElement {
  @api choice: Choice = DEFAULT_CHOICE;

  labels = labels;

  get units(): readonly Option[] {
    return UNITS.map(([value, label]) => ({ value, label, isChosen: value === this.choice.unit }));
  }

  get spans(): readonly Option[] {
    const single = UNITS.find(([unit]) => unit === this.choice.unit)?.[2] ?? labels.periodSingleMonth;
    return [
      { value: 'single', label: single, isChosen: !this.choice.isCumulative },
      { value: 'cumulative', label: labels.periodCumulative, isChosen: this.choice.isCumulative },
    ];
  }

  handleUnit(event: Event): void {
    // The only elements with this handler are our own radio buttons, and their values are units.
    this.tell({ ...this.choice, unit: (event.target as HTMLInputElement).value as PeriodUnit });
  }

  handleSpan(event: Event): void {
    // As above; the values are the two of `spans`.
    this.tell({ ...this.choice, isCumulative: (event.target as HTMLInputElement).value === 'cumulative' });
  }

  private tell(detail: Choice): void {
    this.dispatchEvent(new CustomEvent<Choice>('periodchosen', { detail }));
  }
}
