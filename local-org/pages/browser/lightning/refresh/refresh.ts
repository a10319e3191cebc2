/**
 * Refreshing a view (LWC Developer Guide, Refresh Component Data): a component says that something changed, the event
 * goes up to the nearest container, and the container asks every part that registered below it to become fresh.
 */
const refreshEvent = 'lightning__refreshview';
const registerEvent = 'lightning__registerrefreshhandler';

export const RefreshComplete = 'lightning__refreshcomplete';
export const RefreshCompleteWithError = 'lightning__refreshcompletewitherror';
export const RefreshError = 'lightning__refresherror';

/** Makes this part fresh; resolves when it is. */
export type RefreshHandler = () => Promise<unknown>;

export class RefreshEvent extends CustomEvent<void> {
  constructor() {
    super(refreshEvent, { bubbles: true, cancelable: true, composed: true });
  }
}

interface Registration {
  readonly handler: RefreshHandler;
  /** Called by the container that took the registration. */
  readonly taken: (forget: () => void) => void;
}

/** A component that dispatches events: what `this` is inside a Lightning component. */
interface Context {
  dispatchEvent(event: Event): boolean;
}

const forgets = new Map<number, () => void>();
let lastId = 0;

/** Call it in `connectedCallback`; returns the id for `unregisterRefreshHandler`. */
export function registerRefreshHandler(context: Context, handler: RefreshHandler): number {
  const id = ++lastId;
  const detail: Registration = {
    handler: () => handler.call(context),
    taken: (forget) => forgets.set(id, forget),
  };
  context.dispatchEvent(new CustomEvent(registerEvent, { bubbles: true, composed: true, detail }));
  return id;
}

export function unregisterRefreshHandler(id: number): void {
  forgets.get(id)?.();
  forgets.delete(id);
}

type ContainerContext = Context & Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

async function outcome(handler: RefreshHandler): Promise<unknown> {
  try {
    return await handler();
  } catch (error) {
    reportError(error);
    return RefreshError;
  }
}

/**
 * Makes the component a container: `refresh` of its own is called with a promise of all its parts each time something
 * below asks for it. Events stop here. Returns the id for `unregisterRefreshContainer`.
 */
export function registerRefreshContainer(
  context: ContainerContext,
  refresh: (parts: Promise<string>) => unknown,
): number {
  const handlers = new Set<RefreshHandler>();
  const onRegister = (event: Event): void => {
    event.stopPropagation();
    const { handler, taken } = (event as CustomEvent<Registration>).detail; // only registerRefreshHandler sends these
    handlers.add(handler);
    taken(() => handlers.delete(handler));
  };
  const onRefresh = (event: Event): void => {
    event.stopPropagation();
    const parts = Promise.all([...handlers].map(outcome));
    refresh(parts.then((results) => (results.includes(RefreshError) ? RefreshCompleteWithError : RefreshComplete)));
  };
  context.addEventListener(registerEvent, onRegister);
  context.addEventListener(refreshEvent, onRefresh);
  const id = ++lastId;
  forgets.set(id, () => {
    context.removeEventListener(registerEvent, onRegister);
    context.removeEventListener(refreshEvent, onRefresh);
  });
  return id;
}

export function unregisterRefreshContainer(id: number): void {
  unregisterRefreshHandler(id);
}
