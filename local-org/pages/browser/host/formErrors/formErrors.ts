import { LightningElement, api } from 'lwc';
import type { SaveFailure } from '../../data/form/failure.ts';
import { word } from 'host/words';

/** Why a form was not saved, above its fields; a field's name leads to it by `point`. */
export default class FormErrors extends LightningElement {
  @api failure: SaveFailure | undefined;
  /** Something that is asked for is missing; the inputs say what. */
  @api isIncomplete = false;

  fieldsTitle = word('reviewFields');
  signInHelp = word('sessionEndedHelp');
  signInLabel = word('logIn');
  signInUrl = '/host/sign-in';

  get isShown(): boolean {
    return this.failure !== undefined || this.isIncomplete;
  }

  get heading(): string {
    return word(this.failure === undefined ? 'reviewPage' : 'reviewErrors');
  }

  get isSignedOut(): boolean {
    return this.failure?.isSignedOut === true;
  }

  get general(): readonly string[] {
    return [...new Set(this.failure?.general ?? [])];
  }

  get fields(): readonly { readonly name: string; readonly label: string }[] {
    return Object.entries(this.failure?.labels ?? {}).map(([name, label]) => ({ name, label }));
  }

  get hasFields(): boolean {
    return this.fields.length > 0;
  }

  point(event: Event): void {
    this.dispatchEvent(new CustomEvent('point', { detail: (event.currentTarget as HTMLElement).dataset['field'] }));
  }
}
