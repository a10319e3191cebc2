import { LightningElement, api } from 'lwc';
import type { SaveFailure } from '../../data/form/failure.ts';
import { joinMessages } from '../../data/form/registration.ts';

/** Says why the form around it was not saved or could not be read. */
export default class Messages extends LightningElement {
  private failure: SaveFailure | undefined;

  override connectedCallback(): void {
    joinMessages(this, (failure) => {
      this.failure = failure;
    });
  }

  get isShown(): boolean {
    return this.lines.length > 0;
  }

  get lines(): readonly string[] {
    const { failure } = this;
    if (failure === undefined) return [];
    const said = failure.general.length > 0 ? failure.general : [failure.message];
    return [...new Set(said)].filter((text) => text !== '');
  }

  /** An error of the component's own, as the platform's component takes it. */
  @api setError(message: string): void {
    const nothing = { byField: {}, labels: {}, output: {}, isConflict: false, isSignedOut: false };
    this.failure = { message, detail: message, general: [message], ...nothing };
  }
}
