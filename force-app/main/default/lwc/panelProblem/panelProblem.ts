import { LightningElement, api } from 'lwc';
import { problemText, type Problem } from 'c/apiErrors';
import { formatInstant } from 'c/dateFormat';
import { fill, labels } from 'c/labels';

/**
 * Why a panel shows nothing, or nothing newer: the record is not there, it could not be read, or what is shown was read
 * before a read that failed. Nothing when all is well. Sends `retry`.
 */
export default class PanelProblem extends LightningElement {
  @api problem: Problem | undefined;
  /** When what is still shown was read, as an ISO moment; empty where nothing is. */
  @api readAt = '';
  @api isMissing = false;

  labels = labels;

  get hasContent(): boolean {
    return this.readAt !== '';
  }

  get heading(): string {
    return this.hasContent ? fill(labels.stillValid, formatInstant(this.readAt)) : labels.problemTitle;
  }

  get reason(): string {
    return this.problem === undefined ? '' : problemText(this.problem);
  }

  get next(): string {
    return this.hasContent ? '' : labels.problemNext;
  }

  handleAction(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
