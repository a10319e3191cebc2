/** The Streaming API over EMP: this org has no events, and says so to every caller. */

const refusal = (): Error =>
  new Error(
    'lightning/empApi: the local org has no Streaming API. isEmpEnabled() answers false; ask it before you subscribe.',
  );

type Listener = (event: unknown) => void;

const listeners = new Set<Listener>();

export function isEmpEnabled(): Promise<boolean> {
  return Promise.resolve(false);
}

/** Called with every refusal below, as the platform calls it with errors of the server. */
export function onError(listener: Listener): void {
  listeners.add(listener);
}

export function setDebugFlag(_on: boolean): Promise<void> {
  return Promise.resolve();
}

function refuse(): Promise<never> {
  const error = refusal();
  for (const listener of listeners) listener(error);
  return Promise.reject(error);
}

export const subscribe = (_channel: string, _replay: number, _listener: Listener): Promise<never> => refuse();
export const unsubscribe = (_subscription: unknown, _listener?: Listener): Promise<never> => refuse();
