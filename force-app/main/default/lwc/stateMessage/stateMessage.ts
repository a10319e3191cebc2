import { LightningElement, api } from 'lwc';

const ICONS = {
  empty: 'utility:inbox',
  error: 'utility:warning',
  person: 'utility:user',
  question: 'utility:question',
  readOnly: 'utility:lock',
} as const;

/** Instead of content, or above it: what is the case, why, and what to do next. Sends `action` from its one button. */
export default class StateMessage extends LightningElement {
  @api kind: keyof typeof ICONS = 'empty';
  @api heading = '';
  @api reason = '';
  @api next = '';
  @api actionLabel = '';
  /** One quiet line above content that is still valid, instead of a page of its own. */
  @api isNotice = false;

  get icon(): string {
    return ICONS[this.kind];
  }

  get className(): string {
    return this.isNotice ? 'message notice' : 'message';
  }

  get role(): string {
    return this.kind === 'error' ? 'alert' : 'note';
  }

  handleAction(): void {
    this.dispatchEvent(new CustomEvent('action'));
  }
}
