/** The list of runs, newest first: how each ended, and what it moved. */
import type { Entry, Project, Runs, Status } from './api.ts';
import { h, table, type Column } from './dom.ts';
import { count, moment, span } from './format.ts';
import { word, wordFor } from './words.ts';

interface Moved {
  readonly objects?: readonly { readonly sent: number; readonly failed: number }[];
  readonly calls?: number;
  readonly command?: string;
}

export function chip(state: string, text = wordFor('state', state)): HTMLElement {
  return h('span', { class: `chip ${state}` }, text);
}

/** A ledger keeps a result whole, or the fault that stopped the run. */
const movedBy = (run: Entry): Moved => run.result as Moved; // run/result.ts, or a fault without these members

const columns = (timeZone: string): readonly Column<Entry>[] => [
  { title: word('state'), cell: (run) => chip(run.state) },
  {
    title: word('run'),
    cell: (run) => h('a', { href: `#run/${run.run}`, 'data-key': run.run }, moment(run.startedAt, timeZone)),
  },
  { title: '', cell: ({ result }) => commandOf(result) },
  {
    title: word('took'),
    isNumber: true,
    cell: ({ startedAt, finishedAt }) =>
      finishedAt === undefined ? '' : span(Date.parse(finishedAt) - Date.parse(startedAt)),
  },
  { title: word('sent'), isNumber: true, cell: (run) => sumOf(run, 'sent') },
  { title: word('failed'), isNumber: true, cell: (run) => sumOf(run, 'failed') },
  { title: word('calls'), isNumber: true, cell: (run) => numberOf(movedBy(run).calls) },
  {
    title: word('asOf'),
    cell: ({ sourceAsOf }) => (sourceAsOf === undefined ? '' : moment(sourceAsOf, timeZone)),
  },
];

function commandOf(result: unknown): string {
  const { command = '' } = result as Moved; // as above
  return isCommand(command) ? word(command) : command;
}

function isCommand(text: string): text is 'push' | 'verify' | 'pull' | 'retry' | 'resume' | 'rollback' {
  return ['push', 'verify', 'pull', 'retry', 'resume', 'rollback'].includes(text);
}

function sumOf(run: Entry, what: 'sent' | 'failed'): string {
  const { objects } = movedBy(run);
  return objects === undefined ? '' : count(objects.reduce((sum, object) => sum + object[what], 0));
}

const numberOf = (value: number | undefined): string => (value === undefined ? '' : count(value));

export function runsView({ runs }: Runs, { timeZone }: Project): readonly Node[] {
  if (runs.length === 0) return [h('p', { class: 'quiet' }, word('noRuns'))];
  return [table(word('runs'), columns(timeZone), runs)];
}

export function openView(status: Status): HTMLElement {
  const state = status.phase === 'waiting' ? 'waiting' : 'running';
  const what = status.command === undefined ? '' : word(status.command);
  const syncs = status.only === undefined || status.only.length === 0 ? word('allSyncs') : status.only.join(', ');
  const due = status.due === undefined ? '' : ` · ${status.due.schedule}`;
  return h('p', { class: 'open' }, chip(state), ` ${what} · ${syncs}${due}`);
}
