/** Lightning message service within one page. */
import { wireAdapter } from '../../data/adapter.ts';

export interface MessageChannel {
  readonly channelName: string;
}

interface Context {
  readonly subscriptions: Set<Subscription>;
}

type Listener = (message: unknown) => void;

interface Subscription {
  readonly channel: string;
  readonly listener: Listener;
  readonly context: Context;
}

export const APPLICATION_SCOPE = Symbol('APPLICATION_SCOPE');

const subscriptions = new Set<Subscription>();

export function createMessageContext(): Context {
  return { subscriptions: new Set() };
}

export function releaseMessageContext(context: Context): void {
  for (const subscription of context.subscriptions) subscriptions.delete(subscription);
  context.subscriptions.clear();
}

/** Gives the component its context; it must be passed to `publish` and `subscribe`. */
export const MessageContext = wireAdapter<Record<string, unknown>, Context | undefined>({
  initial: undefined,
  isReady: () => true,
  start: (_config, emit) => {
    const context = createMessageContext();
    emit(Object.freeze(context));
    return () => {
      releaseMessageContext(context);
    };
  },
});

export function subscribe(context: Context, channel: MessageChannel, listener: Listener): Subscription {
  const subscription = { channel: channel.channelName, listener, context };
  subscriptions.add(subscription);
  context.subscriptions.add(subscription);
  return subscription;
}

export function unsubscribe(subscription: Subscription | undefined): void {
  if (subscription === undefined) return;
  subscriptions.delete(subscription);
  subscription.context.subscriptions.delete(subscription);
}

export function publish(_context: Context, channel: MessageChannel, message: unknown): void {
  for (const { channel: name, listener } of subscriptions) if (name === channel.channelName) listener(message);
}
