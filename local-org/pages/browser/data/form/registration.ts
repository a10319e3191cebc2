/** How the parts of a form find it: an event goes up to the nearest form, which answers at once. */
import type { FormField } from './form.ts';
import type { RecordForm } from './record-form.ts';
import type { SaveFailure } from './failure.ts';

const fieldEvent = 'lightning__formfield';
const messagesEvent = 'lightning__formmessages';

interface FieldRegistration {
  readonly field: FormField;
  readonly taken: (form: RecordForm, forget: () => void) => void;
}

/** Shows why the record was not saved; undefined when all is well. */
export type ShowFailure = (failure: SaveFailure | undefined) => void;

interface Dispatching {
  dispatchEvent(event: Event): boolean;
}

export interface JoinedForm {
  readonly form: RecordForm;
  readonly leave: () => void;
}

/** Call it in `connectedCallback`; undefined outside of a form. */
export function joinForm(element: Dispatching, field: FormField): JoinedForm | undefined {
  let joined: JoinedForm | undefined;
  const taken = (form: RecordForm, leave: () => void): void => {
    joined = { form, leave };
  };
  const detail: FieldRegistration = { field, taken };
  element.dispatchEvent(new CustomEvent(fieldEvent, { bubbles: true, composed: true, detail }));
  return joined;
}

export function joinMessages(element: Dispatching, show: ShowFailure): void {
  element.dispatchEvent(new CustomEvent(messagesEvent, { bubbles: true, composed: true, detail: show }));
}

type FormElement = Dispatching & Pick<EventTarget, 'addEventListener'>;

/** Makes the element a form for everything below it. */
export function takeMembers(element: FormElement, form: RecordForm, messages: Set<ShowFailure>): void {
  element.addEventListener(fieldEvent, (event) => {
    event.stopPropagation();
    const { field, taken } = (event as CustomEvent<FieldRegistration>).detail; // only joinForm sends these
    taken(form, form.register(field));
  });
  element.addEventListener(messagesEvent, (event) => {
    event.stopPropagation();
    messages.add((event as CustomEvent<ShowFailure>).detail); // only joinMessages sends these
  });
}
