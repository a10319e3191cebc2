/** Wire adapters by one rule: empty first, then what `start` emits for the newest complete configuration. */
import type { WireAdapterConstructor } from 'lwc';
import { deepFreeze } from './freeze.ts';
import { isFetchResponse, type FetchResponse } from './fetch.ts';

export interface WireResult<Data> {
  readonly data: Data | undefined;
  readonly error: FetchResponse | undefined;
}

export const emptyResult = Object.freeze({ data: undefined, error: undefined });

export type Emit<Value> = (value: Value) => void;
/** Ends a subscription; nothing is emitted afterwards. */
export type Stop = () => void;

export interface AdapterOptions<Config, Value> {
  /** Emitted when the component is created, before any data. */
  readonly initial: Value;
  /** A configuration that lacks a value is waited for, as on the platform. */
  readonly isReady: (config: Config) => boolean;
  /** Begins to supply a configuration; called again with the next one after the returned function. */
  readonly start: (config: Config, emit: Emit<Value>) => Stop | undefined;
}

export function wireAdapter<Config extends Record<string, unknown>, Value>(
  options: AdapterOptions<Config, Value>,
): WireAdapterConstructor<Config, Value> {
  return class {
    private readonly emit: Emit<Value>;
    private config: Config | undefined;
    private stop: Stop | undefined;
    private isConnected = false;

    constructor(emit: Emit<Value>) {
      this.emit = emit;
      emit(options.initial);
    }

    connect(): void {
      this.isConnected = true;
      this.run();
    }

    update(config: Config): void {
      if (this.stop !== undefined && JSON.stringify(config) === JSON.stringify(this.config)) return;
      this.config = { ...config };
      if (this.isConnected) this.run();
    }

    disconnect(): void {
      this.isConnected = false;
      this.end();
    }

    private end(): void {
      this.stop?.();
      this.stop = undefined;
    }

    private run(): void {
      this.end();
      const { config } = this;
      if (config === undefined || !options.isReady(config)) return;
      let isCurrent = true;
      const stop = options.start(config, (value) => {
        if (isCurrent) this.emit(deepFreeze(value));
      });
      this.stop = () => {
        isCurrent = false;
        stop?.();
      };
    }
  };
}

/** What a promise brought, as a wire shows it. A defect of ours is thrown on, not shown as an answer of the org. */
export async function resultOf<Data>(load: Promise<Data>): Promise<WireResult<Data>> {
  try {
    return { data: await load, error: undefined };
  } catch (error) {
    if (isFetchResponse(error)) return { data: undefined, error };
    throw error;
  }
}

/** An adapter that asks once for each configuration. */
export function readAdapter<Config extends Record<string, unknown>, Data>(
  isReady: (config: Config) => boolean,
  load: (config: Config) => Promise<Data>,
): WireAdapterConstructor<Config, WireResult<Data>> {
  return wireAdapter<Config, WireResult<Data>>({
    initial: emptyResult,
    isReady,
    start: (config, emit) => {
      resultOf(load(config)).then(emit, reportError);
      return undefined;
    },
  });
}
