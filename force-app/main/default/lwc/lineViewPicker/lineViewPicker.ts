import { LightningElement, api } from 'lwc';
import { fill, labels } from 'c/labels';
import { EVERY_LINE, type LineFilter, type LineGrouping, type LineOrder, type LineView } from 'c/lineView';
import { formatCount } from 'c/moneyFormat';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly isSelected: boolean;
}

const ORDERS: Readonly<Record<LineOrder, string>> = {
  name: labels.lineOrderName,
  landing: labels.lineOrderLanding,
  difference: labels.lineOrderDifference,
  actual: labels.lineOrderActual,
};

const FILTERS: Readonly<Record<LineFilter, string>> = {
  all: labels.lineFilterAll,
  changed: labels.lineFilterChanged,
  conflicts: labels.lineFilterConflicts,
  blank: labels.lineFilterBlank,
  leftOut: labels.lineFilterLeftOut,
};

const GROUPINGS: Readonly<Record<LineGrouping, string>> = {
  kind: labels.lineGroupKind,
  confidence: labels.lineGroupConfidence,
};

/** Which lines of a long grid are shown and how they stand. Sends `viewchosen` with the view. */
export default class LineViewPicker extends LightningElement {
  @api view: LineView = EVERY_LINE;
  @api shown = 0;
  @api all = 0;

  labels = labels;

  get orders(): readonly Option[] {
    return optionsOf(ORDERS, this.view.order);
  }

  get filters(): readonly Option[] {
    return optionsOf(FILTERS, this.view.filter);
  }

  get groupings(): readonly Option[] {
    return optionsOf(GROUPINGS, this.view.grouping);
  }

  get count(): string {
    return fill(labels.lineCount, formatCount(this.shown), formatCount(this.all));
  }

  handleText(event: Event): void {
    // Only the search field carries this handler.
    this.tell({ text: (event.target as HTMLInputElement).value });
  }

  handleChoice(event: Event): void {
    // The selects name the part of the view that their options are values of.
    const { name, value } = event.target as HTMLSelectElement;
    this.tell({ [name]: value });
  }

  private tell(change: Partial<LineView>): void {
    this.dispatchEvent(new CustomEvent<LineView>('viewchosen', { detail: { ...this.view, ...change } }));
  }
}

function optionsOf(texts: Readonly<Record<string, string>>, selected: string): readonly Option[] {
  return Object.entries(texts).map(([value, label]) => ({ value, label, isSelected: value === selected }));
}
