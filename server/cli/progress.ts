/** Progress: bars where a person watches, JSON lines where a program reads. */
import { Listr } from 'listr2';
import type { ListrTask } from 'listr2';
import { createLog } from '../log.ts';
import type { OnEvent, RunEvent, RunStep } from '../run/run.ts';

export interface Progress {
  readonly onEvent: OnEvent;
  /** Waits until what is shown is complete. */
  end(isDone: boolean): Promise<void>;
}

export function progressFor(isWatched: boolean): Progress {
  return isWatched ? bars() : lines();
}

function lines(): Progress {
  const log = createLog();
  return {
    onEvent: (event) => {
      const level = event.type === 'warning' ? 'warn' : 'info';
      log[level](event);
    },
    end: async () => undefined,
  };
}

const titles: Readonly<Record<RunStep, string>> = {
  pull: 'Read from Salesforce',
  ingest: 'Read the raw files',
  build: 'Build the models',
  plan: 'Find what differs',
  load: 'Send it',
  verify: 'Compare both sides',
  record: 'Record the result',
};

function stepsBefore(step: RunStep): readonly RunStep[] {
  const all = Object.keys(titles) as RunStep[]; // the keys of `titles` are the steps
  return all.slice(0, all.indexOf(step));
}

interface Line {
  /** Whether the step was taken: a pull is no part of most pushes. */
  readonly done: PromiseWithResolvers<boolean>;
  say: (text: string) => void;
}

/** One line a step; the steps are told by events, so each line waits for its own. */
function bars(): Progress {
  const steps = new Map<RunStep, Line>();
  const sent = new Map<string, number>();
  const tasks = Object.entries(titles).map(([step, title]): ListrTask => {
    const line: Line = { done: Promise.withResolvers(), say: () => undefined };
    steps.set(step as RunStep, line); // the keys of `titles` are the steps
    return {
      title,
      task: async (_context, task) => {
        line.say = (text) => {
          task.output = text;
        };
        if (!(await line.done.promise)) task.skip();
      },
    };
  });
  const list = new Listr(tasks, { exitOnError: true, rendererOptions: { collapseErrors: false } });
  // A step that is never reached rejects; the command reports its own error.
  const shown = list.run().catch(() => undefined);
  return {
    onEvent: (event) => {
      show(event, steps, sent);
    },
    end: async (isDone) => {
      for (const line of steps.values()) {
        if (isDone) line.done.resolve(false);
        else line.done.reject(new Error('see below'));
        line.done.promise.catch(() => undefined);
      }
      await shown;
    },
  };
}

function turn(step: RunStep, state: 'started' | 'finished', steps: ReadonlyMap<RunStep, Line>): void {
  if (state === 'finished') steps.get(step)?.done.resolve(true);
  else for (const earlier of stepsBefore(step)) steps.get(earlier)?.done.resolve(false);
}

function show(event: RunEvent, steps: ReadonlyMap<RunStep, Line>, sent: Map<string, number>): void {
  switch (event.type) {
    case 'step':
      turn(event.step, event.state, steps);
      return;
    case 'progress':
      steps.get(event.step)?.say(`${event.sync} (${event.done + 1} of ${event.total})`);
      return;
    case 'part': {
      const before = sent.get(event.sync) ?? 0;
      const rows = event.step === 'applied' ? before + event.rows : before;
      sent.set(event.sync, rows);
      steps.get('load')?.say(`${event.sync}: ${rows} rows sent, part ${event.part} ${event.step}`);
      return;
    }
    case 'recovering':
      steps.get('ingest')?.say(`finishing run ${event.run}, which was left behind`);
      return;
    case 'run':
    case 'warning':
  }
}
