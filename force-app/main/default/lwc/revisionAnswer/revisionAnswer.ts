import { LightningElement, api } from 'lwc';
import { valueOf } from 'c/fieldValue';
import { labels } from 'c/labels';

/** Detail of `answered`. */
export interface Answered {
  readonly state: 'Done' | 'Not_Done';
  readonly answer: string;
}

/** RevOps grants a request for another budget, or declines it with a reason. Sends `answered`. */
export default class RevisionAnswer extends LightningElement {
  @api isBusy = false;

  labels = labels;
  answer = '';

  get cannotDecline(): boolean {
    return this.isBusy || this.answer.trim() === '';
  }

  handleAnswer(event: Event): void {
    this.answer = valueOf(event);
  }

  handleGrant(): void {
    this.tell('Done');
  }

  handleDecline(): void {
    this.tell('Not_Done');
  }

  private tell(state: Answered['state']): void {
    const detail: Answered = { state, answer: this.answer.trim() };
    this.dispatchEvent(new CustomEvent('answered', { detail }));
  }
}
