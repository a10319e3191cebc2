import { LightningElement, api } from 'lwc';
import { valueOf } from 'c/fieldValue';
import { fill, labels, listed } from 'c/labels';

/** Detail of `named`: who, from which day until which. */
export interface Named {
  readonly personId: string;
  readonly from: string;
  readonly until: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Names who stands in for the head of a unit. What was entered stays until the container calls `clear`. Sends `named`. */
export default class DelegateForm extends LightningElement {
  @api people: readonly Person[] = [];
  @api today = '';
  @api isBusy = false;

  labels = labels;
  personId = '';
  until = '';
  private entered: string | undefined;

  @api clear(): void {
    this.personId = '';
    this.until = '';
    this.entered = undefined;
  }

  get from(): string {
    return this.entered ?? this.today;
  }

  get options(): readonly object[] {
    const chosen = this.personId;
    return [{ id: '', name: '' }, ...this.people].map(({ id, name }) => ({ id, name, isSelected: id === chosen }));
  }

  get told(): string {
    return this.until !== '' && this.from !== '' && this.until < this.from ? labels.delegateOrder : '';
  }

  get still(): string {
    const missing = [
      ...(this.personId === '' ? [labels.delegatePerson] : []),
      ...(this.from === '' ? [labels.delegateFrom] : []),
      ...(this.until === '' ? [labels.delegateUntil] : []),
    ];
    return missing.length === 0 ? '' : fill(labels.recorderMissing, listed(missing));
  }

  get cannotName(): boolean {
    return this.isBusy || this.told !== '' || this.still !== '';
  }

  get nameLabel(): string {
    return this.isBusy ? labels.recorderSaving : labels.delegateName;
  }

  handlePerson(event: Event): void {
    this.personId = valueOf(event);
  }

  handleFrom(event: Event): void {
    this.entered = valueOf(event);
  }

  handleUntil(event: Event): void {
    this.until = valueOf(event);
  }

  handleName(event: Event): void {
    event.preventDefault();
    if (this.cannotName) return;
    const { personId, from, until } = this;
    this.dispatchEvent(new CustomEvent<Named>('named', { detail: { personId, from, until } }));
  }
}
