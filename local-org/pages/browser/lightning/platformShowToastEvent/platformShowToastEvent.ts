/** A toast travels up as an event; the host shows it (host/toasts). */
export const ShowToastEventName = 'lightning__showtoast';

export interface ToastMessageLink {
  readonly url: string;
  readonly label: string;
}

export interface Toast {
  readonly title: string;
  /** `{0}` … stand for `messageData`. */
  readonly message?: string;
  readonly messageData?: readonly (string | ToastMessageLink)[];
  readonly variant?: 'info' | 'success' | 'warning' | 'error';
  readonly mode?: 'dismissible' | 'pester' | 'sticky';
}

export class ShowToastEvent extends CustomEvent<Toast> {
  constructor(toast: Toast) {
    super(ShowToastEventName, { bubbles: true, cancelable: true, composed: true, detail: toast });
  }
}
