import { LightningElement, api } from 'lwc';
import { fill, labels } from 'c/labels';
import { unitName, userUnits, type Unit } from 'c/moneyFormat';

/** The unit of every amount on the page, chosen in one card and told in the others. Sends `unitchosen` with the unit. */
export default class UnitPicker extends LightningElement {
  @api unit: Unit = 'one';
  /** Tells the unit without a choice. */
  @api isFixed = false;

  labels = labels;

  get options(): readonly { readonly value: Unit; readonly label: string; readonly isSelected: boolean }[] {
    const units = userUnits();
    // A unit chosen in the other language stays choosable here.
    const all = units.includes(this.unit) ? units : [...units, this.unit];
    return all.map((value) => ({ value, label: unitName(value), isSelected: value === this.unit }));
  }

  get told(): string {
    return fill(labels.unitTold, unitName(this.unit));
  }

  handleChange(event: Event): void {
    // The only element with this handler is our own select, and its options are units.
    const unit = (event.target as HTMLSelectElement).value as Unit;
    this.dispatchEvent(new CustomEvent<Unit>('unitchosen', { detail: unit }));
  }
}
