/** The forecast week at the prompt of `npm start`: what a person types there, as `todoku cycle` does it. */
import { cycle, type CycleOptions } from '../../server/cli/cli.ts';
import { systemClock } from '../../server/clock.ts';
import { Fault } from '../../server/faults.ts';
import { createLog, type Logger } from '../../server/log.ts';

export type WeekPlace = Pick<CycleOptions, 'project' | 'warehouse'>;

export const weekHelp = `  week              where the week stands
  next              on to the next step
  to tue 19:00      on to that time; each step on the way is done in its own time
  to freeze         on to a step of the week: open, remind-1, carry, freeze, snapshot`;

/** What there is to say about a line. Never throws for what a person can correct. */
export async function obey(line: string, place: WeekPlace): Promise<string> {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const to = rest.join(' ');
  try {
    if (word === 'week' && to === '') return await answer({ ...place, action: 'status', step: undefined });
    const step = { ...place, action: 'step', step: undefined };
    if (word === 'next' && to === '') return await lived(step, place);
    if (word === 'to' && /:/.test(to)) return await lived({ ...step, at: to }, place);
    if (word === 'to' && to !== '') return await lived({ ...step, until: to }, place);
    return `Type one of these:\n${weekHelp}`;
  } catch (error) {
    if (error instanceof Fault) return `${error.message}\n→ ${error.next}`;
    throw error;
  }
}

/** A step that the clock has brought about is waited for. */
async function answer(options: CycleOptions): Promise<string> {
  for (;;) {
    try {
      return (await cycle(options)).text;
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'run-under-way') throw error;
      await systemClock.sleep(againMs);
    }
  }
}

const againMs = 500;

async function lived(options: CycleOptions, place: WeekPlace): Promise<string> {
  const done = await answer(options);
  return `${done}\n\n${await answer({ ...place, action: 'status', step: undefined })}`;
}

/** What the service logs, as far as it concerns a person who looks on: steps that come due, and trouble. */
export function watchingLog(say: (text: string) => void, onWeek: () => void): Logger {
  const ordered = new Set<unknown>();
  return createLog({
    write: (text) => {
      const line = JSON.parse(text) as Readonly<Record<string, unknown>>; // written by pino
      const { type, level, week, step, order, id, reason, message } = line;
      if (type === 'cycle' && order !== undefined) {
        ordered.add(order);
        say(`${String(week)} ${String(step)} is due.`);
      } else if (type === 'ended' && ordered.delete(id)) onWeek();
      else if (level === 'error') {
        say(typeof message === 'string' ? message : typeof reason === 'string' ? reason : text);
      }
    },
  });
}
