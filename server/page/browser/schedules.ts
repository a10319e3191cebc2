/** Schedules: when each is due next, and what became of its last due times. */
import type { Schedules } from './api.ts';
import { h } from './dom.ts';
import { moment } from './format.ts';
import { word, wordFor } from './words.ts';

type Schedule = Schedules['schedules'][number];

export function schedulesView({ schedules }: Schedules): readonly Node[] {
  if (schedules.length === 0) return [h('p', { class: 'quiet' }, word('noSchedules'))];
  return [h('ul', { class: 'schedules' }, ...schedules.map(scheduleView))];
}

function scheduleView(schedule: Schedule): HTMLElement {
  const { name, syncs, recent, timeZone } = schedule;
  const past = recent.toReversed().map((note) => {
    const text = [moment(note.dueAt, timeZone), wordFor('outcome', note.outcome), note.reason]
      .filter(Boolean)
      .join(' · ');
    const square = h('span', { class: `due ${note.outcome}`, title: text }, h('span', { class: 'unseen' }, text));
    return h('li', {}, note.run === undefined ? square : h('a', { href: `#run/${note.run}` }, square));
  });
  return h(
    'li',
    {},
    h(
      'p',
      {},
      h('strong', {}, name),
      h('span', { class: 'quiet' }, ` ${syncs === undefined ? word('allSyncs') : syncs.join(', ')}`),
    ),
    h('p', {}, whenOf(schedule)),
    past.length === 0 ? undefined : h('ol', { class: 'past', 'aria-label': word('lastTen') }, ...past),
  );
}

function whenOf({ next, cron, after, timeZone }: Schedule): Node | string {
  if (after !== undefined) return `${word('after')} ${after}`;
  const [first] = next;
  if (cron === undefined || first === undefined) return word('onRequest');
  return h('span', {}, `${word('nextDue')} ${moment(first, timeZone)} `, h('code', { title: timeZone }, cron));
}
