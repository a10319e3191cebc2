/** The page of somebody who has signed in: what runs, what ran, what is due. It keeps what it shows true. */
import { actions } from './actions.ts';
import { ask, type Answer, type Project, type Run, type Runs, type Schedules, type Week } from './api.ts';
import { h, region, type Region } from './dom.ts';
import { followUps, openRows, type Failed } from './follow-ups.ts';
import { LiveRun } from './live.ts';
import { runView } from './run.ts';
import { openView, runsView } from './runs.ts';
import { schedulesView } from './schedules.ts';
import { weekView } from './week.ts';
import { language, word } from './words.ts';

/** How often the page asks while somebody looks at it. */
const runsEveryMs = 2000;
const restEveryMs = 15_000;

export interface BoardEvents {
  /** Aborted when the board goes. */
  readonly signal: AbortSignal;
  readonly onSignOut: (isWrongToken: boolean) => void;
  readonly onLanguage: () => void;
}

export function showBoard(root: HTMLElement, project: Project, events: BoardEvents): void {
  document.title = `${project.name} · Todoku`;
  const board = new Board(project, events);
  root.replaceChildren(...board.elements());
  board.keep();
}

class Board {
  readonly #project: Project;
  readonly #events: BoardEvents;
  readonly #ready = region(h('p', { class: 'ready', role: 'status' }));
  readonly #now = region(h('div', { 'aria-live': 'polite' }));
  readonly #runs = region(h('section', { class: 'card' }));
  readonly #schedules = region(h('section', { class: 'card' }));
  readonly #week = region(h('section', { class: 'card', hidden: true }));
  readonly #trouble = h('p', { class: 'trouble', role: 'alert' });
  readonly #live: LiveRun;

  constructor(project: Project, events: BoardEvents) {
    this.#project = project;
    this.#events = events;
    this.#live = new LiveRun(() => void this.#refresh(), events.signal);
  }

  elements(): readonly Node[] {
    const start = actions(this.#project, this.#toRun);
    const now = h('section', { class: 'card' }, h('h2', {}, word('now')), this.#now.element, this.#live.element, start);
    const side = h('div', {}, now, this.#week.element, this.#schedules.element);
    return [this.#header(), this.#trouble, h('main', { class: 'columns' }, h('div', {}, this.#runs.element), side)];
  }

  readonly #toRun = (id: string): void => {
    location.hash = `run/${id}`;
    void this.#refresh();
  };

  keep(): void {
    const { signal } = this.#events;
    window.addEventListener('hashchange', () => void this.#refresh(), { signal });
    repeat(() => this.#refresh(), runsEveryMs, signal);
    repeat(() => this.#rest(), restEveryMs, signal);
  }

  async #refresh(): Promise<void> {
    const answer = await ask<Runs>('/runs?limit=50');
    if (this.#isOver(answer)) return;
    this.#trouble.textContent = answer.kind === 'silent' ? word('unreachable') : '';
    if (answer.kind !== 'answer') return;
    const { open } = answer.reply;
    const nothing = [h('p', { class: 'quiet' }, word('nothingRuns'))];
    this.#now.show(open, () => (open.length === 0 ? nothing : open.map(openView)));
    this.#live.follow(open.find(({ phase }) => phase === 'running')?.id);
    await this.#content(answer.reply);
  }

  async #content(list: Runs): Promise<void> {
    const id = /^#run\/([\w-]+)$/.exec(location.hash)?.[1];
    if (id === undefined) {
      this.#runs.show(list.runs, () => [h('h2', {}, word('runs')), ...runsView(list, this.#project)]);
      return;
    }
    const answer = await ask<Run>(`/runs/${id}`);
    if (this.#isOver(answer) || answer.kind === 'silent') return;
    const back = h('p', {}, h('a', { href: '#', 'data-key': 'back' }, `‹ ${word('back')}`));
    if (answer.kind === 'refused') {
      this.#runs.show(id, () => [back, h('p', {}, word('gone'))]);
      return;
    }
    const { reply } = answer;
    const failed = openRows(reply) === 0 ? [] : await this.#failed(id);
    this.#runs.show([{ ...reply, events: [] }, failed], () => [
      back,
      ...runView(reply, this.#project),
      ...(reply.phase === 'waiting' || reply.phase === 'running' ? [] : followUps(reply, failed, this.#toRun)),
    ]);
  }

  async #failed(id: string): Promise<Failed> {
    const answer = await ask<{ readonly rows: Failed }>(`/runs/${id}/failed?limit=100`);
    return answer.kind === 'answer' ? answer.reply.rows : [];
  }

  async #rest(): Promise<void> {
    const [due, check, week] = await Promise.all([
      ask<Schedules>('/schedules'),
      ask<object>('/ready'),
      ask<Week>('/cycle'),
    ]);
    if (this.#isOver(due)) return;
    if (due.kind === 'answer') {
      const { reply } = due;
      this.#schedules.show(reply, () => [h('h2', {}, word('schedules')), ...schedulesView(reply)]);
    }
    showWeek(this.#week, week);
    showReady(this.#ready, check);
  }

  /** True when there is nobody to show it to; a token that has been changed meanwhile signs out. */
  #isOver(answer: Answer<unknown>): boolean {
    const { signal, onSignOut } = this.#events;
    if (signal.aborted) return true;
    if (answer.kind !== 'refused' || answer.status !== 401) return false;
    onSignOut(true);
    return true;
  }

  #header(): HTMLElement {
    const { onLanguage, onSignOut } = this.#events;
    const out = (): void => {
      onSignOut(false);
    };
    return h(
      'header',
      {},
      h('h1', {}, h('span', { lang: 'ja' }, '届く'), ' Todoku'),
      h('p', { class: 'project' }, this.#project.name),
      this.#ready.element,
      h(
        'button',
        { class: 'link', lang: language() === 'ja' ? 'en' : 'ja', onclick: onLanguage },
        word('otherLanguage'),
      ),
      h('button', { class: 'link', onclick: out }, word('signOut')),
    );
  }
}

/** A project without a cycle answers that it has none: there is nothing to show then. */
function showWeek(place: Region, answer: Answer<Week>): void {
  if (answer.kind === 'silent') return;
  place.element.hidden = answer.kind === 'refused';
  if (answer.kind === 'refused') return;
  const { now: _now, ...facts } = answer.reply;
  place.show(facts, () => [h('h2', {}, word('cycle')), ...weekView(answer.reply)]);
}

function showReady(place: Region, check: Answer<object>): void {
  place.show([check.kind, check.kind === 'refused' ? check.detail : ''], () => {
    if (check.kind === 'silent') return [];
    if (check.kind === 'answer') return [h('span', { class: 'chip matched' }, word('ready'))];
    return [h('span', { class: 'chip failed' }, word('notReady')), h('span', {}, ` ${check.detail}`)];
  });
}

/** One after the other; a page that nobody sees does not ask. */
function repeat(work: () => Promise<void>, everyMs: number, signal: AbortSignal): void {
  const turn = async (): Promise<void> => {
    if (signal.aborted) return;
    if (!document.hidden) await work();
    setTimeout(() => void turn(), everyMs);
  };
  void turn();
}
