/** A run as it goes, by the events of `GET /runs/{id}/events`, asked for by fetch, since an EventSource cannot carry the token. */
import type { RunEvent, RunStep } from '../../run/run.ts';
import { send, type Status } from './api.ts';
import { count } from './format.ts';
import { h, region } from './dom.ts';
import { word, wordFor } from './words.ts';

interface Progress {
  readonly steps: ReadonlyMap<RunStep, 'started' | 'finished'>;
  /** Per sync, in the step that is under way. */
  readonly syncs: ReadonlyMap<string, { readonly done: number; readonly total: number }>;
}

const nothingYet: Progress = { steps: new Map(), syncs: new Map() };

const steps: readonly RunStep[] = ['ingest', 'build', 'plan', 'load', 'verify', 'record'];

function after(progress: Progress, event: RunEvent): Progress {
  if (event.type === 'step') {
    const isNew = event.state === 'started';
    return { steps: new Map(progress.steps).set(event.step, event.state), syncs: isNew ? new Map() : progress.syncs };
  }
  if (event.type !== 'progress') return progress;
  const { sync, done, total } = event;
  return { ...progress, syncs: new Map(progress.syncs).set(sync, { done, total }) };
}

function progressView({ steps: reached, syncs }: Progress): readonly Node[] {
  const chain = steps.map((step) =>
    h(
      'li',
      { class: reached.get(step) ?? 'ahead', 'aria-current': reached.get(step) === 'started' ? 'step' : undefined },
      wordFor('step', step),
    ),
  );
  const bars = [...syncs].map(([sync, { done, total }]) =>
    h(
      'div',
      { class: 'bar' },
      h('span', {}, sync),
      h('progress', { max: `${Math.max(total, 1)}`, value: `${total === 0 ? 1 : done}`, 'aria-label': sync }),
      h('span', { class: 'number' }, `${count(done)} ${word('done')} ${count(total)}`),
    ),
  );
  return [h('ol', { class: 'steps' }, ...chain), ...bars];
}

interface Follow {
  readonly onEvent: (event: RunEvent) => void;
  readonly onEnd: (status: Status) => void;
  readonly signal: AbortSignal;
}

/** Ends with the run, when told to, or when the service has gone; who calls asks again then. */
async function follow(id: string, { onEvent, onEnd, signal }: Follow): Promise<void> {
  try {
    const { body, ok } = await send(`/runs/${id}/events`, { signal });
    if (!ok || body === null) return;
    let rest = '';
    for await (const piece of chunks(body.pipeThrough(new TextDecoderStream()))) {
      const messages = (rest + piece).split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) {
        const [, name] = /^event: (.+)$/m.exec(message) ?? [];
        const [, data] = /^data: (.+)$/m.exec(message) ?? [];
        if (data === undefined) continue;
        if (name === 'run') onEvent((JSON.parse(data) as { event: RunEvent }).event); // http/stream.ts
        if (name === 'end') onEnd(JSON.parse(data) as Status); // http/stream.ts
      }
    }
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error; // cut off, or told to end
  }
}

/** Not every browser can iterate a stream. */
async function* chunks(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}

/** The steps and bars of the run that is under way. */
export class LiveRun {
  readonly #region = region(h('div'));
  readonly #onEnd: () => void;
  readonly #signal: AbortSignal;
  #id: string | undefined;

  constructor(onEnd: () => void, signal: AbortSignal) {
    this.#onEnd = onEnd;
    this.#signal = signal;
  }

  get element(): HTMLElement {
    return this.#region.element;
  }

  /** From its first event; undefined: nothing is under way. */
  follow(id: string | undefined): void {
    if (id === this.#id) return;
    this.#id = id;
    let progress = nothingYet;
    const draw = (): void => {
      if (this.#id !== id) return;
      const facts = [id, [...progress.steps], [...progress.syncs]];
      this.#region.show(facts, () => (id === undefined ? [] : progressView(progress)));
    };
    draw();
    if (id === undefined) return;
    const onEvent = (event: RunEvent): void => {
      progress = after(progress, event);
      draw();
    };
    void follow(id, { onEvent, onEnd: this.#onEnd, signal: this.#signal });
  }
}
