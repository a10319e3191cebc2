import { LightningElement, api } from 'lwc';
import type { Figure, Person } from 'c/comments';
import { valueOf } from 'c/fieldValue';
import { fill, labels, listed } from 'c/labels';
import { measureName } from 'c/lineage';
import { formatAmount, type Unit } from 'c/moneyFormat';

/** Detail of `said`. */
export interface Said {
  readonly figure: string;
  readonly text: string;
  /** Id of whom it is meant for. */
  readonly to: string | null;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly isSelected: boolean;
}

/** Says something of a figure, to somebody or to all. What was typed stays until the container calls `clear`. Sends `said`. */
export default class CommentForm extends LightningElement {
  @api figures: readonly Figure[] = [];
  /** Who may be named. */
  @api people: readonly Person[] = [];
  @api unit: Unit = 'one';
  @api isBusy = false;

  labels = labels;
  text = '';
  private chosenFigure = '';
  private chosenPerson = '';

  @api clear(): void {
    this.text = '';
    this.chosenPerson = '';
    // A template cannot bind the value of a text area.
    const area = this.template?.querySelector<HTMLTextAreaElement>('textarea');
    if (area != null) area.value = '';
  }

  private get figure(): string {
    return this.chosenFigure === '' ? (this.figures[0]?.name ?? '') : this.chosenFigure;
  }

  get figureOptions(): readonly Option[] {
    return this.figures.map(({ name, value }) => ({
      value: name,
      label: fill(labels.commentThread, measureName(name), formatAmount(value, this.unit)),
      isSelected: name === this.figure,
    }));
  }

  get personOptions(): readonly Option[] {
    const nobody = { value: '', label: labels.commentForNobody, isSelected: this.chosenPerson === '' };
    const people = this.people.map(({ id, name }) => ({
      value: id,
      label: name,
      isSelected: id === this.chosenPerson,
    }));
    return [nobody, ...people];
  }

  get still(): string {
    return this.text.trim() === '' ? fill(labels.recorderMissing, listed([labels.commentText])) : '';
  }

  get cannotSay(): boolean {
    return this.isBusy || this.text.trim() === '';
  }

  get sayLabel(): string {
    return this.isBusy ? labels.recorderSaving : labels.commentAdd;
  }

  handleFigure(event: Event): void {
    this.chosenFigure = valueOf(event);
  }

  handleText(event: Event): void {
    this.text = valueOf(event);
  }

  handlePerson(event: Event): void {
    this.chosenPerson = valueOf(event);
  }

  handleSay(event: Event): void {
    event.preventDefault();
    if (this.cannotSay) return;
    const to = this.chosenPerson === '' ? null : this.chosenPerson;
    const detail: Said = { figure: this.figure, text: this.text.trim(), to };
    this.dispatchEvent(new CustomEvent('said', { detail }));
  }
}
