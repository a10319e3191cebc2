import { api } from 'lwc';
import LightningModal from 'lightning/modal';

/** A question with two answers that say what they do; resolves with true for yes. */
export default class Question extends LightningModal {
  @api text = '';
  @api yes = '';
  @api no = '';
  @api isDestructive = false;

  get variant(): string {
    return this.isDestructive ? 'destructive' : 'brand';
  }

  agree(): void {
    this.close(true);
  }

  decline(): void {
    this.close(false);
  }
}
