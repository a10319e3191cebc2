import { h } from './dom.ts';
import { word } from './words.ts';

export interface Question {
  readonly title: string;
  readonly help: string;
  readonly yes: string;
  readonly onYes: () => void;
}

let asked = 0;

/** A dialog that asks once more before something is written; Esc is a no. */
export function confirmation({ title, help, yes, onYes }: Question): HTMLDialogElement {
  asked += 1;
  const id = `question-${asked}`;
  const close = (): void => {
    dialog.close();
  };
  const confirm = (): void => {
    close();
    onYes();
  };
  const dialog = h(
    'dialog',
    { 'aria-labelledby': id },
    h('h2', { id }, title),
    h('p', {}, help),
    h(
      'div',
      { class: 'buttons' },
      h('button', { onclick: close }, word('cancel')),
      h('button', { class: 'primary', onclick: confirm }, yes),
    ),
  ) as HTMLDialogElement; // a dialog was asked for
  return dialog;
}
