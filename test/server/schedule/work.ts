/** Work whose end the test decides. */
import type { CarryOut, Order, RunEnd } from '../../../server/schedule/schedule.ts';

type Done = Awaited<ReturnType<CarryOut>>;

export interface Begun {
  readonly order: Order;
  readonly name: string;
  readonly signal: AbortSignal;
  readonly tell: Parameters<CarryOut>[1]['onEvent'];
  finish(): void;
  fail(error: Error): void;
}

export interface HeldWork {
  readonly carryOut: CarryOut;
  /** The next order that is carried out. */
  begun(): Promise<Begun>;
  /** How many have begun so far. */
  readonly count: number;
}

/** An empty plan stands for every result. */
export const nothing = { plan: {}, text: '', isRefused: false, coverage: [], unfinished: [] };

export function heldWork(): HeldWork {
  const begun: Begun[] = [];
  const waiting: ((work: Begun) => void)[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    carryOut: (order, { name, signal, onEvent }) => {
      count += 1;
      const { promise, resolve, reject } = Promise.withResolvers<Done>();
      const work: Begun = {
        order,
        name,
        signal,
        tell: onEvent,
        finish: () => {
          resolve({ preview: nothing });
        },
        fail: reject,
      };
      const tell = waiting.shift();
      if (tell === undefined) begun.push(work);
      else tell(work);
      return promise;
    },
    begun: () => {
      const work = begun.shift();
      if (work !== undefined) return Promise.resolve(work);
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
  };
}

export function faultCodeOf(end: RunEnd | undefined): string | undefined {
  return end !== undefined && 'fault' in end ? end.fault.code : undefined;
}
