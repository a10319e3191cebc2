/** A component in a screen action asks to be closed by this event. */
export const CloseScreenEventName = 'lightning__actionsclosescreen';

export class CloseActionScreenEvent extends CustomEvent<void> {
  constructor(options?: CustomEventInit<void>) {
    super(CloseScreenEventName, { bubbles: true, composed: true, cancelable: true, ...options });
  }
}
