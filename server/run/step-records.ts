/** When each step of a run began and ended, and how many requests it sent to Salesforce: what `todoku.steps` keeps. */
import type { StepRecord } from '../warehouse/warehouse.ts';
import type { RunEvent, RunStep } from './events.ts';

interface Begun {
  readonly step: RunStep;
  readonly startedAt: Date;
  readonly callsBefore: number;
}

export class StepRecords {
  readonly #now: () => Date;
  readonly #calls: () => number;
  readonly #done: StepRecord[] = [];
  #begun: Begun | undefined;

  /** `calls`: all that this process has sent so far. */
  constructor(now: () => Date, calls: () => number) {
    this.#now = now;
    this.#calls = calls;
  }

  see(event: RunEvent): void {
    if (event.type !== 'step') return;
    if (event.state === 'finished') {
      if (this.#begun !== undefined) this.#done.push(this.#recorded(this.#begun, this.#now()));
      this.#begun = undefined;
    } else this.#begun = { step: event.step, startedAt: this.#now(), callsBefore: this.#calls() };
  }

  /** In their order; one that the run was stopped in has no end. */
  all(): readonly StepRecord[] {
    return this.#begun === undefined ? this.#done : [...this.#done, this.#recorded(this.#begun, undefined)];
  }

  #recorded({ step, startedAt, callsBefore }: Begun, finishedAt: Date | undefined): StepRecord {
    return { step, startedAt, finishedAt, calls: this.#calls() - callsBefore };
  }
}
